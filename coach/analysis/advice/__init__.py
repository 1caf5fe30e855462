"""Choose one strength and one next step: what was heard, never what somebody is; a question rather than a verdict."""

from coach.analysis.advice.heard import FEWEST_WORDS, Heard, slot_label
from coach.analysis.advice.next_step import check_sound, choose_next_step
from coach.analysis.advice.strength import choose_strength

__all__ = ["FEWEST_WORDS", "Heard", "check_sound", "choose_next_step", "choose_strength", "slot_label"]
