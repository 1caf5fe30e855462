"""What the program says: a message is a key with values, turned into a language only at the edge."""

from __future__ import annotations

import gettext
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

ENGLISH = "en"
"""The language that every message has."""


@dataclass(frozen=True, slots=True)
class Message:
    """Hold what to say: the key of a catalogue entry and the values that fill it."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)


def msg(key: str, /, **values: object) -> Message:
    """Make a message; the key is always a literal, so that a test can find every key in use."""
    return Message(key, values)


DECIMAL = msg("language.decimal")
"""The sign before the decimals of a number, in every catalogue."""

NOUNS = msg("language.nouns")
"""How a language writes nouns inside a sentence: small, or large as at its beginning."""

FRACTION = re.compile(r"-?\d+\.\d{1,2}")
"""A figure that was rounded before it was put into a message, as all of those are that were kept with a review."""


class _Number(float):
    """A number that is written with the decimal sign of a language."""

    sign: str

    def __format__(self, spec: str, /) -> str:
        return super().__format__(spec).replace(".", self.sign)


class Texts:
    """Turn messages into sentences of one language.

    A value that is itself a message is turned into text first. Where `n` is among the values, it chooses the plural.
    Fractions get the decimal sign of the language.
    """

    def __init__(self, translations: gettext.NullTranslations, language: str) -> None:
        self._translations = translations
        self.language = language
        sign = translations.gettext(DECIMAL.key)
        self._sign = "." if sign == DECIMAL.key else sign

    def __call__(self, message: Message | str, /, **values: object) -> str:
        """Return the sentence for a message, or for a key and its values."""
        if isinstance(message, str):
            message = Message(message, values)
        filled = {name: self._fill(value) for name, value in message.values.items()}
        count = filled.get("n")
        if isinstance(count, int):
            pattern = self._translations.ngettext(message.key, message.key, count)
        else:
            pattern = self._translations.gettext(message.key)
        return pattern.format(**filled)

    def inside(self, name: str) -> str:
        """Return a name as it stands inside a sentence: in small letters, unless the language keeps its nouns large."""
        return name if self(NOUNS) == "large" else name.lower()

    def _fill(self, value: object) -> object:
        if isinstance(value, Message):
            return self(value)
        if self._sign == ".":
            return value
        if isinstance(value, float):
            number = _Number(value)
            number.sign = self._sign
            return number
        if isinstance(value, str) and FRACTION.fullmatch(value):
            return value.replace(".", self._sign)
        return value


class _Later(gettext.NullTranslations):
    """Read catalogues only once a key is asked for that nothing before them had."""

    def __init__(self, sources: Sequence[Path], language: str) -> None:
        super().__init__()
        self._sources = sources
        self._named = language

    @cached_property
    def _read(self) -> gettext.NullTranslations:
        return _read(self._sources, self._named)

    def gettext(self, message: str) -> str:
        return self._read.gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._read.ngettext(msgid1, msgid2, n)


def load_texts(folder: Path, language: str = ENGLISH) -> Texts:
    """Read the catalogues (`*.po`) of a language below a folder; what is not there is said in English."""
    sources = sorted((folder / language).glob("*.po"))
    english = sorted((folder / ENGLISH).glob("*.po"))
    if language == ENGLISH or not sources:
        return Texts(_read(english, ENGLISH), ENGLISH)
    chain = _read(sources, language)
    chain.add_fallback(_Later(english, ENGLISH))
    return Texts(chain, language)


def _read(sources: Sequence[Path], language: str) -> gettext.NullTranslations:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    chain: gettext.NullTranslations | None = None
    for source in sources:
        compiled = io.BytesIO()
        with source.open("rb") as text:
            write_mo(compiled, read_po(text, locale=language))
        compiled.seek(0)
        translations = gettext.GNUTranslations(compiled)
        if chain is None:
            chain = translations
        else:
            chain.add_fallback(translations)
    return chain or gettext.NullTranslations()
