"""Find the um and uh that were heard in the sound and not written down.

What the sound says comes as one probability a frame (`model.Frames`), noted while it was recognised. The words have
their say too: a filler that is written near is the same one, and where words fill all the time there is no um. A
recogniser that leaves an um out gives its time to the words beside it, so a word that lasts far longer than it takes
to say may hide one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from coach.analysis.lexicons import HesitationRule
from coach.analysis.sentences import Reading, Token
from coach.messages import msg
from coach.model import Frames, Moment

SOUNDS = frozenset({"um", "uh", "er", "erm", "ah", "hmm", "mm"})
"""Names of written fillers that are sounds: an event beside another, like "you know", is one more."""
NEAR = 0.25
"""Seconds between an event and a written filler up to which they are the same."""
WORD, LETTER = 0.1, 0.07
"""Seconds that a word takes at an easy pace, and each of its letters: 0.4 s for one of four, about 150 words a minute
without pauses."""
ROOM = 0.6
"""Share of an event that the words around it must leave free. With word times from the starter engine, every real
event of the annotated recordings left 0.73 or more, and of the strongest false ones half left less than 0.5."""


@dataclass(frozen=True, slots=True)
class Event:
    """Hold one stretch of hesitation sound: seconds, and the highest smoothed probability."""

    start: float
    end: float
    peak: float

    @property
    def seconds(self) -> float:
        """Return how long it is."""
        return self.end - self.start


def find_hesitations(
    frames: Frames | None, reading: Reading, written: Sequence[Moment], rule: HesitationRule
) -> tuple[Moment, ...]:
    """List the hesitation sounds that were not written down, in order; none where nothing was recognised.

    `written` are the fillers in the text: an event beside one of those is that filler, and is not told twice.
    """
    if frames is None or not reading.timed or not reading.tokens:
        return ()
    sounds = [filler for filler in written if filler.name in SOUNDS]
    words = _words(reading, sounds)
    return tuple(
        Moment("filler", "uh", event.start, event.end, "", "probable", msg("analysis.filler.probable.why", name="uh"))
        for event in find_events(frames, rule)
        if not any(is_near(event, filler) for filler in sounds) and has_room(event, words)
    )


def timed_by_sound(written: Sequence[Moment], frames: Frames | None, rule: HesitationRule) -> tuple[Moment, ...]:
    """Give each um or uh that is written down the time of the one event beside it: a recogniser's own is poor.

    `place_moments` finds written moments by their time, so use this only for what is drawn or played.
    """
    events = find_events(frames, rule) if frames is not None else ()
    return tuple(_timed(filler, events) for filler in written)


def _timed(filler: Moment, events: Sequence[Event]) -> Moment:
    if filler.name not in SOUNDS:
        return filler
    beside = [event for event in events if is_near(event, filler)]
    return replace(filler, start=beside[0].start, end=beside[0].end) if len(beside) == 1 else filler


def find_events(frames: Frames, rule: HesitationRule) -> tuple[Event, ...]:
    """List the stretches whose smoothed probability stays above the threshold for a fitting time."""
    smooth = smoothed(frames, rule.smoothing)
    above = np.concatenate(([False], smooth >= rule.threshold, [False])).astype(np.int8)
    edges = np.flatnonzero(np.diff(above)).reshape(-1, 2).tolist()
    return tuple(
        Event(first * frames.hop, last * frames.hop, float(smooth[first:last].max()))
        for first, last in edges
        if rule.shortest - frames.hop / 2 <= (last - first) * frames.hop <= rule.longest
    )


def smoothed(frames: Frames, width: int) -> NDArray[np.float64]:
    """Return the mean probability of the `width` frames around each."""
    values = np.frombuffer(frames.filler, dtype=np.uint8).astype(np.float64) / 255
    padded = np.pad(values, (width // 2, (width - 1) // 2))
    return np.convolve(padded, np.ones(width) / width, mode="valid") if values.size else values


def is_near(event: Event, filler: Moment) -> bool:
    """Tell whether an event is a filler that is written down."""
    if filler.start is None or filler.end is None:
        return False
    return event.start <= filler.end + NEAR and event.end >= filler.start - NEAR


def has_room(event: Event, words: Sequence[Token]) -> bool:
    """Tell whether the words that share an event's time leave room for it."""
    sharing = [word for word in words if word.until > event.start and word.at < event.end]
    if not sharing:
        return True
    begin = min(event.start, min(word.at for word in sharing))
    end = max(event.end, max(word.until for word in sharing))
    needed = sum(WORD + LETTER * sum(letter.isalnum() for letter in word.text) for word in sharing)
    return end - begin - needed >= ROOM * event.seconds


def _words(reading: Reading, sounds: Sequence[Moment]) -> list[Token]:
    """Return the words that are no hesitation."""
    places = {(filler.start, filler.end) for filler in sounds}
    return [token for token in reading.tokens if (token.at, token.until) not in places]
