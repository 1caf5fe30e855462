"""Takes and reports as files: tables, data, reports, subtitles; and a review as lines for a terminal."""
