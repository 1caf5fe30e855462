"""The child process lives and dies as its parent wants, and whatever happens to it is told clearly."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from coach.adapters.recogniser import Recogniser, RecogniserBug
from coach.errors import Cancelled, EngineError, ModelMissing
from coach.practice.ports import Controls
from tests.practice.promises.transcriber import run
from tests.tools.real_voice import write

ENGINES = "tests.adapters.recogniser.engines"
ROOT = Path(__file__).resolve().parents[3]

pytestmark = pytest.mark.endtoend


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    return write(tmp_path / "sound.wav", np.ones(16000, dtype=np.int16), 16000)


@pytest.fixture
def recogniser() -> Iterator[Recogniser]:
    part = Recogniser(ENGINES, "good")
    yield part
    part.close()


def alive(pid: int) -> bool:
    """Tell whether any thread of a process runs: one that was killed can be a zombie before its last thread ends."""
    try:
        os.kill(pid, 0)
        status = Path(f"/proc/{pid}/status").read_text()
        return "Z (" not in status or len(os.listdir(f"/proc/{pid}/task")) > 1
    except ProcessLookupError:
        return False
    except FileNotFoundError:
        return not Path("/proc/self").exists()


def gone_within(seconds: float, pid: int) -> bool:
    deadline = time.monotonic() + seconds
    while alive(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not alive(pid)


def test_one_child_does_job_after_job(recogniser: Recogniser, sound: Path) -> None:
    _, first = run(recogniser.transcribe(sound, lambda: True, Controls()))
    pid = recogniser.pid
    news, again = run(recogniser.transcribe(sound, lambda: True, Controls()))
    assert first == again
    assert recogniser.pid == pid
    assert again.text == "begun 16000 lean deaf"
    assert news[0].words[0].text == "begun"


def test_other_rates_are_brought_to_one(recogniser: Recogniser, tmp_path: Path) -> None:
    for rate in (8000, 44100, 48000):
        sound = write(tmp_path / f"{rate}.wav", np.ones(rate * 2, dtype=np.int16), rate)
        _, transcript = run(recogniser.transcribe(sound, lambda: True, Controls()))
        assert int(transcript.words[1].text) == pytest.approx(32000, abs=64)


def test_warming_does_not_block(sound: Path) -> None:
    part = Recogniser(ENGINES, "slow to load")
    begun = time.monotonic()
    part.warm()
    assert time.monotonic() - begun < 2.0
    assert part.pid is not None
    controls = Controls()
    threading.Timer(0.3, controls.cancel.set).start()
    with pytest.raises(Cancelled):
        run(part.transcribe(sound, lambda: True, controls))
    part.close()


def test_cancel_is_quick_even_while_the_engine_is_busy(sound: Path) -> None:
    part = Recogniser(ENGINES, "hangs")
    controls = Controls()
    work = part.transcribe(sound, lambda: True, controls)
    next(work)
    old = part.pid
    controls.cancel.set()
    begun = time.monotonic()
    with pytest.raises(Cancelled):
        next(work)
    assert time.monotonic() - begun < 1.0
    assert old is not None
    assert not alive(old)
    assert part.pid not in (None, old)
    part.close()


def test_a_child_that_dies_is_told_and_the_next_call_has_another(recogniser: Recogniser, sound: Path) -> None:
    recogniser.use(ENGINES, "dies")
    with pytest.raises(EngineError) as failure:
        run(recogniser.transcribe(sound, lambda: True, Controls()))
    assert failure.value.message.key == "errors.engine.died"
    assert failure.value.advice is not None
    assert "7" in failure.value.detail
    recogniser.use(ENGINES, "good")
    _, transcript = run(recogniser.transcribe(sound, lambda: True, Controls()))
    assert transcript.words


def test_a_child_that_dies_while_nobody_needs_it_is_replaced(recogniser: Recogniser, sound: Path) -> None:
    run(recogniser.transcribe(sound, lambda: True, Controls()))
    pid = recogniser.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    assert gone_within(5, pid)
    _, transcript = run(recogniser.transcribe(sound, lambda: True, Controls()))
    assert transcript.words
    assert recogniser.pid != pid


def test_a_known_failure_comes_back_as_itself(recogniser: Recogniser, sound: Path) -> None:
    recogniser.use(ENGINES, "fails")
    with pytest.raises(EngineError) as failure:
        run(recogniser.transcribe(sound, lambda: True, Controls()))
    assert (failure.value.message.key, failure.value.detail) == ("engines.moonshine.failed", "why")


def test_a_model_that_is_missing_is_told_at_each_call(recogniser: Recogniser, sound: Path) -> None:
    recogniser.use(ENGINES, "missing")
    for _ in range(2):
        with pytest.raises(ModelMissing) as failure:
            run(recogniser.transcribe(sound, lambda: True, Controls()))
        assert failure.value.advice is not None


def test_a_bug_is_told_without_what_was_said(recogniser: Recogniser, sound: Path) -> None:
    recogniser.use(ENGINES, "bug")
    with pytest.raises(RecogniserBug) as failure:
        run(recogniser.transcribe(sound, lambda: True, Controls()))
    assert "ZeroDivisionError" in str(failure.value)
    assert "engines.py" in str(failure.value)
    assert "person" not in str(failure.value)


def test_an_engine_that_does_not_exist_is_a_bug(sound: Path) -> None:
    part = Recogniser("coach.adapters.nothing", "x")
    with pytest.raises(RecogniserBug):
        run(part.transcribe(sound, lambda: True, Controls()))
    part.close()


def test_nothing_is_printed(sound: Path, capfd: pytest.CaptureFixture[str]) -> None:
    part = Recogniser(ENGINES, "loud")
    run(part.transcribe(sound, lambda: True, Controls()))
    part.close()
    assert capfd.readouterr() == ("", "")


def test_using_another_engine_ends_what_is_under_way(recogniser: Recogniser, sound: Path) -> None:
    recogniser.use(ENGINES, "hangs")
    work = recogniser.transcribe(sound, lambda: True, Controls())
    next(work)
    recogniser.use(ENGINES, "good")
    with pytest.raises(Cancelled):
        next(work)
    _, transcript = run(recogniser.transcribe(sound, lambda: True, Controls()))
    assert transcript.model == "good"


def test_a_second_caller_waits_and_may_be_cancelled(recogniser: Recogniser, sound: Path) -> None:
    first = recogniser.transcribe(sound, lambda: False, Controls())
    next(first)
    controls = Controls()
    controls.cancel.set()
    with pytest.raises(Cancelled):
        run(recogniser.transcribe(sound, lambda: True, controls))
    pid = recogniser.pid
    first.close()
    assert recogniser.pid != pid


def test_close_leaves_nothing_and_ends_what_is_under_way(sound: Path) -> None:
    part = Recogniser(ENGINES, "hangs")
    work = part.transcribe(sound, lambda: True, Controls())
    next(work)
    pid = part.pid
    closing = threading.Thread(target=part.close)
    closing.start()
    with pytest.raises(Cancelled):
        next(work)
    closing.join()
    assert pid is not None
    assert not alive(pid)
    part.close()
    with pytest.raises(Cancelled):
        run(part.transcribe(sound, lambda: True, Controls()))
    assert part.pid is None


PARENT = """
import sys, time
from coach.adapters.recogniser import Recogniser
if __name__ == "__main__":
    part = Recogniser("tests.adapters.recogniser.engines", sys.argv[1])
    part.warm()
    print(part.pid, flush=True)
    time.sleep(60)
"""


@pytest.mark.parametrize("model", ["good", "slow to load"])
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_the_child_dies_with_its_parent_even_by_kill_9(model: str, tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    with subprocess.Popen(
        [sys.executable, str(script), model],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        time.sleep(0.5)
        assert alive(child)
        parent.send_signal(signal.SIGKILL)
    assert gone_within(5, child)


@pytest.mark.skipif(sys.platform == "win32", reason="consoles differ on Windows")
def test_ctrl_c_in_the_terminal_does_not_reach_the_child(tmp_path: Path, sound: Path) -> None:
    part = Recogniser(ENGINES, "good")
    part.warm()
    assert part.pid is not None
    for _ in range(20):  # from its very beginning on
        os.kill(part.pid, signal.SIGINT)
        time.sleep(0.02)
    _, transcript = run(part.transcribe(sound, lambda: True, Controls()))
    assert transcript.words
    part.close()


def test_an_ear_that_cannot_be_loaded_is_told_in_the_log(caplog: pytest.LogCaptureFixture, sound: Path) -> None:
    caplog.set_level("INFO", "coach")
    part = Recogniser(ENGINES, "good", ear=("tests.adapters.recogniser.ears", "broken"))
    try:
        _, transcript = run(part.transcribe(sound, lambda: True, Controls()))
    finally:
        part.close()
    assert transcript.frames is None
    assert "the ear could not be loaded: engines.moonshine.broken" in caplog.text
