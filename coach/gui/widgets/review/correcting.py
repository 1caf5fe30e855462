"""Correct what was heard: verdicts from the lists, fillers added at a place, keys, and taking the last one back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

from coach.gui.keys import KeyMap, key_name
from coach.gui.names import clock
from coach.gui.widgets.judging.done_line import DoneLine
from coach.gui.widgets.review.add_filler import AddFiller, Place
from coach.gui.widgets.review.verdict_bar import verdict_on
from coach.gui.widgets.transcript.view import TranscriptView
from coach.gui.wording import finding_name, moment_name
from coach.messages import Message, Texts, msg
from coach.model import Attempt, Correction, Moment, MomentKind
from coach.practice.history import History

Save = Callable[[Callable[[], object], Callable[[object], None]], object]
"""Do a short piece of writing elsewhere, and hand its result over; what fails is told by whoever does it."""
REACH = 0.3
"""Seconds from a place within which a filler is "here": who stops the sound by ear is about that late."""


@dataclass(frozen=True, slots=True)
class Step:
    """Hold one thing that a person did: the take after it, and the verdicts that came and went."""

    attempt: Attempt
    came: tuple[Correction, ...] = ()
    went: tuple[Correction, ...] = ()

    @property
    def of_content(self) -> bool:
        """Tell whether it was about what was said, which is corrected in the details and not at the timeline."""
        return any(one.kind not in ("filler", "repeat") for one in (*self.came, *self.went))


class Correcting(QObject):
    """Save a person's verdicts on the take that shows, and take them back, the last one first."""

    changed = Signal(object)
    """The take, as it is after a verdict."""

    def __init__(
        self,
        texts: Texts,
        history: History,
        save: Save,
        transcript: TranscriptView,
        add: AddFiller,
        done: DoneLine,
    ) -> None:
        super().__init__(add)
        self._texts = texts
        self._history = history
        self._save = save
        self._transcript = transcript
        self._add = add
        self._done_line = done
        self._keys = KeyMap()
        self._attempt: Attempt | None = None
        self._steps: list[Step] = []
        self._at = 0.0
        self._word: int | None = None
        transcript.walked.connect(self._stand_on)
        add.wanted.connect(self.ask)
        add.chosen.connect(self.give)
        add.undone.connect(self.undo)
        done.undone.connect(self.undo)

    def show_attempt(self, attempt: Attempt) -> None:
        """Take over the take that shows; without a report there is nothing to correct."""
        self._attempt = attempt
        self._steps = []
        self._at, self._word = 0.0, None
        self._add.say(None)
        self._done_line.say(None)
        self._add.allow(attempt.review is not None and attempt.review.report is not None)

    def set_keys(self, keys: KeyMap) -> None:
        """Take the person's keys, and say the one that adds a filler."""
        self._keys = keys
        name = key_name(keys.key("filler"), self._texts)
        how = self._texts(msg("keys.filler.how", key=name))
        self._add.button.setToolTip(how)
        self._add.button.setAccessibleDescription(how)

    def stand_at(self, seconds: float) -> None:
        """Note where the sound stands."""
        self._at, self._word = seconds, None

    def _stand_on(self, word: int) -> None:
        self._word = word

    def give(self, verdict: Correction) -> None:
        """Save a verdict."""
        attempt = self._attempt
        if attempt is None:
            return

        def save() -> Step:
            before = self._history.attempt(attempt.id).corrections
            after = self._history.correct(attempt.id, verdict)
            came = tuple(one for one in after.corrections if one not in before)
            return Step(after, came, tuple(one for one in before if one not in after.corrections))

        self._save(save, lambda step: self._done(step, _what_was_done(verdict, self._texts)))

    def take_back(self, verdict: Correction) -> None:
        """Let a verdict count no more."""
        attempt = self._attempt
        if attempt is not None:
            self._save(
                lambda: Step(self._history.withdraw(attempt.id, verdict.id), went=(verdict,)),
                lambda step: self._done(step, msg("review.said.undone")),
            )

    def undo(self) -> None:
        """Take back what was done last."""
        if not self._steps or self._attempt is None:
            return
        last = self._steps[-1]

        def save() -> Attempt:
            attempt = self._history.attempt(last.attempt.id)
            for verdict in last.came:
                if verdict in attempt.corrections:
                    attempt = self._history.withdraw(attempt.id, verdict.id)
            for verdict in last.went:
                attempt = self._history.correct(attempt.id, verdict)
            return attempt

        self._save(save, lambda attempt: self._undone(attempt, last))

    def ask(self) -> None:
        """Ask which filler is here: at the chosen words, or where the sound stands."""
        chosen = self._chosen()
        near = self._transcript.below(chosen[0]) if chosen is not None and self._transcript.hasFocus() else None
        self._add.offer(self._place(), near)

    def press(self, event: QKeyEvent) -> bool:
        """Use a key that nothing under the focus wanted; return whether it was one of these."""
        review = self._attempt.review if self._attempt is not None else None
        if review is None or review.report is None:
            return False
        action = self._keys.action(event) if self._add.isVisible() else None
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif action == "filler":
            self.ask()
        elif action == "no_filler":
            self._dismiss_here()
        else:
            return False
        return True

    def _chosen(self) -> tuple[int, int] | None:
        """Return the first and the last of the words that are selected, or the one that was walked to."""
        walked = (self._word, self._word) if self._word is not None else None
        return self._transcript.selected or walked

    def _place(self) -> Place:
        chosen = self._chosen()
        review = self._attempt.review if self._attempt is not None else None
        if chosen is None or review is None:
            return Place(self._at)
        first, last = chosen
        words = review.transcript.words
        return Place(words[first].start, words[first : last + 1], words[first - 1] if first else None)

    def _dismiss_here(self) -> None:
        place = self._place()
        start, end = (place.words[0].start, place.words[-1].end) if place.words else (place.at, place.at)
        review = self._attempt.review if self._attempt is not None else None
        near = [
            (gap, number, moment)
            for number, moment in enumerate(review.report.moments if review is not None and review.report else ())
            if moment.kind == "filler" and (gap := _gap(moment, start, end)) <= REACH
        ]
        if near:
            self.give(verdict_on(min(near)[2], "dismissed"))
        else:
            self._add.say(msg("review.said.none"), undo=bool(self._steps))

    def _done(self, step: object, said: Message) -> None:
        if isinstance(step, Step) and self._shows(step.attempt):
            self._steps.append(step)
            self._tell(step.attempt, said, of_content=step.of_content)

    def _undone(self, attempt: object, last: Step) -> None:
        if isinstance(attempt, Attempt) and self._shows(attempt):
            self._steps = [step for step in self._steps if step is not last]
            self._tell(attempt, msg("review.said.undone"), of_content=last.of_content)

    def _shows(self, attempt: Attempt) -> bool:
        return self._attempt is not None and self._attempt.id == attempt.id

    def _tell(self, attempt: Attempt, said: Message, *, of_content: bool) -> None:
        """Say what was done beside where it was done."""
        self._attempt = attempt
        here, other = (self._done_line, self._add) if of_content else (self._add, self._done_line)
        other.say(None)
        here.say(said, undo=bool(self._steps))
        self.changed.emit(attempt)


def _gap(moment: Moment, start: float, end: float) -> float:
    """Return the seconds between a moment and a place, below 0 where they overlap."""
    if moment.start is None or moment.end is None:
        return float("inf")
    return max(moment.start, start) - min(moment.end, end)


def _what_was_done(verdict: Correction, texts: Texts) -> Message:
    if verdict.kind in ("anchor", "structure"):
        name = finding_name(verdict.name, texts)
        refused = verdict.verdict == "dismissed"
        return msg("judging.done.refused", name=name) if refused else msg("judging.done.said", name=name)
    if verdict.kind == "key_term":
        return _term_done(verdict)
    if verdict.name == "role_invisible" and verdict.quote:
        return msg("judging.done.my_part")
    if verdict.kind == "evidence" and verdict.verdict == "added":
        return msg("judging.done.evidence")
    kind = cast(MomentKind, verdict.kind)
    about = Moment(kind, verdict.name, verdict.start, verdict.end, verdict.quote, "heard", msg("review.page"))
    name = moment_name(about, {}, texts)
    if verdict.start is None:
        return msg("review.said.dismissed_untimed", name=name)
    done = {
        "added": msg("review.said.added", name=name, at=clock(verdict.start)),
        "confirmed": msg("review.said.confirmed", name=name, at=clock(verdict.start)),
        "dismissed": msg("review.said.dismissed", name=name, at=clock(verdict.start)),
    }
    return done[verdict.verdict]


def _term_done(verdict: Correction) -> Message:
    done = {
        "added": msg("judging.done.used", name=verdict.name),
        "confirmed": msg("judging.done.explained", name=verdict.name),
        "dismissed": msg("judging.done.no_term", name=verdict.name),
    }
    return done[verdict.verdict]
