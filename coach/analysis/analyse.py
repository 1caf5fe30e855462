"""The one door of analysis: words and sound in, a report out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from coach.analysis.advice import FEWEST_WORDS, Heard, check_sound, choose_next_step, choose_strength
from coach.analysis.content.anchors import FOUND, LEANING, WEAK, Hit, anchor_moment, to_candidates, to_finding
from coach.analysis.content.evidence import find_evidence
from coach.analysis.content.meaning import Meaning, hear
from coach.analysis.content.rambling import Course, clock_text, find_rambling
from coach.analysis.content.telling.audience import find_clarified, find_fit, listener_of
from coach.analysis.content.telling.standpoint import find_handed_down, is_what_if
from coach.analysis.content.telling.terms import find_terms
from coach.analysis.content.weak_patterns import find_weak_patterns
from coach.analysis.delivery.counts import RATE_UNIT, count_fillers, count_repeats
from coach.analysis.delivery.fillers import find_cluster, find_fillers
from coach.analysis.delivery.hesitations import find_hesitations
from coach.analysis.delivery.pace import COMFORTABLE, Pace, measure_pace
from coach.analysis.delivery.pauses import Pause, Silences, Sound, find_silences
from coach.analysis.delivery.pitch import NAME as PITCH
from coach.analysis.delivery.pitch import UNIT as PITCH_UNIT
from coach.analysis.delivery.pitch import measure_pitch
from coach.analysis.delivery.repeats import find_repeats
from coach.analysis.lexicons import HesitationRule, Lexicons
from coach.analysis.sentences import Reading, read_answer
from coach.analysis.trends import Range, number_text
from coach.messages import Message, msg
from coach.model import (
    ANCHORS,
    AnchorName,
    Candidate,
    Finding,
    Frames,
    Measure,
    Moment,
    Question,
    Report,
    Story,
    Transcript,
)

__all__ = ["MEASURES", "MEASURES_ON_REQUEST", "Sound", "analyse"]

MEASURES = {
    "speech_rate": "words/min",
    "articulation_rate": "syllables/s",
    "filler_rate": RATE_UNIT,
    "fillers_heard": "",
    "fillers_probable": "",
    "speaking_time": "s",
    "pause_time": "s",
    "longest_pause": "s",
    "time_to_first_word": "s",
    "repeats": "",
}
"""Every measure, in the order in which they are told, with its unit; a count has none."""
MEASURES_ON_REQUEST = {PITCH: PITCH_UNIT}
"""Measures that are there only for a person who asked for them."""
AT_ONCE = 0.5
"""Seconds before the first word that nobody would call a wait."""


def analyse(
    transcript: Transcript,
    sound: Sound | None,
    question: Question | None,
    category: str | None,
    lexicons: Lexicons,
    usual: Range | None = None,
    hesitations: HesitationRule | None = None,
    pitch: bool = False,
    story: Story | None = None,
    meaning: Meaning | None = None,
) -> Report:
    """Judge one answer.

    `sound` is None for a typed answer, or where the recording is gone: what needs it is then not told. `category`
    wins over the question's own. `usual` is the person's own range of speech rates, once there are five takes.
    `hesitations` says when the transcript's frames are taken for an um or uh; without it none are looked for. `pitch`
    asks how the voice moved. `story` is what the answer was told with: a cue of it that was said speaks for its anchor.
    `meaning` knows what sentences mean; without it the words alone decide, and the report says that this is less sure.
    """
    reading = read_answer(transcript, lexicons.fillers.sounds)
    silences = _silences(reading, sound, transcript.frames)
    pauses = silences.pauses if silences is not None else None
    category = category or (question.category if question is not None else None)
    said, slots = hear(reading, lexicons, category, meaning, LEANING)
    hits = _with_cues(reading, {name: _told(said[name]) for name in ANCHORS}, lexicons, story, meaning)
    course = Course(reading, pauses, tuple(hit for name in ANCHORS for hit in hits[name]))
    structure = tuple(to_finding(reading, name, _told(slots[name])) for name in slots)
    heard, content = _content(course, structure, question, category, lexicons)
    marked = (anchor_moment(reading, hits[name], by_words=meaning is None) for name in ANCHORS)
    written = find_fillers(reading, lexicons.fillers)
    looked = hesitations is not None and transcript.frames is not None
    unwritten = find_hesitations(transcript.frames, reading, written, hesitations) if hesitations is not None else ()
    fillers = _in_order((*written, *unwritten), reading)
    repeats = find_repeats(reading, lexicons.fillers)
    heard = replace(heard, cluster=find_cluster(reading, fillers))
    moments = (*filter(None, marked), *content, *fillers, *_pause_moments(pauses), *repeats)
    nobody = not reading.tokens
    measures = _no_measures(reading, MEASURES_ON_REQUEST if pitch else {})
    if len(reading.tokens) >= FEWEST_WORDS and reading.timed:
        measures = _measures(reading, silences, (*fillers, *repeats), looked, usual)
        measures += (measure_pitch(sound, silences.speech if silences is not None else ()),) if pitch else ()
    return Report(
        measures=measures,
        moments=_in_order(moments, reading),
        anchors=tuple(heard.anchors),
        structure=tuple(heard.structure),
        key_terms=tuple(heard.terms),
        strength=None if nobody else choose_strength(heard),
        next_step=check_sound(typed=sound is None) if nobody else choose_next_step(heard),
        candidates=(
            *(one for name in ANCHORS for one in to_candidates("anchor", hits[name], said[name])),
            *(one for name in slots for one in to_candidates("structure", slots[name])),
            *_telling(heard),
        ),
    )


Hits = Mapping[AnchorName, tuple[Hit, ...]]


def _telling(heard: Heard) -> Iterator[Candidate]:
    """Keep how it was told: the advice is chosen from that too, and chosen again when a person corrects it."""
    text = heard.course.reading.text
    if heard.what_if:
        yield Candidate("telling", "what_if", 0, len(text), FOUND)
    place = text.find(heard.handed_down) if heard.handed_down else -1
    if place >= 0:
        yield Candidate("telling", "handed_down", place, place + len(heard.handed_down), FOUND)


def _told(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Leave out what only leans towards something."""
    return tuple(hit for hit in hits if hit.score >= WEAK)


def _with_cues(reading: Reading, hits: Hits, lexicons: Lexicons, story: Story | None, meaning: Meaning | None) -> Hits:
    """Let the cues of the story speak for their anchors."""
    if story is None:
        return hits
    # What cues need takes 30 ms to load, and most answers are told without a story.
    from coach.analysis.content.cues import find_cues

    return find_cues(reading, story.cues, lexicons.cues, hits, meaning.embed if meaning is not None else None)


def _content(
    course: Course, structure: tuple[Finding, ...], question: Question | None, category: str | None, lexicons: Lexicons
) -> tuple[Heard, tuple[Moment, ...]]:
    """Return what was heard of the content, all but where fillers gathered, and the moments of it."""
    reading, telling = course.reading, lexicons.telling
    enough = len(reading.tokens) >= FEWEST_WORDS
    rambling = find_rambling(course, question, lexicons.rambling) if enough else ()
    weak = find_weak_patterns(reading, lexicons.weak_patterns, course.anchors, category) if enough else ()
    unmeasured = [moment.text for moment in weak if moment.name == "false_precision"]
    evidence = find_evidence(reading, lexicons.evidence, lexicons.fillers.sounds, unmeasured)
    key_terms = question.key_terms if question is not None else ()
    terms = find_terms(reading, key_terms, lexicons.jargon, telling, listener_of(question, telling))
    heard = Heard(
        course,
        tuple(to_finding(reading, name, [hit for hit in course.anchors if hit.name == name]) for name in ANCHORS),
        (*structure, *find_clarified(reading, question, telling), *find_fit(reading, question, telling)),
        evidence,
        rambling,
        None,
        question,
        weak,
        tuple(use for use, _ in terms),
        is_what_if(reading, telling),
        find_handed_down(reading, telling),
    )
    return heard, (*rambling, *weak, *evidence, *(moment for _, moment in terms))


def _silences(reading: Reading, sound: Sound | None, frames: Frames | None) -> Silences | None:
    if sound is None or not reading.timed or not reading.tokens:
        return None
    return find_silences(sound, reading.begins, reading.ends, frames)


def _pause_moments(pauses: Sequence[Pause] | None) -> tuple[Moment, ...]:
    """Turn pauses into moments; none of them is a fault."""
    return tuple(
        Moment("pause", pause.name, pause.start, pause.end, "", "heard", _pause_words(pause)) for pause in pauses or ()
    )


def _pause_words(pause: Pause) -> Message:
    if pause.name == "long_think":
        return msg("analysis.pause.long_think", length=duration_words(pause.seconds))
    return msg("analysis.pause.why", length=duration_words(pause.seconds))


def _in_order(moments: Sequence[Moment], reading: Reading) -> tuple[Moment, ...]:
    """Sort moments by time; those of a typed answer stay in the order of their kinds."""
    return tuple(sorted(moments, key=lambda moment: moment.start or 0.0)) if reading.timed else tuple(moments)


def _no_measures(reading: Reading, more: Mapping[str, str]) -> tuple[Measure, ...]:
    """Name every measure and tell none: the answer was typed, or has under twenty words."""
    why = msg("analysis.measures.typed") if reading.tokens and not reading.timed else msg("analysis.measures.short")
    return tuple(Measure(name, None, unit, why, "unknown") for name, unit in (MEASURES | dict(more)).items())


def _measures(
    reading: Reading, silences: Silences | None, counted: Sequence[Moment], looked: bool, usual: Range | None
) -> tuple[Measure, ...]:
    """Return every measure; `looked` says whether fillers were looked for in the sound as well."""
    pace = measure_pace(reading, silences)
    return (
        _speech_rate(pace, usual),
        _measure("articulation_rate", pace.articulation_rate, _articulation_words(pace)),
        *count_fillers(counted, len(reading.tokens), looked=looked),
        _timed("speaking_time", pace.speaking_time),
        _timed("pause_time", pace.pause_time),
        _timed("longest_pause", pace.longest_pause),
        _timed("time_to_first_word", pace.time_to_first_word),
        count_repeats(counted),
    )


def _measure(name: str, value: float | None, words: Message) -> Measure:
    if value is None:
        return Measure(name, None, MEASURES[name], msg("analysis.measures.no_sound"), "unknown")
    return Measure(name, round(value, 2), MEASURES[name], words, "heard")


def _timed(name: str, value: float | None) -> Measure:
    length = duration_words(value or 0.0)
    words = {
        "speaking_time": msg("analysis.speaking_time.words", length=length),
        "pause_time": msg("analysis.pause_time.words", length=length),
        "longest_pause": msg("analysis.longest_pause.words", length=length),
        "time_to_first_word": msg("analysis.time_to_first_word.words", length=length),
    }
    if name == "time_to_first_word" and value is not None and value < AT_ONCE:
        return _measure(name, value, msg("analysis.time_to_first_word.at_once"))
    return _measure(name, value, words[name])


def duration_words(seconds: float) -> Message:
    """Say how long something took."""
    if seconds >= 60:
        return msg("analysis.duration.minutes", time=clock_text(seconds))
    if seconds >= 10 or seconds == 0:
        return msg("analysis.duration.seconds", n=round(seconds))
    return msg("analysis.duration.exact", seconds=f"{seconds:.1f}")


def _articulation_words(pace: Pace) -> Message:
    return msg("analysis.articulation.words", rate=number_text(pace.articulation_rate or 0.0))


def _speech_rate(pace: Pace, usual: Range | None) -> Measure:
    """Put the speech rate into words, beside the person's own range where there is one."""
    low, high = (usual.low, usual.high) if usual is not None else COMFORTABLE
    rate = pace.speech_rate
    if rate is None:
        return _measure("speech_rate", None, msg("analysis.measures.no_sound"))
    about = 5 * round(rate / 5)
    if low <= rate <= high:
        words = msg("analysis.pace.usual", rate=about) if usual else msg("analysis.pace.comfortable", rate=about)
    elif rate < low:
        words = msg("analysis.pace.slower", rate=about) if usual else msg("analysis.pace.slow", rate=about)
    else:
        words = msg("analysis.pace.faster", rate=about) if usual else msg("analysis.pace.fast", rate=about)
    return Measure("speech_rate", round(rate, 1), MEASURES["speech_rate"], words, "heard", round(low), round(high))
