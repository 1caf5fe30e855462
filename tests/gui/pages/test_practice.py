"""The Practice page by keys and clicks: choose, hear, record, pause, stop, and what it says meanwhile."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coach.errors import CoachError, EngineError, HistoryError, VoiceError
from coach.gui.bridge import Bridge
from coach.gui.keys import KeyMap
from coach.gui.making.reviews import Review
from coach.gui.pages.practice import PracticePage
from coach.gui.theme import NAMES, Theme, dress, load_theme
from coach.messages import Message, msg
from coach.model import Attempt, Story
from coach.practice.choose import Offer
from coach.practice.ports import Heard, Level
from tests.fakes.sound import FakeRecorder
from tests.fakes.voice import FakeVoice
from tests.gui.inspect import cut, fits, nameless
from tests.gui.sample import (
    CACHE,
    CHANGED_MIND,
    QUESTIONS,
    RESOURCES,
    SPIKE,
    TEXTS,
    SampleParts,
    come_to_rest,
    tone,
    words,
)

KEY = Qt.Key


def offer(last: str) -> Offer:
    question = CHANGED_MIND if last == SPIKE.key else SPIKE
    return Offer(question, msg("choose.question_new"))


def make(qtbot: QtBot, theme: Theme, bridge: Bridge, parts: SampleParts) -> PracticePage:
    page = PracticePage(
        TEXTS, theme, bridge, parts.practice, QUESTIONS, offer, lambda: {SPIKE.key: 2}, parts.spot_anchors
    )
    qtbot.addWidget(page, before_close_func=lambda _: come_to_rest(qtbot, bridge, page.taking))
    page.resize(1080, 800)
    page.set_choices(read_aloud=False, count_up=False)
    page.show()
    qtbot.waitExposed(page)
    return page


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, bridge: Bridge, parts: SampleParts) -> PracticePage:
    made = make(qtbot, theme, bridge, parts)
    made.ask(SPIKE)
    return made


def wait_for(qtbot: QtBot, page: PracticePage, state: str) -> None:
    qtbot.waitUntil(lambda: page.taking.state == state)


def start_recording(qtbot: QtBot, page: PracticePage) -> None:
    qtbot.keyClick(page, KEY.Key_Space)
    wait_for(qtbot, page, "ready")
    qtbot.keyClick(page, KEY.Key_Space)
    wait_for(qtbot, page, "recording")


def test_it_offers_a_question_with_the_reason(qtbot: QtBot, theme: Theme, bridge: Bridge, parts: SampleParts) -> None:
    page = make(qtbot, theme, bridge, parts)
    assert page.question is None
    assert not page.bar.primary.isEnabled()
    page.offer_another()
    qtbot.waitUntil(lambda: page.question == SPIKE)
    assert page.view.why.plain == TEXTS(msg("choose.question_new"))
    qtbot.mouseClick(page.view.another, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.question == CHANGED_MIND)
    assert page.view.text.plain == CHANGED_MIND.text


def test_a_question_shows_its_parts_anchors_order_and_aim(page: PracticePage) -> None:
    assert page.view.text.plain == SPIKE.text
    assert page.view.parts == list(SPIKE.parts)
    assert page.view.anchors.names == ["Problem", "Decision", "Trade-off", "Outcome"]
    assert "90 seconds" in page.view.about.text()
    assert "›" in page.view.order.plain


def test_without_questions_it_says_so(qtbot: QtBot, theme: Theme, bridge: Bridge, parts: SampleParts) -> None:
    page = PracticePage(TEXTS, theme, bridge, parts.practice, (), lambda _: None, dict, parts.spot_anchors)
    qtbot.addWidget(page)
    page.offer_another()
    qtbot.waitUntil(lambda: not bridge.busy("errand"))
    assert page.view.text.plain == TEXTS(msg("practice.none"))
    assert not page.bar.primary.isEnabled()


def test_changed_questions_are_taken_where_nobody_answers(qtbot: QtBot, page: PracticePage) -> None:
    reworded = replace(SPIKE, text="A chart jumps. Is it real?")
    page.ask(SPIKE, "Because.")
    page.set_questions([reworded, CACHE])
    assert page.view.text.plain == reworded.text
    assert page.view.why.plain == "Because."
    assert page.question == reworded
    start_recording(qtbot, page)
    page.set_questions([SPIKE])
    assert page.view.text.plain == reworded.text
    assert page.picker.list.count() == 1


def test_another_question_takes_the_place_of_one_that_is_gone(qtbot: QtBot, bridge: Bridge, page: PracticePage) -> None:
    page.set_questions([CACHE])
    qtbot.waitUntil(lambda: page.question is not None and page.question != SPIKE)
    page.ask(SPIKE)
    page.set_questions([CACHE])
    qtbot.waitUntil(lambda: not bridge.busy("errand"))
    assert page.question == SPIKE


def test_space_leads_from_reading_to_the_review_and_the_parts_stay(
    qtbot: QtBot, parts: SampleParts, page: PracticePage
) -> None:
    reviewed: list[Attempt] = []
    page.reviewed.connect(reviewed.append)
    assert page.view.steps.at == 0
    qtbot.keyClick(page, KEY.Key_Space)
    wait_for(qtbot, page, "ready")
    assert page.view.steps.at == 1
    assert page.bar.primary.text() == TEXTS(msg("practice.go.record"))
    qtbot.keyClick(page, KEY.Key_Space)
    wait_for(qtbot, page, "recording")
    assert page.view.steps.at == 2
    assert page.bar.line.plain == TEXTS(msg("practice.line.recording"))
    assert all(line.isVisible() for line in page.view._part_lines)
    assert page.view.anchors.isVisible()
    assert not page.view.choose.isVisible()
    qtbot.waitUntil(lambda: max(page.bar.meter.bars.heights) > 0.3)
    qtbot.keyClick(page, KEY.Key_Space)
    qtbot.waitUntil(lambda: len(reviewed) == 1)
    assert reviewed[0].question == SPIKE
    assert reviewed[0].review is not None
    assert page.taking.state == "resting"


def test_the_buttons_do_what_the_keys_do(qtbot: QtBot, page: PracticePage) -> None:
    reviewed: list[Attempt] = []
    page.reviewed.connect(reviewed.append)
    for state in ("ready", "recording"):
        qtbot.mouseClick(page.bar.primary, Qt.MouseButton.LeftButton)
        wait_for(qtbot, page, state)
    qtbot.mouseClick(page.bar.pause, Qt.MouseButton.LeftButton)
    wait_for(qtbot, page, "paused")
    assert page.bar.pause.text() == TEXTS(msg("practice.resume"))
    qtbot.keyClick(page, KEY.Key_P)
    wait_for(qtbot, page, "recording")
    qtbot.mouseClick(page.bar.primary, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(reviewed) == 1)


def test_the_large_button_keeps_the_focus_from_start_to_stop(qtbot: QtBot, page: PracticePage) -> None:
    page.take_focus()
    for state in ("ready", "recording"):
        qtbot.keyClick(page.bar.primary, KEY.Key_Space)
        wait_for(qtbot, page, state)
        assert page.focusWidget() is page.bar.primary
    page.bar.pause.setFocus()
    page.go_on()
    qtbot.waitUntil(lambda: page.taking.state == "resting")
    assert page.focusWidget() is page.bar.primary


def test_keys_with_ctrl_are_not_ours_and_a_held_space_counts_once(qtbot: QtBot, page: PracticePage) -> None:
    qtbot.keyClick(page, KEY.Key_Space, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page, KEY.Key_P)
    qtbot.keyClick(page, KEY.Key_Escape)
    assert page.taking.state == "resting"


def test_a_person_s_own_keys_replace_the_usual_ones(qtbot: QtBot, parts: SampleParts, page: PracticePage) -> None:
    page.set_keys(KeyMap({"go": "G", "hear": "J", "write": "W", "choose": "Q"}))
    assert isinstance(parts.voice, FakeVoice)

    qtbot.keyClick(page, KEY.Key_H)
    qtbot.keyClick(page, KEY.Key_J)
    wait_for(qtbot, page, "ready")
    assert parts.voice.said == [SPIKE.text]

    qtbot.keyClick(page, KEY.Key_G)
    wait_for(qtbot, page, "recording")
    qtbot.keyClick(page, KEY.Key_1)
    assert page.view.anchors.ticked == {"problem": "ticked"}
    qtbot.keyClick(page, KEY.Key_G)
    wait_for(qtbot, page, "resting")

    qtbot.keyClick(page, KEY.Key_W)
    assert page.writing.isVisible()


def test_escape_never_discards(qtbot: QtBot, page: PracticePage) -> None:
    start_recording(qtbot, page)
    qtbot.keyClick(page, KEY.Key_Escape)
    assert page.taking.state == "recording"


def test_the_question_is_read_aloud_when_that_is_switched_on(
    qtbot: QtBot, parts: SampleParts, page: PracticePage
) -> None:
    page.set_choices(read_aloud=True, count_up=False)
    assert page.bar.line.plain == TEXTS(msg("practice.line.resting.aloud"))
    page.go_on()
    wait_for(qtbot, page, "ready")
    assert isinstance(parts.voice, FakeVoice)
    assert parts.voice.said == [SPIKE.text]


def test_hear_it_reads_and_reads_again_before_recording(qtbot: QtBot, parts: SampleParts, page: PracticePage) -> None:
    assert isinstance(parts.voice, FakeVoice)
    voice = parts.voice
    for times in (1, 2):
        qtbot.mouseClick(page.view.hear, Qt.MouseButton.LeftButton)
        assert page.view.hear.text() == TEXTS(msg("practice.hear.stop"))
        wait_for(qtbot, page, "ready")
        assert len(voice.said) == times
    assert page.view.hear.text() == TEXTS(msg("practice.hear"))


def test_hearing_can_be_stopped(qtbot: QtBot, parts: SampleParts, page: PracticePage) -> None:
    stopped = []
    original = parts.voice.say

    def say(text: str, controls):  # type: ignore[no-untyped-def]
        while not controls.stop.wait(0.005):
            yield from ()
        stopped.append(text)
        yield from original("", controls)

    parts.voice.say = say  # type: ignore[method-assign]
    qtbot.keyClick(page, KEY.Key_H)
    qtbot.wait(30)
    assert page.taking.state == "reading"
    qtbot.keyClick(page, KEY.Key_H)
    wait_for(qtbot, page, "ready")
    assert stopped == [SPIKE.text]


def test_a_missing_voice_is_told(qtbot: QtBot, parts: SampleParts, page: PracticePage) -> None:
    lost: list[CoachError] = []
    page.voice_lost.connect(lost.append)
    assert isinstance(parts.voice, FakeVoice)
    parts.voice._error = VoiceError(msg("voice.none"))
    page.hear()
    wait_for(qtbot, page, "ready")
    assert lost == [parts.voice._error]


def test_another_question_is_chosen_from_the_list_by_keys(qtbot: QtBot, page: PracticePage) -> None:
    qtbot.keyClick(page, KEY.Key_C)
    qtbot.waitUntil(lambda: page.picker.isVisible())
    assert page.focusWidget() is page.picker.search
    qtbot.keyClicks(page.picker.search, "changed your mind")
    qtbot.keyClick(page.picker.search, KEY.Key_Return)
    assert page.question == CHANGED_MIND
    assert not page.picker.isVisible()


def test_escape_in_the_list_goes_back(qtbot: QtBot, page: PracticePage) -> None:
    page.open_picker()
    qtbot.waitUntil(lambda: page.picker.isVisible())
    qtbot.keyClick(page.picker, KEY.Key_Space)
    assert page.taking.state == "resting"
    qtbot.keyClick(page.picker.search, KEY.Key_Escape)
    assert not page.picker.isVisible()
    assert page.question == SPIKE


def test_a_recording_keeps_its_question(qtbot: QtBot, page: PracticePage) -> None:
    start_recording(qtbot, page)
    page.ask(CHANGED_MIND)
    page.open_picker()
    page.hear()
    page._offered(offer(SPIKE.key))
    assert page.question == SPIKE
    assert page.taking.state == "recording"


def test_seconds_are_counted_only_when_that_is_switched_on(qtbot: QtBot, page: PracticePage) -> None:
    start_recording(qtbot, page)
    assert not page.bar.time.isVisible()
    page.set_choices(read_aloud=False, count_up=True)
    assert page.bar.time.isVisible()
    page.bar.show_level(Level(71.4, 0.1, 0.1))
    assert page.bar.time.text() == "1:11"


def test_a_silent_microphone_gets_a_calm_hint(qtbot: QtBot, page: PracticePage) -> None:
    start_recording(qtbot, page)
    page.bar.show_level(Level(1.2, 0.0, 0.0, silent=True))
    assert page.bar.hint.plain == TEXTS(msg("practice.silent"))
    page.bar.show_level(Level(1.4, 0.2, 0.1))
    assert page.bar.hint.plain == ""


@pytest.mark.parametrize("size", [(1280, 800), (900, 600)])
def test_the_hint_about_a_silent_microphone_is_not_cut(qtbot: QtBot, page: PracticePage, size: tuple[int, int]) -> None:
    page.resize(size[0] - 163, size[1])  # the navigation takes the rest of the window
    page._show_state("recording")
    page.bar.show_level(Level(1.2, 0.0, 0.0, silent=True))

    def whole() -> None:
        assert cut(page) == []
        assert page.bar.hint.heightForWidth(page.bar.hint.width()) <= page.bar.hint.height()

    qtbot.waitUntil(whole)


def test_a_lost_microphone_is_said(qtbot: QtBot, tmp_path: Path, theme: Theme, bridge: Bridge) -> None:
    parts = SampleParts(tmp_path / "lost", recorder=FakeRecorder(tone(), pace=0.1, lost_after=0.5))
    page = make(qtbot, theme, bridge, parts)
    troubles: list[CoachError] = []
    page.troubled.connect(troubles.append)
    page.ask(SPIKE)
    with qtbot.waitSignal(page.reviewed):
        start_recording(qtbot, page)
    assert [trouble.message.key for trouble in troubles] == ["practice.device_lost"]


def test_transcribing_shows_progress_and_can_be_cancelled(qtbot: QtBot, parts: SampleParts, page: PracticePage) -> None:
    told: list[Message] = []
    page.told.connect(told.append)
    parts.transcriber.wait.clear()
    start_recording(qtbot, page)
    page.go_on()
    wait_for(qtbot, page, "transcribing")
    assert page.view.steps.at == 3
    assert not page.bar.cancel.isVisible()
    qtbot.waitUntil(lambda: page.bar.progress.value() > 0)
    assert f"{page.bar.progress.value()} %" in page.bar.line.plain
    qtbot.waitUntil(page.bar.cancel.isVisible)
    qtbot.mouseClick(page.bar.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(told) == 1)
    assert told[0].key == "practice.kept"
    assert page.bar.progress.value() == 0


def choose(page: PracticePage, *, captions: bool = False, anchors: bool = False) -> None:
    page.set_choices(read_aloud=False, count_up=False, live_captions=captions, live_anchors=anchors)


def test_captions_are_off_unless_chosen(qtbot: QtBot, page: PracticePage) -> None:
    assert not page.captions.isVisible()
    start_recording(qtbot, page)
    assert not page.captions.isVisible()


def test_captions_have_their_room_before_the_first_word_and_nothing_moves(qtbot: QtBot, page: PracticePage) -> None:
    choose(page, captions=True)
    qtbot.waitUntil(page.captions.isVisible)
    qtbot.keyClick(page, KEY.Key_Space)
    wait_for(qtbot, page, "ready")
    page.taking.spot = None
    qtbot.keyClick(page, KEY.Key_Space)
    wait_for(qtbot, page, "recording")
    page.bar.show_level(Level(1.0, 0.2, 0.1))
    qtbot.wait(50)
    parts = (page.view.text, page.view.anchors, page.captions, page.bar.primary)
    places = [part.mapTo(page, QPoint()) for part in parts]
    qtbot.waitUntil(lambda: page.captions.lines == ["Retention went up"])
    page._show_heard(Heard(words(), 10.0, 12.0))
    qtbot.wait(50)
    assert page.captions.lines[-1].endswith("half a point.")
    assert [part.mapTo(page, QPoint()) for part in parts] == places


def test_each_answer_starts_with_empty_captions(qtbot: QtBot, page: PracticePage) -> None:
    choose(page, captions=True)
    start_recording(qtbot, page)
    qtbot.waitUntil(lambda: page.captions.lines != [])
    with qtbot.waitSignal(page.reviewed):
        page.go_on()
    assert page.captions.lines == []


def test_anchors_are_ticked_while_one_speaks_only_where_that_is_chosen(
    qtbot: QtBot, parts: SampleParts, page: PracticePage
) -> None:
    parts.transcriber.text = "We decided that in the end it stays."
    for chosen in (False, True):
        choose(page, anchors=chosen)
        parts.transcriber.wait.clear()
        start_recording(qtbot, page)
        qtbot.waitUntil(lambda: page.taking._review is not None and page.taking._review.heard is not None)
        qtbot.wait(50)
        assert page.view.anchors.ticked == ({"decision": "heard"} if chosen else {})
        parts.transcriber.wait.set()
        with qtbot.waitSignal(page.reviewed):
            page.go_on()
        assert page.view.anchors.ticked == {}


def test_digits_tick_anchors_while_one_speaks_and_take_ticks_back(qtbot: QtBot, page: PracticePage) -> None:
    qtbot.keyClick(page, KEY.Key_2)
    assert page.view.anchors.ticked == {}
    choose(page, anchors=True)
    start_recording(qtbot, page)
    qtbot.keyClick(page, KEY.Key_2)
    qtbot.keyClick(page, KEY.Key_4)
    qtbot.keyClick(page, KEY.Key_5)
    assert page.view.anchors.ticked == {"decision": "ticked", "outcome": "ticked"}
    qtbot.keyClick(page, KEY.Key_2)
    page.taking.spotted.emit(frozenset({"decision", "tradeoff"}))
    assert page.view.anchors.ticked == {"outcome": "ticked", "tradeoff": "heard"}
    assert page.taking.state == "recording"


def test_a_slow_engine_lets_one_go_on_and_its_review_is_told_when_nobody_speaks(
    qtbot: QtBot, parts: SampleParts, page: PracticePage
) -> None:
    ended: list[Review] = []
    page.review_ended.connect(lambda review, error: ended.append(review))
    parts.transcriber.wait.clear()
    start_recording(qtbot, page)
    page.go_on()
    wait_for(qtbot, page, "transcribing")
    qtbot.keyClick(page, KEY.Key_Space)
    wait_for(qtbot, page, "transcribing")
    qtbot.waitUntil(lambda: page.bar.waiting)
    qtbot.keyClick(page, KEY.Key_Space)
    wait_for(qtbot, page, "resting")
    qtbot.waitUntil(lambda: page.question == CHANGED_MIND)
    assert page.bar.hint.plain.startswith("1 earlier answer")
    start_recording(qtbot, page)
    parts.transcriber.wait.set()
    qtbot.waitUntil(lambda: page.reviews.left_behind == [])
    assert ended == []
    assert page.bar.hint.plain == ""
    with qtbot.waitSignal(page.reviewed) as reviewed:
        page.go_on()
    assert reviewed.args is not None
    assert reviewed.args[0].question == CHANGED_MIND
    assert [review.attempt.question for review in ended] == [SPIKE]


def test_choosing_another_question_does_not_wait_for_a_review(
    qtbot: QtBot, parts: SampleParts, page: PracticePage
) -> None:
    parts.transcriber.wait.clear()
    start_recording(qtbot, page)
    page.go_on()
    wait_for(qtbot, page, "transcribing")
    page.hear()
    assert page.taking.state == "transcribing"
    qtbot.keyClick(page, KEY.Key_C)
    qtbot.waitUntil(page.picker.isVisible)
    assert len(page.reviews.left_behind) == 1
    parts.transcriber.wait.set()


def test_a_failed_review_is_said(qtbot: QtBot, parts: SampleParts, page: PracticePage) -> None:
    troubles: list[CoachError] = []
    page.troubled.connect(troubles.append)
    parts.transcriber.error = EngineError(msg("practice.none"))
    start_recording(qtbot, page)
    page.go_on()
    qtbot.waitUntil(lambda: troubles == [parts.transcriber.error])


def test_finishing_keeps_a_paused_take(qtbot: QtBot, parts: SampleParts, page: PracticePage) -> None:
    assert not page.finish()
    start_recording(qtbot, page)
    qtbot.keyClick(page, KEY.Key_P)
    assert page.finish()
    qtbot.waitUntil(lambda: page.taking.state == "resting")
    assert [row.state for row in parts.history.rows()] == ["reviewed"]


STORY = Story("s1", "The spike", {"decision": "held the number back", "lesson": "ask what moved"}, leads=("metrics",))


def cues(page: PracticePage) -> dict[str, str]:
    return {card.name: card.cue.text() for card in page.view.anchors._cards}


def test_the_cue_words_of_a_story_stand_on_the_cards(qtbot: QtBot, page: PracticePage) -> None:
    assert page.view.story.isHidden()
    page.view.story.set_stories([STORY])
    usual = cues(page)
    qtbot.keyClick(page.view.story.choice, KEY.Key_Down)
    assert cues(page) == {**usual, "decision": "held the number back", "lesson": "ask what moved"}
    page.ask(CHANGED_MIND)
    assert page.view.story.story == STORY
    assert cues(page)["decision"] == "held the number back"
    page.tell(None)
    assert cues(page)["decision"] == usual["decision"]


def test_an_answer_is_told_with_the_chosen_story(qtbot: QtBot, page: PracticePage, parts: SampleParts) -> None:
    page.view.story.set_stories([STORY])
    page.tell(STORY)
    start_recording(qtbot, page)
    assert not page.view.story.choice.isEnabled()
    assert page.view.story.isVisible()
    page.tell(None)
    assert page.view.story.story == STORY
    with qtbot.waitSignal(page.reviewed) as told:
        page.go_on()
    assert told.args is not None
    assert told.args[0].story == STORY


def test_another_story_is_taken_also_where_the_question_is_read_already(qtbot: QtBot, page: PracticePage) -> None:
    page.view.story.set_stories([STORY])
    qtbot.keyClick(page, KEY.Key_Space)
    wait_for(qtbot, page, "ready")
    qtbot.keyClick(page.view.story.choice, KEY.Key_Down)
    wait_for(qtbot, page, "ready")
    qtbot.keyClick(page, KEY.Key_Space)
    wait_for(qtbot, page, "recording")
    with qtbot.waitSignal(page.reviewed) as told:
        page.go_on()
    assert told.args is not None
    assert told.args[0].story == STORY


def test_every_control_has_a_name(page: PracticePage) -> None:
    assert nameless(page) == []


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("state", ["resting", "recording", "transcribing"])
def test_no_text_is_cut(qtbot: QtBot, qapp: QApplication, page: PracticePage, percent: int, state: str) -> None:
    theme = load_theme(RESOURCES / "assets" / "themes", "light", percent)
    dress(qapp, theme)
    page.set_theme(theme)
    page._show_state(state)  # type: ignore[arg-type]
    page.resize(1080, 800)
    qtbot.waitUntil(lambda: fits(page, 1080))


def test_it_follows_every_theme(qapp: QApplication, page: PracticePage) -> None:
    grounds = set()
    for name in NAMES:
        theme = load_theme(RESOURCES / "assets" / "themes", name)
        dress(qapp, theme)
        page.set_theme(theme)
        picture = page.grab().toImage()
        grounds.add(picture.pixelColor(4, 300).name())
        assert picture.pixelColor(4, 300) == theme.colour("ground")
    assert len(grounds) == len(NAMES)


def test_an_answer_can_be_typed_and_is_reviewed(qtbot: QtBot, parts: SampleParts, page: PracticePage) -> None:
    reviewed: list[Attempt] = []
    page.reviewed.connect(reviewed.append)
    qtbot.keyClick(page, KEY.Key_T)
    assert page.writing.isVisible()
    qtbot.keyClicks(page.writing.box, "We decided to cut it.")
    qtbot.keyClick(page.writing.box, KEY.Key_Escape)
    assert page.view.isVisible()
    qtbot.mouseClick(page.view.write, Qt.MouseButton.LeftButton)
    assert page.writing.box.toPlainText() == "We decided to cut it."
    qtbot.mouseClick(page.writing.done, Qt.MouseButton.LeftButton)
    page.writing.done.click()
    qtbot.waitUntil(lambda: len(reviewed) == 1)
    assert page.view.isVisible()
    (row,) = parts.history.rows()
    assert (row.id, row.text, row.seconds) == (reviewed[0].id, "We decided to cut it.", 0.0)
    assert reviewed[0].state == "reviewed"
    page.open_writing()
    assert not page.writing.unfinished


def test_a_typed_answer_stays_in_its_box_where_it_cannot_be_kept(
    qtbot: QtBot, parts: SampleParts, page: PracticePage
) -> None:
    troubles: list[CoachError] = []
    page.troubled.connect(troubles.append)
    parts.history.error = HistoryError(msg("history.finished"))
    page.open_writing()
    qtbot.keyClicks(page.writing.box, "We cut it.")
    qtbot.keyClick(page.writing.box, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(troubles) == 1)
    assert page.writing.box.toPlainText() == "We cut it."
    parts.history.error = None
    qtbot.keyClick(page.writing.box, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not page.writing.unfinished)
    qtbot.waitUntil(lambda: not page.writing.isVisible())
