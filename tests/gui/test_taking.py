"""One attempt goes through its states; whatever fails, it comes to rest and the take is kept."""

from collections.abc import Callable, Sequence

import pytest
from pytestqt.qtbot import QtBot

from coach.analysis.live import Spotted
from coach.errors import CoachError, EngineError, SoundError, VoiceError
from coach.gui.bridge import Bridge
from coach.gui.making.reviews import Review, Reviews
from coach.gui.taking import Taking, told_with
from coach.messages import msg
from coach.model import Attempt, Story, Word
from coach.practice.ports import Heard, Level
from coach.practice.run import Asking
from tests.fakes.sound import FakeRecorder
from tests.fakes.voice import FakeVoice
from tests.gui.sample import SPIKE, SampleParts, tone


class Notes:
    """What a taking told."""

    def __init__(self, taking: Taking) -> None:
        self.states: list[str] = []
        self.levels: list[Level] = []
        self.heard: list[Heard] = []
        self.kept: list[Attempt] = []
        self.reviewed: list[Attempt] = []
        self.missed: list[Attempt] = []
        self.lost: list[CoachError] = []
        self.troubled: list[CoachError] = []
        taking.changed.connect(self.states.append)
        taking.level.connect(self.levels.append)
        taking.heard.connect(self.heard.append)
        taking.kept.connect(self.kept.append)
        taking.reviewed.connect(self.reviewed.append)
        taking.review_missed.connect(self.missed.append)
        taking.voice_lost.connect(self.lost.append)
        taking.troubled.connect(self.troubled.append)


@pytest.fixture
def taking(parts: SampleParts, bridge: Bridge) -> Taking:
    return Taking(parts.practice, bridge, Reviews(bridge))


@pytest.fixture
def notes(taking: Taking) -> Notes:
    return Notes(taking)


@pytest.fixture
def reach(qtbot: QtBot, taking: Taking) -> Callable[[str], None]:
    return lambda state: qtbot.waitUntil(lambda: taking.state == state)


SILENT = Asking(SPIKE, read_aloud=False)


def record(taking: Taking, reach: Callable[[str], None]) -> None:
    taking.begin(SILENT)
    reach("ready")
    taking.go_on()
    reach("recording")


def test_an_answer_is_read_recorded_and_reviewed(
    qtbot: QtBot, parts: SampleParts, taking: Taking, notes: Notes, reach: Callable[[str], None]
) -> None:
    assert taking.state == "resting"
    taking.begin(Asking(SPIKE))
    reach("ready")
    assert isinstance(parts.voice, FakeVoice)
    assert parts.voice.said == [SPIKE.text]
    taking.go_on()
    reach("recording")
    qtbot.waitUntil(lambda: len(notes.levels) > 3 and len(notes.heard) > 0)
    taking.go_on()
    qtbot.waitUntil(lambda: len(notes.reviewed) == 1)
    unique = list(dict.fromkeys(notes.states))
    assert unique[:5] == ["reading", "ready", "opening", "recording", "closing"]
    assert notes.states[-1] == "resting"
    assert notes.kept[0].id == notes.reviewed[0].id
    assert notes.reviewed[0].state == "reviewed"
    assert not notes.missed
    assert not notes.troubled


def test_a_paused_recording_goes_on_and_can_be_stopped_while_paused(
    qtbot: QtBot, taking: Taking, notes: Notes, reach: Callable[[str], None]
) -> None:
    record(taking, reach)
    taking.pause()
    reach("paused")
    qtbot.waitUntil(lambda: notes.levels[-1].paused)
    taking.pause()
    reach("recording")
    qtbot.waitUntil(lambda: not notes.levels[-1].paused)
    taking.pause()
    qtbot.waitUntil(lambda: notes.levels[-1].paused)
    taking.go_on()
    qtbot.waitUntil(lambda: len(notes.reviewed) == 1)
    recording = notes.kept[0].recording
    assert recording is not None
    assert len(recording.pausings) == 2


def test_pause_means_nothing_where_nothing_is_recorded(taking: Taking) -> None:
    taking.pause()
    assert taking.state == "resting"


def test_a_question_that_was_only_ready_is_left_without_a_take(
    parts: SampleParts, taking: Taking, notes: Notes, reach: Callable[[str], None], bridge: Bridge, qtbot: QtBot
) -> None:
    taking.begin(SILENT)
    reach("ready")
    taking.leave()
    assert taking.state == "resting"
    qtbot.waitUntil(lambda: not bridge.busy("voice"))
    assert parts.history.rows() == []
    assert notes.states[-1] == "resting"


def test_reading_again_takes_the_place_of_what_was_ready(
    parts: SampleParts, taking: Taking, notes: Notes, reach: Callable[[str], None]
) -> None:
    taking.begin(SILENT)
    reach("ready")
    taking.begin(Asking(SPIKE))
    assert taking.state == "reading"
    reach("ready")
    assert "resting" not in notes.states
    assert isinstance(parts.voice, FakeVoice)
    assert len(parts.voice.said) == 1


def test_a_recording_is_never_left_or_replaced(taking: Taking, reach: Callable[[str], None]) -> None:
    record(taking, reach)
    taking.leave()
    assert taking.state == "recording"
    taking.begin(SILENT)
    assert taking.state == "recording"
    assert taking.live


def test_without_a_voice_it_goes_on_with_text(
    qtbot: QtBot, parts: SampleParts, taking: Taking, notes: Notes, reach: Callable[[str], None]
) -> None:
    assert isinstance(parts.voice, FakeVoice)
    parts.voice._error = VoiceError(msg("voice.none"))
    taking.begin(Asking(SPIKE))
    reach("ready")
    assert notes.lost == [parts.voice._error]
    assert not notes.troubled


def test_a_microphone_that_cannot_open_is_said_and_leaves_no_take(
    qtbot: QtBot, tmp_path_factory: pytest.TempPathFactory, bridge: Bridge
) -> None:
    error = SoundError(msg("errors.sound.nothing"))
    parts = SampleParts(tmp_path_factory.mktemp("none"), recorder=FakeRecorder(error=error))
    taking = Taking(parts.practice, bridge, Reviews(bridge))
    notes = Notes(taking)
    taking.begin(SILENT)
    qtbot.waitUntil(lambda: taking.state == "ready")
    taking.go_on()
    qtbot.waitUntil(lambda: len(notes.troubled) == 1)
    assert taking.state == "resting"
    assert parts.history.rows() == []


def test_a_lost_microphone_keeps_the_take(
    qtbot: QtBot, tmp_path_factory: pytest.TempPathFactory, bridge: Bridge
) -> None:
    recorder = FakeRecorder(tone(), pace=0.1, lost_after=1.0)
    parts = SampleParts(tmp_path_factory.mktemp("lost"), recorder=recorder)
    taking = Taking(parts.practice, bridge, Reviews(bridge))
    notes = Notes(taking)
    taking.begin(SILENT)
    qtbot.waitUntil(lambda: taking.state == "ready")
    taking.go_on()
    qtbot.waitUntil(lambda: len(notes.reviewed) == 1)
    recording = notes.kept[0].recording
    assert recording is not None
    assert recording.device_lost


def test_a_review_that_fails_is_said_and_the_take_is_kept(
    qtbot: QtBot, parts: SampleParts, taking: Taking, notes: Notes, reach: Callable[[str], None]
) -> None:
    parts.transcriber.error = EngineError(msg("practice.kept"))
    record(taking, reach)
    taking.go_on()
    qtbot.waitUntil(lambda: len(notes.missed) == 1)
    assert notes.troubled == [parts.transcriber.error]
    assert notes.missed[0].state == "recorded"
    assert taking.state == "resting"
    assert [row.state for row in parts.history.rows()] == ["recorded"]


def test_a_review_that_fails_early_waits_for_the_end_of_the_recording(
    qtbot: QtBot, parts: SampleParts, taking: Taking, notes: Notes, reach: Callable[[str], None]
) -> None:
    record(taking, reach)
    taking.stop_review()
    qtbot.waitUntil(lambda: taking._review is None)
    assert taking.state == "recording"
    taking.go_on()
    qtbot.waitUntil(lambda: len(notes.missed) == 1)
    assert not notes.troubled


def test_a_transcription_can_be_cancelled_and_the_take_is_kept(
    qtbot: QtBot, parts: SampleParts, taking: Taking, notes: Notes, reach: Callable[[str], None]
) -> None:
    parts.transcriber.wait.clear()
    record(taking, reach)
    taking.go_on()
    reach("transcribing")
    taking.go_on()
    assert taking.state == "transcribing"
    taking.stop_review()
    qtbot.waitUntil(lambda: len(notes.missed) == 1)
    assert not notes.troubled
    reach("resting")


def test_another_answer_is_given_while_the_one_before_is_transcribed(
    qtbot: QtBot, parts: SampleParts, taking: Taking, notes: Notes, reach: Callable[[str], None]
) -> None:
    ended: list[Review] = []
    taking.reviews.done.connect(ended.append)
    parts.transcriber.wait.clear()
    record(taking, reach)
    taking.go_on()
    reach("transcribing")
    taking.leave()
    assert taking.state == "resting"
    first = notes.kept[0].id
    assert [review.attempt.id for review in taking.reviews.left_behind] == [first]
    record(taking, reach)
    taking.go_on()
    reach("transcribing")
    assert not ended
    parts.transcriber.wait.set()
    qtbot.waitUntil(lambda: len(notes.reviewed) == 1)
    assert [review.attempt.id for review in ended] == [first, notes.kept[1].id]
    assert notes.reviewed[0].id == notes.kept[1].id
    assert taking.reviews.left_behind == []
    assert [row.state for row in parts.history.rows()] == ["reviewed", "reviewed"]


def test_reading_another_question_does_not_wait_for_a_review(
    qtbot: QtBot, parts: SampleParts, taking: Taking, notes: Notes, reach: Callable[[str], None]
) -> None:
    parts.transcriber.wait.clear()
    record(taking, reach)
    taking.go_on()
    reach("transcribing")
    taking.begin(SILENT)
    reach("ready")
    assert len(taking.reviews.left_behind) == 1
    parts.transcriber.wait.set()
    qtbot.waitUntil(lambda: not taking.reviews.left_behind)
    assert taking.state == "ready"
    assert not notes.reviewed
    assert not notes.missed
    taking.leave()


def test_anchors_are_spotted_only_where_that_is_wanted(
    qtbot: QtBot, parts: SampleParts, taking: Taking, reach: Callable[[str], None]
) -> None:
    spotted: list[frozenset[str]] = []
    taking.spotted.connect(spotted.append)
    for spot in (None, parts.spot_anchors):
        taking.spot = spot
        record(taking, reach)
        taking.go_on()
        with qtbot.waitSignal(taking.reviewed):
            pass
        assert spotted == ([] if spot is None else [frozenset({"decision", "outcome"})])


def test_anchors_are_spotted_with_the_story_in_mind() -> None:
    story = Story("s1", "The spike")
    given: list[Story | None] = []

    def spot(before: Spotted, words: Sequence[Word], told: Story | None) -> Spotted:
        given.append(told)
        return before

    assert told_with(None, story) is None
    with_story = told_with(spot, story)
    assert with_story is not None
    assert with_story(Spotted(), ()) == Spotted()
    assert given == [story]


def test_a_bug_while_recording_comes_to_rest(qtbot: QtBot, parts: SampleParts) -> None:
    bridge = Bridge()
    crashes: list[BaseException] = []
    bridge.crashed.connect(crashes.append)
    taking = Taking(parts.practice, bridge, Reviews(bridge))
    notes = Notes(taking)
    parts.history.recorded = lambda *_: 1 // 0  # type: ignore[assignment,method-assign]
    taking.begin(SILENT)
    qtbot.waitUntil(lambda: taking.state == "ready")
    taking.go_on()
    qtbot.waitUntil(lambda: taking.state == "recording")
    taking.go_on()
    qtbot.waitUntil(lambda: len(crashes) == 1 and taking.state == "resting")
    assert not notes.troubled
    assert bridge.close()
