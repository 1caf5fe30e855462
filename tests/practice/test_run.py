"""One attempt, from the question to the review, with parts that need no device."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from coach.errors import Cancelled, EngineError, HistoryError, SoundError, VoiceError
from coach.messages import msg
from coach.model import Attempt, Measure, Question, Recording, Report, Story, Transcript, Word
from coach.practice.ports import Controls, Heard, Level, Recorder, Spoken
from coach.practice.run import Asking, Begun, Kept, Practice, Reading, Ready, VoiceLost, spoken_text
from tests.fakes.history import FakeHistory
from tests.fakes.sound import FakeRecorder
from tests.fakes.transcriber import FakeTranscriber
from tests.fakes.voice import FakeVoice

QUESTION = Question("core/why", "behavioural", "Why did it fail?", parts=("What happened?", "What then?"))
WORDS = (Word("it", 0.1, 0.2), Word("broke", 0.3, 0.6))
SPEECH = np.full(16000, 1000, np.int16)
REPORT = Report((Measure("speech_rate", 120.0, "wpm", msg("x"), "heard"),), (), ())


@dataclass
class Stage:
    """Hold the parts of a practice, and what the analysis was asked."""

    folder: Path
    recorder: Recorder = field(default_factory=lambda: FakeRecorder(SPEECH, ends=True))
    voice_error: VoiceError | None = None
    transcriber: FakeTranscriber = field(default_factory=lambda: FakeTranscriber(WORDS))
    report: Report = REPORT
    analysed: list[tuple[Transcript, Recording | None, Question | None, str | None, Story | None]] = field(
        default_factory=list
    )

    def __post_init__(self) -> None:
        self.history = FakeHistory(self.folder)
        self.voice = FakeVoice(self.folder / "voice", self.voice_error)
        self.practice = Practice(self.voice, self.recorder, self.transcriber, self.analyse, self.history)

    def analyse(
        self,
        transcript: Transcript,
        sound: Recording | None,
        question: Question | None,
        name: str | None,
        story: Story | None,
    ) -> Report:
        self.analysed.append((transcript, sound, question, name, story))
        return self.report


class ScriptedRecorder:
    """Yield some levels after writing their sound, then end in a given way."""

    def __init__(self, blocks: int, end: BaseException | None = None, watch: Callable[[], None] = lambda: None) -> None:
        self._blocks = blocks
        self._end = end
        self._watch = watch
        self.closed = False

    def record(self, path: Path, controls: Controls) -> Generator[Level, None, Recording]:
        try:
            for block in range(1, self._blocks + 1):
                path.write_bytes(bytes(44 + 3200 * block))
                yield Level(block / 10, 0.5, 0.2)
            self._watch()
            if self._end is not None:
                raise self._end
            return Recording(path, self._blocks / 10, 16000)
        finally:
            self.closed = True


def play_out(
    generator: Generator[object, None, Attempt | None],
    controls: Controls,
    on: Callable[[object], None] = lambda news: None,
) -> tuple[list[object], Attempt | None]:
    """Run a take; start the recording as soon as it may be, and tell `on` all news."""
    news: list[object] = []
    while True:
        try:
            news.append(next(generator))
        except StopIteration as end:
            return news, end.value
        if isinstance(news[-1], Ready):
            controls.stop.set()
        on(news[-1])


def kinds(news: list[object]) -> list[type]:
    """Return the kinds of news in order, each run of one kind once."""
    found = [type(item) for item in news]
    return [kind for place, kind in enumerate(found) if place == 0 or found[place - 1] is not kind]


def test_a_take_is_read_recorded_and_kept(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    controls = Controls()
    story = Story("s1", "The outage")
    news, attempt = play_out(stage.practice.take(Asking(QUESTION, story, session_id="x"), controls), controls)
    assert kinds(news) == [Reading, Spoken, Ready, Begun, Level, Kept]
    assert news[0] == Reading(QUESTION)
    assert stage.voice.said == [QUESTION.text]
    assert attempt is not None
    assert news[-1] == Kept(attempt)
    assert stage.history.attempt(attempt.id) == attempt
    assert (attempt.state, attempt.question, attempt.story, attempt.session_id) == ("recorded", QUESTION, story, "x")
    assert attempt.recording is not None
    assert attempt.recording.seconds >= 1.0


@pytest.mark.parametrize("asking", [Asking(None), Asking(QUESTION, read_aloud=False)])
def test_nothing_is_read_aloud_where_nothing_is_to_be(tmp_path: Path, asking: Asking) -> None:
    stage = Stage(tmp_path)
    controls = Controls()
    news, attempt = play_out(stage.practice.take(asking, controls), controls)
    assert kinds(news) == [Reading, Ready, Begun, Level, Kept]
    assert stage.voice.said == []
    assert attempt is not None


def test_a_lost_voice_is_told_and_the_practice_goes_on(tmp_path: Path) -> None:
    error = VoiceError(msg("voice.none"))
    stage = Stage(tmp_path, voice_error=error)
    controls = Controls()
    news, attempt = play_out(stage.practice.take(Asking(QUESTION), controls), controls)
    assert kinds(news) == [Reading, VoiceLost, Ready, Begun, Level, Kept]
    assert news[1] == VoiceLost(error)
    assert attempt is not None


def test_going_on_while_reading_ends_the_reading_only(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    controls = Controls()
    taking = stage.practice.take(Asking(QUESTION), controls)
    assert isinstance(next(taking), Reading)
    assert isinstance(next(taking), Spoken)
    controls.stop.set()
    news = []
    while not isinstance(item := next(taking), Ready):
        news.append(item)
    assert len(news) <= 2
    assert not controls.stop.is_set()
    taking.close()
    assert stage.history.rows() == []


def test_a_wish_from_before_is_forgotten(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    controls = Controls()
    controls.stop.set()
    taking = stage.practice.take(Asking(QUESTION), controls)
    next(taking)
    assert not controls.stop.is_set()
    assert isinstance(next(taking), Spoken)
    taking.close()


def test_the_wish_to_record_does_not_end_the_recording(tmp_path: Path) -> None:
    seen = []
    controls = Controls()
    stage = Stage(tmp_path, recorder=FakeRecorder(SPEECH, ends=True))
    _, attempt = play_out(
        stage.practice.take(Asking(None), controls), controls, lambda news: seen.append(controls.stop.is_set())
    )
    assert attempt is not None
    assert seen[:2] == [False, True]
    assert not any(seen[2:])


def test_stopping_ends_the_recording(tmp_path: Path) -> None:
    stage = Stage(tmp_path, recorder=FakeRecorder(SPEECH))
    controls = Controls()

    def stop_at_half(news: object) -> None:
        if isinstance(news, Level) and news.seconds >= 0.5:
            controls.stop.set()

    _, attempt = play_out(stage.practice.take(Asking(None), controls), controls, stop_at_half)
    assert attempt is not None
    assert attempt.recording is not None
    assert 0.5 <= attempt.recording.seconds < 0.7


def test_giving_up_before_the_recording_makes_no_take(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    controls = Controls()
    taking = stage.practice.take(Asking(None), controls)
    assert [type(next(taking)) for _ in range(2)] == [Reading, Ready]
    controls.cancel.set()
    with pytest.raises(StopIteration) as end:
        next(taking)
    assert end.value.value is None
    assert stage.history.rows() == []


def test_the_file_is_complete_only_when_the_take_is_kept(tmp_path: Path) -> None:
    states: list[tuple[bool, str]] = []
    controls = Controls()
    begun: list[Begun] = []

    def look() -> None:
        states.append((begun[0].complete(), stage.history.attempt(begun[0].attempt.id).state))

    stage = Stage(tmp_path, recorder=ScriptedRecorder(3, watch=look))

    def note(news: object) -> None:
        if isinstance(news, Begun):
            begun.append(news)
            look()

    _, attempt = play_out(stage.practice.take(Asking(None), controls), controls, note)
    look()
    assert states == [(False, "recording"), (False, "recording"), (True, "recorded")]
    assert attempt is not None


def test_a_microphone_that_sends_nothing_leaves_no_take(tmp_path: Path) -> None:
    recorder = ScriptedRecorder(0)
    stage = Stage(tmp_path, recorder=recorder)
    controls = Controls()
    with pytest.raises(SoundError) as failure:
        play_out(stage.practice.take(Asking(None), controls), controls)
    assert failure.value.message == msg("errors.sound.nothing")
    assert failure.value.advice is not None
    assert stage.history.rows() == []
    assert list(tmp_path.glob("*.wav")) == []


@pytest.mark.parametrize("wish", ["stop", "cancel"])
def test_ending_before_the_first_block_is_no_failure_of_the_microphone(tmp_path: Path, wish: str) -> None:
    controls = Controls()
    stage = Stage(tmp_path, recorder=ScriptedRecorder(0, watch=lambda: getattr(controls, wish).set()))
    news, attempt = play_out(stage.practice.take(Asking(None), controls), controls)
    assert attempt is None
    assert kinds(news) == [Reading, Ready]
    assert stage.history.rows() == []


@pytest.mark.parametrize("error", [SoundError(msg("sound.gone")), OSError("disk"), HistoryError(msg("x"))])
def test_a_recording_that_never_begins_leaves_no_take(tmp_path: Path, error: Exception) -> None:
    stage = Stage(tmp_path, recorder=ScriptedRecorder(0, error))
    controls = Controls()
    with pytest.raises(type(error)) as failure:
        play_out(stage.practice.take(Asking(None), controls), controls)
    assert failure.value is error
    assert stage.history.rows() == []


@pytest.mark.parametrize("error", [SoundError(msg("sound.gone")), OSError("disk")])
def test_a_recording_that_breaks_off_is_kept_as_far_as_it_came(tmp_path: Path, error: Exception) -> None:
    stage = Stage(tmp_path, recorder=ScriptedRecorder(5, error))
    controls = Controls()
    begun: list[object] = []
    with pytest.raises(type(error)) as failure:
        play_out(stage.practice.take(Asking(QUESTION), controls), controls, begun.append)
    assert failure.value is error
    (row,) = stage.history.rows()
    assert (row.state, row.seconds) == ("recorded", 0.5)
    assert next(news for news in begun if isinstance(news, Begun)).complete()


@pytest.mark.parametrize("last", [Begun, Level])
def test_a_take_that_nobody_listens_to_any_more_is_kept(tmp_path: Path, last: type) -> None:
    recorder = ScriptedRecorder(5)
    stage = Stage(tmp_path, recorder=recorder)
    controls = Controls()
    taking = stage.practice.take(Asking(None), controls)
    while not isinstance(item := next(taking), last):
        if isinstance(item, Ready):
            controls.stop.set()
    taking.close()
    assert recorder.closed
    (row,) = stage.history.rows()
    assert (row.state, row.seconds) == ("recorded", 0.1)


def test_a_history_that_cannot_begin_records_nothing(tmp_path: Path) -> None:
    recorder = FakeRecorder(SPEECH, ends=True)
    stage = Stage(tmp_path, recorder=recorder)
    stage.history.error = HistoryError(msg("history.full"))
    controls = Controls()
    with pytest.raises(HistoryError):
        play_out(stage.practice.take(Asking(None), controls), controls)
    assert recorder.paths == []


def reviewable(stage: Stage) -> Attempt:
    controls = Controls()
    _, attempt = play_out(stage.practice.take(Asking(QUESTION, read_aloud=False), controls), controls)
    assert attempt is not None
    return attempt


def test_a_review_is_saved(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    attempt = reviewable(stage)
    assert attempt.recording is not None
    news, reviewed = play_out(stage.practice.review(attempt, lambda: True, Controls()), Controls())
    assert kinds(news) == [Heard]
    assert reviewed is not None
    assert reviewed == stage.history.attempt(attempt.id)
    assert reviewed.state == "reviewed"
    assert reviewed.review is not None
    assert reviewed.review.transcript.words == WORDS
    assert reviewed.review.report == REPORT
    assert stage.analysed == [(reviewed.review.transcript, attempt.recording, QUESTION, None, None)]


def test_a_review_again_is_one_more(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    attempt = reviewable(stage)
    play_out(stage.practice.review(attempt, lambda: True, Controls()), Controls())
    _, again = play_out(stage.practice.review(attempt, lambda: True, Controls()), Controls())
    assert again is not None
    assert [review.report for review in again.reviews] == [REPORT, REPORT]


@pytest.mark.parametrize("error", [EngineError(msg("engine.gone")), Cancelled()])
def test_a_recogniser_that_fails_leaves_the_take_as_it_was(tmp_path: Path, error: Exception) -> None:
    stage = Stage(tmp_path)
    attempt = reviewable(stage)
    controls = Controls()
    if isinstance(error, EngineError):
        stage.transcriber.error = error
    else:
        controls.cancel.set()
    with pytest.raises(type(error)):
        play_out(stage.practice.review(attempt, lambda: True, controls), controls)
    assert stage.history.attempt(attempt.id) == attempt
    assert stage.analysed == []


def test_a_transcript_is_saved_before_it_is_judged(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    attempt = reviewable(stage)
    broken = Practice(stage.voice, stage.recorder, stage.transcriber, _broken_analysis, stage.history)
    with pytest.raises(ZeroDivisionError):
        play_out(broken.review(attempt, lambda: True, Controls()), Controls())
    found = stage.history.attempt(attempt.id)
    assert found.state == "transcribed"
    assert found.review is not None
    assert found.review.report is None


def _broken_analysis(*_: object) -> Report:
    raise ZeroDivisionError


def test_the_voice_reads_the_question_alone() -> None:
    assert spoken_text(QUESTION) == "Why did it fail?"


def test_a_typed_answer_is_kept_before_it_is_judged(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    story = Story("s1", "The outage")
    writing = stage.practice.write(
        Asking(QUESTION, story, session_id="sitting-1"), "It broke. I mended it.", Controls()
    )

    news = next(writing)
    assert isinstance(news, Kept)
    assert stage.history.attempt(news.attempt.id).state == "transcribed"
    assert stage.analysed == []
    with pytest.raises(StopIteration) as end:
        next(writing)

    written: Attempt = end.value.value
    assert written == stage.history.attempt(news.attempt.id)
    assert (written.state, written.recording, written.session_id) == ("reviewed", None, "sitting-1")
    assert written.review is not None
    assert written.review.report == REPORT
    assert stage.analysed == [(Transcript("It broke. I mended it.", ()), None, QUESTION, None, story)]


def test_a_typed_answer_that_was_never_judged_can_be(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    written = stage.history.write(QUESTION, "It broke.")
    reviewing = stage.practice.review(written, lambda: True, Controls())
    with pytest.raises(StopIteration) as end:
        next(reviewing)
    judged: Attempt = end.value.value
    assert judged.state == "reviewed"


@pytest.mark.parametrize("complete", [False, True])
def test_what_is_heard_is_looked_at_while_more_is_to_come(tmp_path: Path, complete: bool) -> None:
    class Hearing(FakeTranscriber):
        def transcribe(
            self, path: Path, complete: Callable[[], bool], controls: Controls
        ) -> Generator[Heard, None, Transcript]:
            for words in (WORDS[:1], WORDS[:1], WORDS):
                yield Heard(words, 1.0, 1.0)
            return Transcript.of_words(WORDS)

    stage = Stage(tmp_path)
    seen: list[tuple[Word, ...]] = []
    parts = stage.voice, stage.recorder, Hearing(), stage.analyse, stage.history
    practice = Practice(*parts, lambda words: seen.append((*words,)))
    attempt = stage.history.begin(QUESTION)
    assert len(list(practice.review(attempt, lambda: complete, Controls()))) == 3
    assert seen == ([] if complete else [WORDS[:1], WORDS])
