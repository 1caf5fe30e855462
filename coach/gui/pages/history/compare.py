"""Two takes of one question or story beside each other: what each reaches, on one scale, to be heard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFormLayout, QStackedLayout, QWidget

from coach.analysis.two_takes import Change, TwoTakes, describe, lay_beside
from coach.gui.bridge import Bridge
from coach.gui.charts.envelope import Envelope, ReadEnvelope
from coach.gui.names import anchor_name
from coach.gui.pages.history.charted import Charted
from coach.gui.playback import Playback
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.beside.change_lists import ChangeLists
from coach.gui.widgets.beside.change_row import EARLIER, LATER, named
from coach.gui.widgets.beside.measures import MeasuresBeside
from coach.gui.widgets.beside.take_side import TakeSide
from coach.gui.widgets.choice import Choice
from coach.gui.widgets.empty import EmptyPage
from coach.gui.widgets.paragraph import Paragraph, tell
from coach.gui.wording import length, moment_of_day
from coach.messages import Message, Texts, msg
from coach.model import ANCHORS, Attempt
from coach.practice.history import AttemptRow, History, Wanted
from coach.practice.ports import Player

MOST = 200
"""Takes of one question that are offered, the newest: a list to choose from has an end."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Name what two takes have in common: a question's key or a story's id."""

    question: str = ""
    story: str = ""

    @property
    def wanted(self) -> Wanted:
        """Return which takes there are of it."""
        return Wanted(question=self.question, story=self.story)


class CompareSection(Charted):
    """Choose two takes and compare them; every look into the history runs on the errand worker."""

    title = msg("two_takes.title")

    def __init__(
        self, texts: Texts, theme: Theme, bridge: Bridge, history: History, player: Player, read_envelope: ReadEnvelope
    ) -> None:
        super().__init__(bridge)
        self._texts, self._theme, self._history = texts, theme, history
        self._read_envelope = read_envelope
        self._names: dict[str, str] = {name: anchor_name(name, texts) for name in ANCHORS}
        self._takes: tuple[Attempt, Attempt] | None = None
        self.subject, self.earlier, self.later = Choice(), Choice(), Choice()
        self.sentence = Paragraph(theme, size=20)
        self.lengths = Paragraph(theme, size=14, soft=True)
        whiches = (
            (msg("two_takes.which.earlier"), msg("two_takes.earlier")),
            (msg("two_takes.which.later"), msg("two_takes.later")),
        )
        self.sides = tuple(TakeSide(texts, theme, which, title) for which, title in whiches)
        self.playbacks = tuple(Playback(bridge, player, self) for _ in self.sides)
        self.changes = ChangeLists(texts, theme)
        self.measures_heading = Paragraph(theme, texts(msg("two_takes.measures.heading")), bold=True)
        self.measures_note = Paragraph(theme, texts(msg("two_takes.measures.note")), size=14, soft=True)
        self.measures = MeasuresBeside(texts)
        self.empty = EmptyPage(
            theme,
            texts(msg("two_takes.empty.heading")),
            texts(msg("two_takes.empty.text")),
            texts(msg("two_takes.empty.button")),
        )
        self.setAccessibleName(texts(msg("two_takes.page")))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        chooser = QWidget()
        choosing = QFormLayout(chooser)
        choosing.setContentsMargins(0, 0, 0, 0)
        choosing.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        choosing.setHorizontalSpacing(2 * MARGIN)
        choosing.setVerticalSpacing(MARGIN)
        labels = (msg("two_takes.subject"), msg("two_takes.earlier"), msg("two_takes.later"))
        for label, choice in zip(labels, (self.subject, self.earlier, self.later), strict=True):
            tell(choice, self._texts(label))
            choosing.addRow(self._texts(label), choice)
        told = (self.changes, self.measures_heading, self.measures_note, self.measures)
        scroller = self.scrolled(chooser, self.sentence, self.lengths, *self.sides, *told)
        scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._states = QStackedLayout(self)
        self._states.addWidget(self.empty)
        self._states.addWidget(scroller)

    def _connect(self) -> None:
        self.empty.wanted.connect(lambda: self.practice_wanted.emit(None))
        self.changes.play_wanted.connect(self.play)
        self.subject.activated.connect(lambda _: self._ask_takes(self.subject.currentData()))
        for choice in (self.earlier, self.later):
            choice.activated.connect(lambda _: self._ask_pair())
        for number, (side, playback) in enumerate(zip(self.sides, self.playbacks, strict=True)):
            side.toggled.connect(lambda number=number: self._toggle(number))
            side.sought.connect(lambda at, number=number: self.play(number, at, None))
            side.opened.connect(lambda number=number: self._open(number))
            playback.changed.connect(side.show_state)
            playback.moved.connect(side.timeline.set_cursor)
            playback.failed.connect(lambda error, side=side: side.note.say(self._texts(error.message)))

    # What is compared

    def refresh(self) -> None:
        """Ask the history again what there is to compare; the takes that show stay."""

        def look() -> Sequence[tuple[str, Subject]]:
            choices, often = self._history.choices(), self._history.practised()
            told = {one.story_id: 0 for one in self._history.stories_told()}
            for one in self._history.stories_told():
                told[one.story_id] += one.takes
            stories = [(title, Subject(story=key)) for key, title in choices.stories if told.get(key, 0) > 1]
            named = [(self._texts(msg("two_takes.story", title=title)), subject) for title, subject in stories]
            return [(text, Subject(question=key)) for key, text in choices.questions if often.get(key, 0) > 1] + named

        self._bridge.call("errand", look, on_done=self._show_subjects)

    def show_pair(self, first: str, second: str) -> None:
        """Compare two takes by their ids, in either order."""
        self._ask(lambda: (self._history.attempt(first), self._history.attempt(second)))

    def show_with_another(self, attempt: Attempt) -> None:
        """Compare a take with the newest other one of its question, or of its story."""
        subjects = [Subject(question=attempt.question.key)] if attempt.question and attempt.question.key else []
        subjects += [Subject(story=attempt.story.id)] if attempt.story is not None else []

        def look() -> tuple[Attempt, Attempt] | None:
            for subject in subjects:
                others = [row for row in self._history.rows(subject.wanted, limit=MOST) if row.id != attempt.id]
                if others:
                    return attempt, self._history.attempt(_judged_first(others).id)
            return None

        self._ask(look)

    def _ask_takes(self, subject: Subject) -> None:
        def look() -> tuple[Attempt, Attempt] | None:
            rows = self._history.rows(subject.wanted, limit=MOST)
            if len(rows) < 2:
                return None
            return self._history.attempt(rows[0].id), self._history.attempt(_judged_first(rows[1:]).id)

        self._ask(look, subject)

    def _ask_pair(self) -> None:
        first, second = str(self.earlier.currentData()), str(self.later.currentData())
        if first != second:
            self._ask(lambda: (self._history.attempt(first), self._history.attempt(second)))
        elif self._takes is not None:
            self._choose_takes()

    def _ask(self, look: Callable[[], tuple[Attempt, Attempt] | None], subject: Subject | None = None) -> None:
        def work() -> tuple[tuple[Attempt, Attempt], Subject, Sequence[AttemptRow]] | None:
            found = look()
            if found is None:
                return None
            shared = subject or _in_common(*found)
            return found, shared, self._history.rows(shared.wanted, limit=MOST)

        def show(found: tuple[tuple[Attempt, Attempt], Subject, Sequence[AttemptRow]] | None) -> None:
            if found is not None:
                self._show(*found)
            else:
                self._takes = None
                self._states.setCurrentIndex(0)

        self.ask(work, show)

    def _show_subjects(self, subjects: Sequence[tuple[str, Subject]]) -> None:
        now = self.subject.currentIndex()
        chosen, text = self.subject.itemData(now), self.subject.itemText(now)
        if chosen is not None and all(subject != chosen for _, subject in subjects):
            subjects = [*subjects, (text, chosen)]  # two takes that were chosen without having one in common
        self.subject.fill(subjects, chosen)
        self._states.setCurrentIndex(1 if subjects or self._takes is not None else 0)
        if subjects and self._takes is None and not self._asked:
            self._ask_takes(self.subject.currentData())

    # What shows

    def _show(self, pair: tuple[Attempt, Attempt], subject: Subject, rows: Sequence[AttemptRow]) -> None:
        first, second = sorted(pair, key=lambda attempt: attempt.started_at)
        self._takes = first, second
        self._states.setCurrentIndex(1)
        if all(self.subject.itemData(place) != subject for place in range(self.subject.count())):
            self.subject.addItem(first.question.text if first.question is not None else first.title, subject)
        self.subject.choose(subject)
        known = {row.id: moment_of_day(row.started_at, self._texts) for row in rows}
        known |= {one.id: moment_of_day(one.started_at, self._texts) for one in (first, second)}
        offered = [(when, key) for key, when in known.items()]
        self.earlier.fill(offered, first.id)
        self.later.fill(offered, second.id)
        self._show_sounds(first, second)
        self._show_changes(first, second)

    def _choose_takes(self) -> None:
        assert self._takes is not None
        self.earlier.choose(self._takes[EARLIER].id)
        self.later.choose(self._takes[LATER].id)

    def _show_sounds(self, *takes: Attempt) -> None:
        seconds = [take.recording.seconds if take.recording is not None else 0.0 for take in takes]
        for take, side, playback in zip(takes, self.sides, self.playbacks, strict=True):
            recording = take.recording
            path = recording.path if recording is not None and recording.path.is_file() else None
            side.show_take(take, self._names, max(seconds), has_sound=path is not None)
            playback.load(path, recording.seconds if recording is not None else 0.0)
            if path is not None:
                self._read(take, path, side)
        before, spoken = (length(one, self._texts) for one in seconds)
        told = msg("two_takes.lengths", length=spoken, before=before)
        self.lengths.say(self._texts(told) if all(seconds) else "")

    def _read(self, take: Attempt, path: Path, side: TakeSide) -> None:
        def show(sound: Envelope) -> None:
            if self._takes is not None and take.id in (self._takes[EARLIER].id, self._takes[LATER].id):
                side.show_sound(sound)

        unread = self._texts(msg("review.sound.unreadable"))
        self._bridge.call("errand", lambda: self._read_envelope(path), show, lambda _: side.note.say(unread))

    def _show_changes(self, first: Attempt, second: Attempt) -> None:
        reports = [take.review.report if take.review is not None else None for take in (first, second)]
        before, after = reports
        if before is None or after is None:
            self.sentence.say(self._texts(msg("two_takes.unreviewed")))
            self._show_lists(TwoTakes((), ()))
            return
        takes = lay_beside(before, after)
        self.sentence.say(self._texts(describe(takes, self._name_of)))
        self._show_lists(takes)

    def _show_lists(self, takes: TwoTakes) -> None:
        playable = self.sides[EARLIER].play.isEnabled(), self.sides[LATER].play.isEnabled()
        self.changes.show_takes(takes, playable)
        self.measures.show_measures(takes.measures)
        for part in (self.measures_heading, self.measures_note):
            part.setVisible(bool(takes.measures))

    def _name_of(self, change: Change) -> Message:
        return msg("names.as_written", word=named(change, self._texts))

    # Hearing them

    def play(self, number: int, start: float, end: float | None) -> None:
        """Play one of the takes from a place; the other one falls silent."""
        self.playbacks[1 - number].stop()
        self.playbacks[number].play(start, end)

    def _toggle(self, number: int) -> None:
        self.playbacks[1 - number].stop()
        self.playbacks[number].toggle()

    def _open(self, number: int) -> None:
        if self._takes is not None:
            self.opened.emit(self._takes[number].id)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's own name
        """Be silent when something else comes up."""
        super().hideEvent(event)
        for playback in self.playbacks:
            playback.stop()

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self._theme = theme
        for part in (self.sentence, self.lengths, self.measures_heading, self.measures_note):
            part.set_theme(theme)
        for side in self.sides:
            side.set_theme(theme)
        self.changes.set_theme(theme)
        self.empty.set_theme(theme)


def _judged_first(rows: Sequence[AttemptRow]) -> AttemptRow:
    """Return the newest take that has been judged, or the newest."""
    return next((row for row in rows if row.state == "reviewed"), rows[0])


def _in_common(first: Attempt, second: Attempt) -> Subject:
    """Return what two takes share: the question, else the story."""
    asked = [take.question.key if take.question is not None else "" for take in (first, second)]
    if asked[0] and asked[0] == asked[1]:
        return Subject(question=asked[0])
    told = [take.story.id if take.story is not None else "" for take in (first, second)]
    return Subject(story=told[0]) if told[0] and told[0] == told[1] else Subject(question=asked[1])
