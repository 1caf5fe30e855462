"""What a person calls measures, moments, states and lengths of time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QDate, QDateTime, QLocale, QTime

from coach.messages import Message, Texts, msg
from coach.model import Attempt, Moment, Review, Transcript
from coach.practice import rows

_MOMENTS: Mapping[tuple[str, str], Message] = {
    ("pause", "brief"): msg("names.pause.brief"),
    ("pause", "long"): msg("names.pause.long"),
    ("pause", "long_think"): msg("names.pause.long_think"),
    ("evidence", "before_after"): msg("names.evidence.before_after"),
    ("evidence", "number"): msg("names.evidence.number"),
    ("evidence", "direction"): msg("names.evidence.direction"),
    ("evidence", "source"): msg("names.evidence.source"),
    ("repeat", "repeat"): msg("names.repeat"),
    ("rambling", "over_aim"): msg("names.rambling.over_aim"),
    ("rambling", "late_decision"): msg("names.rambling.late_decision"),
    ("rambling", "long_setup"): msg("names.rambling.long_setup"),
    ("rambling", "repeated_phrase"): msg("names.rambling.repeated_phrase"),
    ("rambling", "long_sentence"): msg("names.rambling.long_sentence"),
    ("rambling", "long_tail"): msg("names.rambling.long_tail"),
    ("rambling", "off_question"): msg("names.rambling.off_question"),
    ("weak_pattern", "framework_only"): msg("names.weak.framework_only"),
    ("weak_pattern", "data_driven_no_number"): msg("names.weak.data_driven_no_number"),
    ("evidence", "own"): msg("names.evidence.own"),
    ("weak_pattern", "role_invisible"): msg("names.weak.role_invisible"),
    ("weak_pattern", "everyone_agreed"): msg("names.weak.everyone_agreed"),
    ("weak_pattern", "method_list"): msg("names.weak.method_list"),
    ("weak_pattern", "feature_list"): msg("names.weak.feature_list"),
    ("weak_pattern", "vague_critique"): msg("names.weak.vague_critique"),
    ("weak_pattern", "context_documentary"): msg("names.weak.context_documentary"),
    ("weak_pattern", "false_precision"): msg("names.weak.false_precision"),
}


def measure_name(name: str, texts: Texts) -> str:
    """Name a measure; one that is not known keeps its own name."""
    return texts(rows.measure_name(name))


def kind_name(kind: str, texts: Texts) -> str:
    """Name a kind of moment."""
    return texts(rows.kind_name(kind))


def sure_name(certainty: str, texts: Texts) -> str:
    """Say how sure something is."""
    return texts(rows.certainty_name(certainty))


def found_name(state: str, texts: Texts) -> str:
    """Say whether an anchor or slot was heard."""
    return texts(rows.found_name(state))


def state_name(state: str, texts: Texts) -> str:
    """Say how far a take has come."""
    return texts(rows.state_name(state))


def finding_name(name: str, texts: Texts) -> str:
    """Name an anchor, or a step of a category's structure."""
    return texts(rows.anchor_name(name) if name in rows.ANCHOR_NAMES else rows.slot_name(name))


def moment_name(moment: Moment, anchors: Mapping[str, str], texts: Texts) -> str:
    """Name a moment; `anchors` holds what anchors are called."""
    known = _MOMENTS.get((moment.kind, moment.name))
    if known is not None:
        return texts(known)
    if moment.kind == "filler":
        return texts(msg("names.filler", name=moment.name))
    if moment.name in anchors:
        return anchors[moment.name]
    name = moment.name.replace("_", " ")
    return texts(msg("names.of_kind", kind=rows.kind_name(moment.kind), name=name))


def about_take(attempt: Attempt, texts: Texts) -> str:
    """Say in one line what a take is about, when it was made, how long it is and how far it has come."""
    parts = [texts(rows.category_name(attempt.question.category))] if attempt.question is not None else []
    parts.append(moment_of_day(attempt.started_at, texts))
    if attempt.recording is not None and attempt.recording.seconds > 0:
        parts.append(length(attempt.recording.seconds, texts))
    parts.append(state_name(attempt.state, texts))
    return " · ".join(parts)


def model_name(engine: str, model: str, texts: Texts) -> str:
    """Name an engine with its model; a model in a folder of one's own is named by the folder."""
    name = texts(rows.engine_name(engine))
    folder = model.replace("\\", "/").rstrip("/").rpartition("/")[2]
    return texts(msg("versions.name", engine=name, model=folder)) if folder else name


def writer_name(transcript: Transcript, texts: Texts) -> str:
    """Say who wrote a transcript."""
    if transcript.edited:
        return texts(msg("versions.by_hand"))
    if not transcript.engine:
        return texts(msg("words.typed"))
    return model_name(transcript.engine, transcript.model, texts)


def version_names(reviews: Sequence[Review], texts: Texts) -> Mapping[str, str]:
    """Name the transcripts of a take by the ids of their reviews; the time tells two of one name apart."""
    names = {review.id: writer_name(review.transcript, texts) for review in reviews}
    often = Counter(names.values())
    dated = {review.id: moment_of_day(review.made_at, texts) for review in reviews}
    return {
        key: texts(msg("versions.name.dated", name=name, when=dated[key])) if often[name] > 1 else name
        for key, name in names.items()
    }


def amount(name: str, value: float | None, unit: str, texts: Texts) -> str:
    """Say a measure's value with its unit."""
    if value is None:
        return texts(msg("names.unit.nothing"))
    if unit == "s":
        return length(value, texts)
    number = f"{value:.1f}" if name in ("articulation_rate", "filler_rate") else f"{value:.0f}"
    named = rows.UNIT_NAMES.get(unit)
    return number if named is None else texts(msg("names.unit.with", number=number, unit=named))


def length(seconds: float, texts: Texts) -> str:
    """Say a length of time: tenths of a second while short, minutes from one on."""
    if seconds < 9.95:
        return texts(msg("names.length.seconds", seconds=f"{seconds:.1f}"))
    whole = round(seconds)
    if whole < 60:
        return texts(msg("names.length.seconds", seconds=str(whole)))
    return texts(msg("names.length.minutes", minutes=whole // 60, seconds=whole % 60))


def moment_of_day(when: datetime, texts: Texts) -> str:
    """Say a day and a time of day, on this computer's clock."""
    return _in_language(when, texts(msg("language.date.moment")), texts)


def day(when: datetime, texts: Texts) -> str:
    """Say a day, short enough for an axis."""
    return _in_language(when, texts(msg("language.date.day")), texts)


def _in_language(when: datetime, pattern: str, texts: Texts) -> str:
    local = when.astimezone()
    moment = QDateTime(QDate(local.year, local.month, local.day), QTime(local.hour, local.minute))
    return QLocale(texts.language).toString(moment, pattern)
