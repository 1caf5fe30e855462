"""`coach`, `coach start` and `coach example`: the window, or the main job without one."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from coach.cli import OK
from coach.cli.analyze import decode, run
from coach.cli.output import explain, show
from coach.errors import SoundError, UsageError, VoiceError
from coach.gui.screen import has_screen
from coach.messages import msg
from coach.model import Attempt, Question, Recording, Report, Review, Transcript
from coach.practice.ports import Controls
from coach.wiring import Parts


def window(args: Namespace, parts: Parts) -> int:
    """Open the window."""
    if not has_screen():
        raise UsageError(msg("errors.screen"), msg("errors.screen.advice"))
    try:
        from coach.gui.app import run as run_window
    except ModuleNotFoundError:
        raise
    except ImportError as error:  # Qt draws through the system's libraries, which a computer without a desktop may lack
        advice = msg("errors.window.library.advice")
        raise UsageError(msg("errors.window.library", detail=str(error)), advice, detail=str(error)) from error

    return run_window(parts)


def start(args: Namespace, parts: Parts) -> int:
    """Open the window where there are a screen and a microphone; elsewhere show the whole path on an example."""
    if not has_screen():
        show(parts.texts(msg("cli.start.no_screen")))
        return example(args, parts)
    if not has_microphone(parts):
        show(parts.texts(msg("cli.start.no_microphone", command=_own_name())))
        return example(args, parts)
    return window(args, parts)


def example(args: Namespace, parts: Parts) -> int:
    """Review an example answer that the voice engine speaks; print the review and write its report."""
    from coach.adapters.export.markdown import as_markdown
    from coach.adapters.export.terminal import review_lines
    from coach.practice.export.files import whole

    texts = parts.texts
    question = Question(
        key="example/example",
        category="behavioural",
        text=texts(msg("example.question")),
        aim_seconds=90,
        anchors=("problem", "decision", "tradeoff", "outcome", "lesson"),
    )
    show(texts(msg("cli.example.question", text=question.text)))
    seconds, transcript, report = _spoken_example(question, parts)
    for line in review_lines(None, transcript, report, texts):
        show("  " + line if line else "")
    folder = parts.data_folder / "reports"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / "example.md"
    now = datetime.now(UTC)
    recording = Recording(path, seconds, 0) if seconds is not None else None
    review = Review("example", now, transcript, report)
    attempt = Attempt("example", now, "reviewed", question, recording=recording, reviews=(review,))
    with whole(path) as fresh:
        fresh.write_text(as_markdown(attempt, texts), encoding="utf-8")
    show()
    show(texts(msg("cli.example.report", path=str(path))))
    show(texts(msg("cli.example.next", command=_own_name())))
    return OK


def _own_name() -> str:
    """Return what this program was called by."""
    name = Path(sys.argv[0])
    return str(name) if name.stem == "coach" else "coach"


def has_microphone(parts: Parts) -> bool:
    """Tell whether there is any microphone."""
    try:
        return bool(parts.devices.microphones())
    except SoundError:
        return False


def _spoken_example(question: Question, parts: Parts) -> tuple[float | None, Transcript, Report]:
    """Speak, hear and judge the example; where there is no voice, judge it as a typed answer and say so."""
    answer = parts.texts(msg("example.answer"))
    try:
        spoken = parts.voice.render(answer, Controls())
    except VoiceError as error:
        show(explain(error, parts.texts))
        show(parts.texts(msg("cli.example.typed")))
        transcript = Transcript(answer, (), engine="typed")
        return None, transcript, parts.analyse(transcript, None, question, None)
    show(parts.texts(msg("cli.example.speaking")))
    with TemporaryDirectory(prefix="coach-") as folder:
        sound = Path(folder, "example.wav")
        recording = decode(spoken, sound, parts)
        transcript = run(parts.recogniser.transcribe(sound, lambda: True, Controls()), parts)
        return recording.seconds, transcript, parts.analyse(transcript, recording, question, None)
