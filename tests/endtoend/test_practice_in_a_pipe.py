"""`coach practice` keeps to its lines, records what is said and finds it again."""

import json
import signal
from collections.abc import Callable
from pathlib import Path

from tests.endtoend.conftest import ANSWER_WORDS, Run, Talk
from tests.tools.pulse import PulseServer


def record(program: Talk) -> None:
    """Skip the reading and start the recording."""
    program.wait_for("reading")
    program.send()
    program.wait_for("ready")
    program.send()
    program.wait_for("recording")


def first_key() -> str:
    import tomllib

    packs = sorted((Path(__file__).resolve().parents[2] / "questions").glob("metrics.toml"))
    pack = tomllib.loads(packs[0].read_text(encoding="utf-8"))
    return f"{pack['id']}/{pack['question'][0]['id']}"


def takes(coach: Run) -> list[dict[str, object]]:
    done = coach("history", "--json")
    assert done.returncode == 0, done.stderr
    found: list[dict[str, object]] = json.loads(done.stdout)
    return found


def test_an_answer_is_asked_for_recorded_reviewed_and_found(
    talk: Callable[..., Talk], coach: Run, pulse: PulseServer, answer: Path
) -> None:
    with pulse.awake():
        program = talk("practice", "--question", first_key())
        record(program)
        pulse.speak(answer)
        program.send()
        program.wait_for("reviewing")
        program.wait_for("saved")
        program.wait_for("done")
    code, said = program.end()

    assert (code, said) == (0, "")
    [take] = takes(coach)
    assert take["state"] == "reviewed"
    assert take["category"] == "metrics"
    text = str(take["text"]).lower()
    assert sum(word in text for word in ANSWER_WORDS) >= 4, text


def test_lines_sent_too_early_do_not_count(talk: Callable[..., Talk], pulse: PulseServer) -> None:
    program = talk("practice")
    for _ in range(3):
        program.send()
    program.wait_for("reading")
    program.send()
    program.wait_for("ready")

    assert program.nothing_for(1.0)

    program.send("q")
    program.wait_for("done")
    assert program.end()[0] == 0


def test_the_end_of_input_leaves_and_keeps_the_take(
    talk: Callable[..., Talk], coach: Run, pulse: PulseServer, answer: Path
) -> None:
    with pulse.awake():
        program = talk("practice")
        record(program)
        pulse.speak(answer)
        program.hang_up()
        program.wait_for("saved")
        program.wait_for("done")
    assert program.end()[0] == 0

    [take] = takes(coach)
    assert float(str(take["seconds"])) > 5


def test_a_pause_is_not_recorded(talk: Callable[..., Talk], coach: Run, pulse: PulseServer, answer: Path) -> None:
    with pulse.awake():
        program = talk("practice")
        record(program)
        program.send("p")
        assert "paus" in program.wait_for("recording")
        pulse.speak(answer)
        program.send("p")
        program.wait_for("recording")
        program.send()
        program.wait_for("saved")
        program.wait_for("done")
    assert program.end()[0] == 0

    [take] = takes(coach)
    assert float(str(take["seconds"])) < 6
    assert "database" not in str(take["text"]).lower()


def test_without_a_microphone_one_sentence_says_what_to_do(coach: Run, env: dict[str, str], tmp_path: Path) -> None:
    program = Talk(["practice"], env, tmp_path)
    program.wait_for("reading")
    program.wait_for("ready")
    program.send()
    code, said = program.end()

    assert code == 1
    assert "Traceback" not in said
    assert "microphone" in said.lower()
    assert takes(coach) == []


def test_a_killed_take_is_kept_but_for_the_last_second(
    talk: Callable[..., Talk], coach: Run, pulse: PulseServer, answer: Path
) -> None:
    with pulse.awake():
        program = talk("practice")
        record(program)
        pulse.speak(answer)
        living = takes(coach)
        program.process.send_signal(signal.SIGKILL)
        program.end()

    assert [take["state"] for take in living] == ["recording"]
    [take] = takes(coach)
    assert take["state"] == "recovered"
    import wave

    with wave.open(str(answer)) as spoken:
        seconds = spoken.getnframes() / spoken.getframerate()
    assert float(str(take["seconds"])) >= seconds - 1.0


def test_ctrl_c_keeps_the_take(talk: Callable[..., Talk], coach: Run, pulse: PulseServer, answer: Path) -> None:
    with pulse.awake():
        program = talk("practice")
        record(program)
        pulse.speak(answer)
        program.process.send_signal(signal.SIGINT)
        code, said = program.end()

    assert code == 130
    assert "Traceback" not in said
    [take] = takes(coach)
    assert take["state"] in ("recorded", "transcribed", "reviewed")
    assert float(str(take["seconds"])) > 5
