import queue
from collections.abc import Iterator

import pytest

from coach.cli import main
from coach.errors import CoachError, EngineError, SoundError, VoiceError
from coach.messages import msg
from tests.cli.conftest import Program
from tests.fakes.sound import FakeRecorder
from tests.fakes.voice import FakeVoice


def broken(kind: type[CoachError]) -> CoachError:
    return kind(msg("errors.sound.nothing"), msg("errors.sound.nothing.advice"))


def test_the_end_of_input_leaves_before_anything_is_recorded(program: Program) -> None:
    done = program("practice")

    assert done.code == 0
    assert done.states[-1] == "done"
    assert "recording" not in done.states


def test_an_unknown_question_is_a_known_failure(program: Program) -> None:
    done = program("practice", "--question", "nowhere/nothing")

    assert done.code == 1
    assert "nowhere/nothing" in done.err


def test_an_unknown_pack_is_a_known_failure(program: Program) -> None:
    done = program("practice", "--pack", "nowhere")

    assert done.code == 1
    assert "nowhere" in done.err


def test_a_broken_pack_is_named_and_the_others_are_asked(program: Program) -> None:
    folder = program.home / "data" / "questions"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text("format = one", encoding="utf-8")

    done = program("practice")

    assert done.code == 0
    assert "mine.toml" in done.err
    assert done.states[-1] == "done"


class Lines:
    """An input that answers a state as soon as it has been printed, and ends when it has no answer left."""

    def __init__(self, answers: dict[str, list[str]]) -> None:
        self._answers = {state: list(lines) for state, lines in answers.items()}
        self._shown: queue.SimpleQueue[str] = queue.SimpleQueue()

    def show(self, line: str = "") -> None:
        self._shown.put(line.split(" ", 1)[0])

    def __iter__(self) -> Iterator[str]:
        while any(self._answers.values()):
            state = self._shown.get(timeout=30)
            if self._answers.get(state):
                yield self._answers[state].pop(0)
            elif state == "done":
                return
        while self._shown.get(timeout=30) != "done":
            pass


def talk(program: Program, answers: dict[str, list[str]], *words: str) -> int:
    lines = Lines(answers)
    program.patch.setattr("sys.stdin", lines)
    program.patch.setattr("coach.cli.practice.show", lines.show)
    return main(["practice", *words])


GO_ON = {"reading": ["\n"], "ready": ["\n"], "recording": ["\n"]}


def test_a_whole_attempt_is_kept_and_reviewed(program: Program) -> None:
    assert talk(program, GO_ON) == 0

    assert "slow search" in program("history", "--json").out


def test_a_take_is_kept_where_the_review_fails(program: Program) -> None:
    program.fakes["recogniser"].error = broken(EngineError)

    assert talk(program, GO_ON) == 1

    assert '"recorded"' in program("history", "--json").out


def test_a_recording_that_never_starts_leaves_nothing(program: Program) -> None:
    program.fakes["recorder"] = FakeRecorder(error=SoundError(msg("errors.sound.nothing")))

    assert talk(program, {"reading": ["\n"], "ready": ["\n"]}) == 1

    assert program("history", "--json").out.strip() == "[]"


def test_a_lost_microphone_keeps_the_take_and_says_so(program: Program) -> None:
    import numpy as np

    sound = np.full(16000, 900, dtype=np.int16)
    program.fakes["recorder"] = FakeRecorder(sound, lost_after=0.5)

    assert talk(program, {"reading": ["\n"], "ready": ["\n"]}) == 0

    assert '"reviewed"' in program("history", "--json").out


@pytest.mark.parametrize("count", ["1", "2"])
def test_a_lost_voice_is_told_once_and_text_goes_on(
    program: Program, count: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr("coach.cli.practice.complain", lambda error, texts: told.append(error.message.key))
    program.fakes["voice"] = FakeVoice(program.home, error=VoiceError(msg("errors.sound.nothing")))
    answers = {"ready": ["\n"] * int(count), "recording": ["\n"] * int(count)}

    assert talk(program, answers, "--count", count) == 0
    assert told == ["errors.sound.nothing"]


def test_the_recording_can_be_paused(program: Program) -> None:
    answers = {"reading": ["p\n"], "ready": ["\n"], "recording": ["p\n", "p\n", "\n"]}

    assert talk(program, answers) == 0
    assert '"reviewed"' in program("history", "--json").out


def test_q_leaves_between_questions(program: Program) -> None:
    answers = {"reading": ["\n", "q\n"], "ready": ["\n"], "recording": ["\n"]}

    assert talk(program, answers, "--count", "3") == 0
