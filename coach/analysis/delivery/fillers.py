"""Find fillers in filler position, and where they gather."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from coach.analysis.beginnings import beginnings, can_match
from coach.analysis.lexicons import FillerLexicon
from coach.analysis.sentences import Reading
from coach.messages import msg
from coach.model import Moment

CLUSTER_COUNT, CLUSTER_WORDS, CLUSTER_SECONDS = 3, 10, 6.0
"""Fillers gather where three fall within ten words or six seconds."""


def find_fillers(reading: Reading, lexicon: FillerLexicon) -> tuple[Moment, ...]:
    """List the fillers that are written in the transcript, in order."""
    spans = [*_sounds(reading, lexicon), *_phrases(reading, lexicon)]
    spans.sort(key=lambda span: (span[1], -span[2]))
    moments: list[Moment] = []
    reached = -1
    for name, start, end in spans:
        if start < reached:
            continue
        reached = end
        at, until = reading.span(start, end)
        why = msg("analysis.filler.why", name=name)
        moments.append(Moment("filler", name, at, until, reading.text[start:end], "heard", why))
    return tuple(moments)


def _sounds(reading: Reading, lexicon: FillerLexicon) -> Iterator[tuple[str, int, int]]:
    for index, token in enumerate(reading.tokens):
        name = lexicon.sounds.get(token.text.lower())
        if name is None or (token.text.isupper() and len(token.text) > 1):
            continue
        # "5 mm" is a length and "ER" a place.
        unit = name == "mm" and index > 0 and reading.tokens[index - 1].text[-1].isdigit()
        if not unit:
            yield name, token.start, token.end


def _phrases(reading: Reading, lexicon: FillerLexicon) -> Iterator[tuple[str, int, int]]:
    # Lower case keeps every place but that of one letter, which would become two.
    text = reading.text.replace("’", "'").replace("\n", " ").replace("İ", "i").lower()
    words = beginnings(text)
    for phrase in lexicon.phrases:
        for cue in phrase.cues:
            for found in cue.pattern.finditer(text) if can_match(cue.needs, words) else ():
                yield phrase.name, found.start("it"), found.end("it")


def find_cluster(reading: Reading, fillers: Sequence[Moment]) -> tuple[float, float] | None:
    """Return the first stretch where fillers gather, in seconds; None where there is none, or no times."""
    places = [
        (filler.start, filler.end, _word_index(reading, filler.start))
        for filler in fillers
        if filler.start is not None and filler.end is not None
    ]
    for first, last in zip(places, places[CLUSTER_COUNT - 1 :], strict=False):
        if last[2] - first[2] < CLUSTER_WORDS or last[1] - first[0] <= CLUSTER_SECONDS:
            return first[0], last[1]
    return None


def _word_index(reading: Reading, at: float) -> int:
    return bisect_left(reading.tokens, at, key=lambda token: token.at)
