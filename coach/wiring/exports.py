"""What writes takes as files, in every format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from coach.messages import Texts
from coach.model import Attempt
from coach.practice.export import Exports, Printing


def make_exports(find: Callable[[str], Attempt], texts: Texts, resources: Path, printing: Printing) -> Exports:
    """Return what writes takes; `find` gives a take by its id, `printing` draws and prints."""
    from coach.adapters.export.markdown import MarkdownWriter
    from coach.adapters.export.objects import JsonWriter
    from coach.adapters.export.page import HtmlWriter, Pages, PdfWriter
    from coach.adapters.export.subtitles import SubtitleWriter
    from coach.adapters.export.tables import moments_table, takes_table
    from coach.adapters.media.encode import FlacEncoder, WavCopy

    pages = Pages(resources, texts)
    return Exports(
        find,
        {
            "pdf": PdfWriter(pages, printing, texts),
            "html": HtmlWriter(pages, printing),
            "markdown": MarkdownWriter(texts),
            "csv": takes_table(),
            "moments": moments_table(texts),
            "json": JsonWriter(texts),
            "srt": SubtitleWriter("srt"),
            "vtt": SubtitleWriter("vtt"),
            "wav": WavCopy(),
            "flac": FlacEncoder(),
        },
    )
