"""What writes takes as files, in every format; nothing of it is loaded before it is needed."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

from coach.messages import Texts
from coach.model import Attempt
from coach.practice.export.exports import Exports, Write
from coach.practice.export.printing import Printing


def make_exports(find: Callable[[str], Attempt], texts: Texts, resources: Path, printing: Printing) -> Exports:
    """Return what writes takes; `find` gives a take by its id, `printing` draws and prints."""
    return Exports(find, cache(partial(writer_of, texts=texts, resources=resources, printing=printing)))


def writer_of(key: str, texts: Texts, resources: Path, printing: Printing) -> Write:
    """Return what writes a format; raise KeyError for one that is not known."""
    if key in ("pdf", "html"):
        from coach.adapters.export.page import HtmlWriter, Pages, PdfWriter

        pages = Pages(resources, texts)
        return HtmlWriter(pages, printing) if key == "html" else PdfWriter(pages, printing, texts)
    if key == "markdown":
        from coach.adapters.export.markdown import MarkdownWriter

        return MarkdownWriter(texts)
    if key == "json":
        from coach.adapters.export.objects import JsonWriter

        return JsonWriter(texts)
    if key in ("csv", "moments"):
        from coach.adapters.export.tables import moments_table, takes_table

        return takes_table() if key == "csv" else moments_table(texts)
    return _of_sound(key)


def _of_sound(key: str) -> Write:
    if key in ("wav", "flac"):
        from coach.adapters.media.encode import FlacEncoder, WavCopy

        return WavCopy() if key == "wav" else FlacEncoder()
    from coach.adapters.export.subtitles import SubtitleWriter

    kinds: dict[str, Write] = {"srt": SubtitleWriter("srt"), "vtt": SubtitleWriter("vtt")}
    return kinds[key]
