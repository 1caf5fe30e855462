"""What the program says: a message is a key with values, turned into a language only at the edge."""

from __future__ import annotations

import gettext
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Message:
    """Hold what to say: the key of a catalogue entry and the values that fill it."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)


def msg(key: str, /, **values: object) -> Message:
    """Make a message; the key is always a literal, so that a test can find every key in use."""
    return Message(key, values)


class Texts:
    """Turn messages into sentences of one language.

    A value that is itself a message is turned into text first. Where `n` is among the values, it chooses the plural.
    """

    def __init__(self, translations: gettext.NullTranslations, language: str) -> None:
        self._translations = translations
        self.language = language

    def __call__(self, message: Message | str, /, **values: object) -> str:
        """Return the sentence for a message, or for a key and its values."""
        if isinstance(message, str):
            message = Message(message, values)
        filled = {name: self(value) if isinstance(value, Message) else value for name, value in message.values.items()}
        count = filled.get("n")
        if isinstance(count, int):
            pattern = self._translations.ngettext(message.key, message.key, count)
        else:
            pattern = self._translations.gettext(message.key)
        return pattern.format(**filled)


def load_texts(folder: Path, language: str = "en") -> Texts:
    """Read the catalogues (`*.po`) of a language below a folder; a language that is not there falls back to English."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    if not (folder / language).is_dir():
        language = "en"
    chain: gettext.NullTranslations | None = None
    for source in sorted((folder / language).glob("*.po")):
        compiled = io.BytesIO()
        with source.open("rb") as text:
            write_mo(compiled, read_po(text, locale=language))
        compiled.seek(0)
        translations = gettext.GNUTranslations(compiled)
        if chain is None:
            chain = translations
        else:
            chain.add_fallback(translations)
    return Texts(chain or gettext.NullTranslations(), language)
