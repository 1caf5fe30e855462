"""Read the word lists of `assets/lexicons`: JSON in, compiled patterns out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from coach.analysis.beginnings import needed_beginnings
from coach.analysis.lexicons import (
    Cue,
    CueSet,
    CueWords,
    FillerLexicon,
    FillerPhrase,
    Hesitations,
    Jargon,
    JargonWords,
    Lexicons,
    RamblingWords,
)
from coach.errors import FileError
from coach.messages import msg
from coach.model import ANCHORS, CATEGORIES

STRONG, LIKELY, WEAK, FAINT = 2.0, 1.2, 0.6, 0.3
"""What cues say for a thing. Against it, `against` counts as much as a strong one and `doubt` as a weak one."""
GROUP = re.compile(r"<([a-z_]+)>")


class RawCue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold a cue as it stands in a file."""

    pattern: str
    example: str
    never: tuple[str, ...] = ()


class RawSet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold a set of cues as it stands in a file; `like` takes over the cues of an anchor."""

    name: str
    place: Literal["any", "early", "late"] = "any"
    like: str = ""
    strong: tuple[RawCue, ...] = ()
    likely: tuple[RawCue, ...] = ()
    weak: tuple[RawCue, ...] = ()
    faint: tuple[RawCue, ...] = ()
    against: tuple[RawCue, ...] = ()
    doubt: tuple[RawCue, ...] = ()
    lookalikes: tuple[RawCue, ...] = ()


class RawSets(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold a file of cue sets."""

    about: str
    groups: dict[str, str]
    sets: tuple[RawSet, ...]


class RawStructures(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold the file of the categories' structures."""

    about: str
    groups: dict[str, str]
    categories: dict[str, tuple[RawSet, ...]]


class RawPhrase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold a filler phrase as it stands in a file."""

    name: str
    cues: tuple[RawCue, ...]


class RawFillers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold the file of fillers."""

    about: str
    groups: dict[str, str]
    sounds: dict[str, tuple[str, ...]]
    phrases: tuple[RawPhrase, ...]
    doubled: tuple[str, ...]


class RawCueWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold the file of what stands for a story's cue words."""

    about: str
    light: frozenset[str]
    same: dict[str, tuple[str, ...]]
    amounts: dict[str, tuple[str, ...]]
    short: dict[str, tuple[str, ...]]
    small: frozenset[str]
    against: frozenset[str]


class RawRambling(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold the file of the words that tell whether an answer turns in circles or leaves its question."""

    about: str
    light: frozenset[str]
    glue: tuple[str, ...]
    field: frozenset[str]
    asking: frozenset[str]


class RawTerm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold a term of the trade as it stands in a file."""

    term: str
    said: str
    example: str
    never: tuple[str, ...] = ()
    long: str = ""
    business: bool = False


class RawJargon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold the file of the words that somebody outside the trade may not know."""

    about: str
    everyday: frozenset[str]
    terms: tuple[RawTerm, ...]


class RawHesitations(msgspec.Struct, frozen=True):
    """Hold the rules of the file of the head that hears hesitations; the head itself is read where it is used."""

    rules: Hesitations


Raw = TypeVar("Raw", RawSets, RawStructures, RawFillers, RawCueWords, RawRambling, RawJargon, RawHesitations)


def load_lexicons(folder: Path) -> Lexicons:
    """Read all word lists of a folder; raise FileError naming the file, the line and the key that cannot be used."""
    anchors_file, anchors = _read(folder / "anchors.json", RawSets)
    structures_file, structures = _read(folder / "structures.json", RawStructures)
    evidence_file, evidence = _read(folder / "evidence.json", RawSets)
    # These are looked for in what is in lower case already: minding it takes a third less time.
    anchors_file.flags = structures_file.flags = evidence_file.flags = re.NOFLAG
    groups = {**anchors.groups, **structures.groups}
    sets = {raw.name: anchors_file.cue_set(raw, anchors.groups, {}) for raw in anchors.sets}
    found = {name: sets[name] for name in ANCHORS if name in sets}
    if len(found) < len(ANCHORS) or len(sets) > len(ANCHORS):
        raise anchors_file.error("sets")
    slots = {
        category: tuple(structures_file.cue_set(raw, groups, sets) for raw in raws)
        for category, raws in structures.categories.items()
    }
    for category in slots:
        if category not in CATEGORIES:
            raise structures_file.error(category)
    return Lexicons(
        fillers=_fillers(*_read(folder / "fillers.json", RawFillers)),
        anchors=found,
        structures=slots,
        evidence=tuple(evidence_file.cue_set(raw, {**groups, **evidence.groups}, {}) for raw in evidence.sets),
        cues=_cue_words(*_read(folder / "cues.json", RawCueWords)),
        weak_patterns=_sets(folder / "weak_patterns.json", groups, re.NOFLAG),
        rambling=_rambling(folder / "rambling.json"),
        jargon=_jargon(*_read(folder / "jargon.json", RawJargon)),
        telling=_sets(folder / "telling.json", groups),
    )


def _sets(path: Path, groups: Mapping[str, str], flags: re.RegexFlag = re.IGNORECASE) -> Mapping[str, CueSet]:
    file, raw = _read(path, RawSets)
    file.flags = flags
    return {one.name: file.cue_set(one, {**groups, **raw.groups}, {}) for one in raw.sets}


def _rambling(path: Path) -> RamblingWords:
    _, raw = _read(path, RawRambling)
    return RamblingWords(raw.light, tuple(tuple(piece.split()) for piece in raw.glue), raw.field, raw.asking)


def _jargon(file: _File, raw: RawJargon) -> JargonWords:
    terms = []
    for one in raw.terms:
        said = [RawCue(one.said, one.example, one.never), *([RawCue(one.long, one.long)] if one.long else [])]
        cue, *long = file.cues(tuple(said), STRONG, {})
        terms.append(Jargon(one.term, cue, long[0].pattern if long else None, one.business))
    return JargonWords(tuple(terms), raw.everyday)


def load_steps(folder: Path) -> Mapping[str, tuple[str, ...]]:
    """Read the steps of each category, in order, without the patterns that take long to make; raise FileError."""
    _, structures = _read(folder / "structures.json", RawStructures)
    return {category: tuple(raw.name for raw in raws) for category, raws in structures.categories.items()}


def load_hesitations(path: Path) -> Hesitations:
    """Read when a sound is taken for an um or uh; raise FileError naming the file, the line and the key."""
    file, raw = _read(path, RawHesitations)
    for rule in (raw.rules.surer, raw.rules.all):
        for key in ("threshold", "precision", "recall", "f1", "f1_low", "f1_high"):
            if not 0.0 <= getattr(rule, key) <= 1.0:
                raise file.error(key)
    return raw.rules


def _cue_words(file: _File, raw: RawCueWords) -> CueWords:
    for number in raw.amounts:
        if not number.split()[0].replace(".", "", 1).isdigit():
            raise file.error(number)
    return CueWords(raw.light, raw.same, raw.amounts, raw.short, raw.small, raw.against)


def _fillers(file: _File, raw: RawFillers) -> FillerLexicon:
    file.flags = re.NOFLAG
    return FillerLexicon(
        sounds={spelling: name for name, spellings in raw.sounds.items() for spelling in spellings},
        phrases=tuple(
            FillerPhrase(phrase.name, tuple(file.cues(phrase.cues, STRONG, raw.groups))) for phrase in raw.phrases
        ),
        doubled=frozenset(raw.doubled),
    )


class _File:
    """Hold an open word list, for naming places in it."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.text = text
        self.flags = re.IGNORECASE

    def error(self, key: str, line: int | None = None) -> FileError:
        """Return the error that names this file, with the line of a key."""
        at = self.text.find(f'"{key}"') if line is None else -1
        line = line or self.text.count("\n", 0, max(at, 0)) + 1
        message = msg("report.lexicon.broken", file=str(self.path), line=line, key=key or "-")
        return FileError(message, self.path, msg("report.lexicon.broken.advice"), line, key)

    def cue_set(self, raw: RawSet, groups: Mapping[str, str], sets: Mapping[str, CueSet]) -> CueSet:
        """Compile a set of cues, on top of the anchor it is like."""
        levels = ((raw.strong, STRONG), (raw.likely, LIKELY), (raw.weak, WEAK), (raw.faint, FAINT))
        cues = tuple(cue for raws, weight in levels for cue in self.cues(raws, weight, groups))
        against = (*self.cues(raw.against, STRONG, groups), *self.cues(raw.doubt, WEAK, groups))
        lookalikes = tuple(self.cues(raw.lookalikes, STRONG, groups))
        own = CueSet(raw.name, cues, against, lookalikes, raw.place)
        if not raw.like:
            return own
        if raw.like not in sets:
            raise self.error(raw.like)
        base = sets[raw.like]
        return replace(
            base,
            name=raw.name,
            cues=base.cues + cues,
            against=base.against + against,
            lookalikes=base.lookalikes + lookalikes,
        )

    def cues(self, raws: tuple[RawCue, ...], weight: float, groups: Mapping[str, str]) -> Iterator[Cue]:
        """Compile cues: fill in the groups and keep to whole words."""
        for raw in raws:
            try:
                pattern = re.compile(_expand(raw.pattern, groups), self.flags)
            except (re.error, KeyError):
                raise self._cue_error(raw) from None
            yield Cue(pattern, weight, raw.example, raw.never, needed_beginnings(pattern.pattern))

    def _cue_error(self, raw: RawCue) -> FileError:
        written = msgspec.json.encode(raw.pattern).decode()
        at = self.text.find(written)
        return self.error(raw.pattern[:40], self.text.count("\n", 0, max(at, 0)) + 1)


def _expand(pattern: str, groups: Mapping[str, str]) -> str:
    while GROUP.search(re.sub(r"\(\?P<\w+>", "", pattern)):
        pattern = re.sub(r"(?<!\?P)<([a-z_]+)>", lambda found: groups[found.group(1)], pattern)
    return rf"(?<!\w)(?:{pattern})(?!\w)"


def _read(path: Path, kind: type[Raw]) -> tuple[_File, Raw]:
    data = b""
    try:
        data = path.read_bytes()
        return _File(path, data.decode()), msgspec.json.decode(data, type=kind)
    except (OSError, UnicodeDecodeError, msgspec.DecodeError) as error:
        file = _File(path, data.decode("utf-8", "replace"))
        raise _decode_error(file, str(error)) from None


def _decode_error(file: _File, said: str) -> FileError:
    """Find the line and key that a decoding error speaks of."""
    byte = re.search(r"\(byte (\d+)\)", said)
    if byte:
        return file.error("", file.text.count("\n", 0, int(byte.group(1))) + 1)
    unknown = re.search(r"field `(\w+)`", said)
    steps: list[str] = re.findall(r"\.(\w+)", said.partition(" - at `$")[2])
    key = unknown.group(1) if unknown else (steps[-1] if steps else "")
    return file.error(key)
