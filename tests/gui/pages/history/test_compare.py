from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.adapters.wav import read_samples
from coach.errors import FileError, SoundError
from coach.gui.bridge import Bridge
from coach.gui.charts.envelope import Envelope, envelope
from coach.gui.pages.history.compare import CompareSection
from coach.messages import msg
from coach.model import Attempt, Finding, Story
from tests.fakes.history import FakeHistory
from tests.fakes.sound import FakePlayer
from tests.gui.inspect import nameless
from tests.tools import samples

TEXTS = samples.texts()


def read_envelope(path: Path) -> Envelope:
    return envelope(read_samples(path)[0])


def with_state(attempt: Attempt, anchor: str, state: str) -> Attempt:
    """Change what the report of a take says of one anchor."""
    assert attempt.review is not None
    assert attempt.review.report is not None
    found = tuple(
        Finding(one.name, state) if one.name == anchor else one  # type: ignore[arg-type]
        for one in attempt.review.report.anchors
    )
    return replace(attempt, reviews=(replace(attempt.review, report=replace(attempt.review.report, anchors=found)),))


@pytest.fixture
def player() -> FakePlayer:
    return FakePlayer(pace=1.0)


@pytest.fixture
def history(tmp_path: Path) -> FakeHistory:
    """Hold three takes of one question (the oldest without an outcome, the newest unreviewed), and a lonely one."""
    made = FakeHistory(tmp_path)
    takes = [replace(samples.reviewed(tmp_path / f"{n}.wav", n), id=f"take-{n}") for n in range(4)]
    takes = [replace(one, started_at=samples.NOON + timedelta(days=n)) for n, one in enumerate(takes)]
    takes = [replace(one, question=samples.QUESTION) for one in takes]
    takes[0] = with_state(takes[0], "outcome", "missing")
    takes[2] = replace(takes[2], reviews=(), state="recorded")
    takes[3] = replace(takes[3], question=replace(samples.QUESTION, key="core/other", text="Something else?"))
    for take in takes[:2]:
        assert take.review is not None
        assert take.recording is not None
        samples.write_wav(take.recording.path, samples.sound_of(take.review.transcript.words, take.recording.seconds))
    made.shelf.attempts = {take.id: take for take in takes}
    return made


@pytest.fixture
def section(qtbot: QtBot, bridge: Bridge, history: FakeHistory, player: FakePlayer) -> Iterator[CompareSection]:
    made = CompareSection(TEXTS, samples.theme(), bridge, history, player, read_envelope)
    qtbot.addWidget(made)
    made.resize(1100, 900)
    made.show()
    yield made
    made.hide()


def shown(section: CompareSection) -> tuple[object, object]:
    return section.earlier.currentData(), section.later.currentData()


def test_what_was_gained_is_said_first_and_both_takes_lie_on_one_scale(qtbot: QtBot, section: CompareSection) -> None:
    section.show_pair("take-1", "take-0")

    qtbot.waitUntil(lambda: shown(section) == ("take-0", "take-1"))
    assert section.sentence.plain == "Gained in the later take: Outcome."
    lasts = {side.timeline.plot.scale_now().last for side in section.sides}
    assert len(lasts) == 1
    qtbot.waitUntil(lambda: all(side.timeline.values.sound is not None for side in section.sides))
    assert nameless(section) == []


def test_a_finding_plays_in_the_take_it_is_in_and_the_other_one_falls_silent(
    qtbot: QtBot, section: CompareSection, player: FakePlayer
) -> None:
    section.show_pair("take-0", "take-1")
    qtbot.waitUntil(lambda: shown(section) == ("take-0", "take-1"))

    qtbot.mouseClick(section.sides[0].play, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: section.playbacks[0].state == "playing" and bool(player.played))
    section.play(1, 4.0, 6.0)

    qtbot.waitUntil(lambda: len(player.played) == 2)
    assert section.playbacks[0].state == "stopped"
    assert (player.played[0].path.name, player.played[1].path.name) == ("0.wav", "1.wav")
    qtbot.keyClick(section.sides[0].play, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(player.played) == 3)
    assert section.playbacks[1].state == "stopped"
    section.hide()
    assert section.playbacks[0].state == "stopped"


def test_other_takes_are_chosen_by_keys(qtbot: QtBot, section: CompareSection) -> None:
    section.show_pair("take-0", "take-1")
    qtbot.waitUntil(lambda: shown(section) == ("take-0", "take-1"))

    section.later.setCurrentIndex(section.later.findData("take-2"))
    section.later.activated.emit(section.later.currentIndex())

    qtbot.waitUntil(lambda: section.sentence.plain == TEXTS(msg("two_takes.unreviewed")))
    assert not section.changes.headings["gained"].isVisible()
    assert not section.measures_heading.isVisible()
    section.later.setCurrentIndex(section.later.findData("take-0"))
    section.later.activated.emit(section.later.currentIndex())
    assert shown(section) == ("take-0", "take-2")


def test_a_question_with_two_takes_is_offered_and_shows_by_itself(qtbot: QtBot, section: CompareSection) -> None:
    section.refresh()

    qtbot.waitUntil(lambda: shown(section) == ("take-1", "take-2"))
    assert [section.subject.itemText(n) for n in range(section.subject.count())] == [samples.QUESTION.text]
    section.refresh()
    section.subject.activated.emit(0)
    qtbot.waitUntil(lambda: shown(section) == ("take-1", "take-2"))


def test_two_takes_that_have_nothing_in_common_are_compared_all_the_same(qtbot: QtBot, section: CompareSection) -> None:
    section.show_pair("take-0", "take-3")
    qtbot.waitUntil(lambda: shown(section) == ("take-0", "take-3"))
    section.refresh()

    qtbot.waitUntil(lambda: section.subject.count() == 2)
    assert section.subject.currentText() == samples.QUESTION.text


def test_a_take_of_the_review_is_compared_with_the_newest_other_one(
    qtbot: QtBot, section: CompareSection, history: FakeHistory
) -> None:
    section.show_with_another(history.attempt("take-0"))

    qtbot.waitUntil(lambda: shown(section) == ("take-0", "take-1"))

    section.show_with_another(history.attempt("take-3"))
    qtbot.waitUntil(section.empty.isVisible)

    section.show_with_another(history.attempt("take-3"))
    section.show_pair("take-0", "take-2")
    qtbot.waitUntil(lambda: shown(section) == ("take-0", "take-2"))


def test_two_takes_of_one_story_are_compared_whatever_was_asked(
    qtbot: QtBot, section: CompareSection, history: FakeHistory
) -> None:
    story = Story("s1", "The nine points")
    for key in ("take-1", "take-3"):
        history.shelf.attempts[key] = replace(history.attempt(key), story=story)
    history.shelf.attempts["take-3"] = replace(history.attempt("take-3"), question=None)

    section.show_with_another(history.attempt("take-3"))
    qtbot.waitUntil(lambda: shown(section) == ("take-1", "take-3"))
    section.refresh()

    qtbot.waitUntil(lambda: section.subject.count() == 2)
    assert section.subject.itemText(1) == "Story: The nine points"


def test_with_nothing_to_compare_the_page_says_how_to_get_there(
    qtbot: QtBot, bridge: Bridge, tmp_path: Path, player: FakePlayer
) -> None:
    section = CompareSection(TEXTS, samples.theme(), bridge, FakeHistory(tmp_path), player, read_envelope)
    qtbot.addWidget(section)
    section.show()
    section.refresh()

    qtbot.waitUntil(section.empty.isVisible)
    with qtbot.waitSignal(section.practice_wanted) as wanted:
        qtbot.keyClick(section.empty.button, Qt.Key.Key_Space)
    assert wanted.args == [None]


def test_the_review_of_either_take_opens(qtbot: QtBot, section: CompareSection) -> None:
    section.show_pair("take-0", "take-1")
    qtbot.waitUntil(lambda: shown(section) == ("take-0", "take-1"))

    with qtbot.waitSignal(section.opened) as opened:
        qtbot.mouseClick(section.sides[1].open, Qt.MouseButton.LeftButton)

    assert opened.args == ["take-1"]
    section.set_theme(samples.theme("dark"))
    assert section.sentence.plain == "Gained in the later take: Outcome."


def test_a_sound_that_cannot_be_read_or_played_is_told_at_its_take(
    qtbot: QtBot, bridge: Bridge, history: FakeHistory
) -> None:
    def unreadable(path: Path) -> Envelope:
        raise FileError(msg("any"), path)

    player = FakePlayer(error=SoundError(msg("sound.loudspeaker.none")))
    section = CompareSection(TEXTS, samples.theme(), bridge, history, player, unreadable)
    qtbot.addWidget(section)
    section.show()
    section.show_pair("take-0", "take-1")
    qtbot.waitUntil(lambda: section.sides[0].note.plain == TEXTS(msg("review.sound.unreadable")))

    qtbot.mouseClick(section.sides[0].play, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: section.sides[0].note.plain == TEXTS(msg("sound.loudspeaker.none")))
