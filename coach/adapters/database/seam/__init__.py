"""The history on SQLite, part by part: its opening, what is read of it, what a person says of a take."""
