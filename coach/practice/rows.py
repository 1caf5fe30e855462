"""What the program's own words are called in a list, a table or a sentence: each as a message.

A word that is not known here (a role of somebody's pack, say) is shown as it is written.
"""

from __future__ import annotations

from collections.abc import Mapping

from coach.messages import Message, msg

CATEGORY_NAMES: Mapping[str, Message] = {
    "strategy": msg("category.strategy"),
    "architecture": msg("category.architecture"),
    "research": msg("category.research"),
    "metrics": msg("category.metrics"),
    "roadmap": msg("category.roadmap"),
    "behavioural": msg("category.behavioural"),
    "design": msg("category.design"),
    "competitive": msg("category.competitive"),
    "recruiter": msg("category.recruiter"),
    "technical": msg("category.technical"),
}
CATEGORY_TOPICS: Mapping[str, Message] = {
    "strategy": msg("category.strategy.topic"),
    "architecture": msg("category.architecture.topic"),
    "research": msg("category.research.topic"),
    "metrics": msg("category.metrics.topic"),
    "roadmap": msg("category.roadmap.topic"),
    "behavioural": msg("category.behavioural.topic"),
    "design": msg("category.design.topic"),
    "competitive": msg("category.competitive.topic"),
    "recruiter": msg("category.recruiter.topic"),
    "technical": msg("category.technical.topic"),
}
ANCHOR_NAMES: Mapping[str, Message] = {
    "problem": msg("anchor.problem"),
    "decision": msg("anchor.decision"),
    "tradeoff": msg("anchor.tradeoff"),
    "outcome": msg("anchor.outcome"),
    "lesson": msg("anchor.lesson"),
}
SLOT_NAMES: Mapping[str, Message] = {
    "segment": msg("slot.segment"),
    "business_reason": msg("slot.business_reason"),
    "technical_implication": msg("slot.technical_implication"),
    "disconfirming_evidence": msg("slot.disconfirming_evidence"),
    "user_problem": msg("slot.user_problem"),
    "requirement": msg("slot.requirement"),
    "options": msg("slot.options"),
    "consequences": msg("slot.consequences"),
    "belief": msg("slot.belief"),
    "method": msg("slot.method"),
    "surprise": msg("slot.surprise"),
    "decision_changed": msg("slot.decision_changed"),
    "north_star": msg("slot.north_star"),
    "primary_kpi": msg("slot.primary_kpi"),
    "guardrails": msg("slot.guardrails"),
    "diagnosis": msg("slot.diagnosis"),
    "validation": msg("slot.validation"),
    "competing_asks": msg("slot.competing_asks"),
    "criteria": msg("slot.criteria"),
    "cost": msg("slot.cost"),
    "communication": msg("slot.communication"),
    "aftermath": msg("slot.aftermath"),
    "problem": msg("slot.problem"),
    "action": msg("slot.action"),
    "result": msg("slot.result"),
    "lesson": msg("slot.lesson"),
    "user": msg("slot.user"),
    "goal": msg("slot.goal"),
    "friction": msg("slot.friction"),
    "first_change": msg("slot.first_change"),
    "core_value": msg("slot.core_value"),
    "strength_or_weakness": msg("slot.strength_or_weakness"),
    "implication": msg("slot.implication"),
    "clarified": msg("slot.clarified"),
    "analogy": msg("slot.analogy"),
    "example": msg("slot.example"),
    "one_level_deeper": msg("slot.one_level_deeper"),
    "why_it_matters": msg("slot.why_it_matters"),
}
STATE_NAMES: Mapping[str, Message] = {
    "recording": msg("state.recording"),
    "recorded": msg("state.recorded"),
    "transcribed": msg("state.transcribed"),
    "reviewed": msg("state.reviewed"),
    "recovered": msg("state.recovered"),
}
FOUND_NAMES: Mapping[str, Message] = {
    "found": msg("found.found"),
    "weak": msg("found.weak"),
    "missing": msg("found.missing"),
}
CERTAINTY_NAMES: Mapping[str, Message] = {
    "heard": msg("certainty.heard"),
    "probable": msg("certainty.probable"),
    "unknown": msg("certainty.unknown"),
}
TERM_NAMES: Mapping[str, Message] = {
    "used": msg("term.used"),
    "explained": msg("term.explained"),
    "unexplained": msg("term.unexplained"),
}
KIND_NAMES: Mapping[str, Message] = {
    "filler": msg("kind.filler"),
    "pause": msg("kind.pause"),
    "anchor": msg("kind.anchor"),
    "rambling": msg("kind.rambling"),
    "repeat": msg("kind.repeat"),
    "weak_pattern": msg("kind.weak_pattern"),
    "evidence": msg("kind.evidence"),
    "key_term": msg("kind.key_term"),
}
UNIT_NAMES: Mapping[str, Message] = {
    "words/min": msg("names.unit.words_per_minute"),
    "syllables/s": msg("names.unit.syllables_per_second"),
    "per 100 words": msg("names.unit.per_100_words"),
    "s": msg("names.unit.seconds"),
    "semitones": msg("names.unit.semitones"),
}
MEASURE_NAMES: Mapping[str, Message] = {
    "speech_rate": msg("measure.speech_rate.name"),
    "articulation_rate": msg("measure.articulation_rate.name"),
    "filler_rate": msg("measure.filler_rate.name"),
    "fillers_heard": msg("measure.fillers_heard.name"),
    "fillers_probable": msg("measure.fillers_probable.name"),
    "speaking_time": msg("measure.speaking_time.name"),
    "pause_time": msg("measure.pause_time.name"),
    "longest_pause": msg("measure.longest_pause.name"),
    "time_to_first_word": msg("measure.time_to_first_word.name"),
    "repeats": msg("measure.repeats.name"),
    "pitch_movement": msg("measure.pitch_movement.name"),
}
ROLE_NAMES: Mapping[str, Message] = {
    "product_manager": msg("role.product_manager"),
    "technical_product_manager": msg("role.technical_product_manager"),
    "technical_program_manager": msg("role.technical_program_manager"),
}
TOPIC_NAMES: Mapping[str, Message] = {
    "apis": msg("topic.apis"),
    "data": msg("topic.data"),
    "system_design": msg("topic.system_design"),
    "pipelines": msg("topic.pipelines"),
    "tradeoffs": msg("topic.tradeoffs"),
    "communication": msg("topic.communication"),
    "tools": msg("topic.tools"),
}

ENGINE_NAMES: Mapping[str, Message] = {
    "moonshine": msg("engine.moonshine"),
    "whisper": msg("engine.whisper"),
}


def category_name(category: str) -> Message:
    """Return a category's name as a heading has it: "Metrics and analytics"."""
    return _name(CATEGORY_NAMES, category)


def category_topic(category: str) -> Message:
    """Return a category's name as it stands inside a sentence: "metrics and analytics"."""
    return _name(CATEGORY_TOPICS, category)


def anchor_name(anchor: str) -> Message:
    """Return an anchor's name."""
    return _name(ANCHOR_NAMES, anchor)


def slot_name(slot: str) -> Message:
    """Return the name of a step in a category's structure."""
    return _name(SLOT_NAMES, slot)


def state_name(state: str) -> Message:
    """Return how far a take has come."""
    return _name(STATE_NAMES, state)


def found_name(state: str) -> Message:
    """Return whether an anchor or a step was heard."""
    return _name(FOUND_NAMES, state)


def certainty_name(certainty: str) -> Message:
    """Return how sure a judgement is."""
    return _name(CERTAINTY_NAMES, certainty)


def term_name(state: str) -> Message:
    """Return how a key term was used."""
    return _name(TERM_NAMES, state)


def kind_name(kind: str) -> Message:
    """Return what a lane of moments is called."""
    return _name(KIND_NAMES, kind)


def measure_name(measure: str) -> Message:
    """Return a measure's name."""
    return _name(MEASURE_NAMES, measure)


def role_name(role: str) -> Message:
    """Return a role's full name; its initials mean different jobs to different people."""
    return _name(ROLE_NAMES, role)


def topic_name(topic: str) -> Message:
    """Return the name of the field of knowledge that a question practises."""
    return _name(TOPIC_NAMES, topic)


def engine_name(engine: str) -> Message:
    """Return what the engine that wrote a transcript is called."""
    return _name(ENGINE_NAMES, engine)


def _name(names: Mapping[str, Message], word: str) -> Message:
    return names.get(word) or msg("names.as_written", word=word.replace("_", " "))
