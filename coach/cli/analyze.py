"""`coach analyze FILE...`: the review of sound files and typed answers."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Generator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from coach.cli import FAILED, OK
from coach.cli.output import ProgressLine, complain, show, tell
from coach.errors import CoachError, FileError, UsageError
from coach.messages import msg
from coach.model import Question, Recording, Report, Transcript
from coach.practice.ports import Controls, Heard
from coach.wiring import Parts

LONGEST_TEXT = 1_000_000
"""Bytes of a typed answer that are read: far over any answer, so more is a file of another kind."""

T = TypeVar("T")


def analyze(args: Namespace, parts: Parts) -> int:
    """Print the review of each file; files that fail are named on stderr."""
    parts.use_engine(args.engine, args.model)
    question = find_question(parts, args.question, args.question_text, args.category)
    category = args.category or (question.category if question else None)
    done: list[dict[str, Any]] = []
    failed = False
    for name in args.files:
        try:
            found = _analyze_one(Path(name), question, category, parts)
        except CoachError as error:
            failed = True
            complain(error, parts.texts)
            continue
        transcript, seconds, report = found
        from coach.adapters.export.objects import analysis_object
        from coach.adapters.export.terminal import review_lines

        if args.json:
            done.append(analysis_object(name, seconds, transcript, report, question, category, parts.texts))
        else:
            if len(args.files) > 1:
                show(name)
            for line in review_lines(question, transcript, report, parts.texts):
                show(line)
    if args.json and (done or len(args.files) > 1):
        show(json.dumps(done[0] if len(args.files) == 1 else done, ensure_ascii=False, indent=2))
    return FAILED if failed else OK


def find_question(parts: Parts, key: str | None, text: str | None, category: str | None) -> Question | None:
    """Return the question that the arguments name, if any; raise UsageError for an unknown key."""
    if text:
        return Question(key="", category=category or "technical", text=text)  # type: ignore[arg-type]
    if not key:
        return None
    question = parts.packs.question(key)
    if question is None:
        raise UsageError(msg("errors.question.unknown", key=key), msg("errors.question.unknown.advice"))
    return question


def decode(path: Path, target: Path, parts: Parts) -> Recording:
    """Turn any sound file into a WAV file at `target`, naming what is damaged; raise FileError."""
    decoded = run(parts.decoder.decode(path, target, Controls()))
    if decoded.warning is not None:
        tell("coach: " + parts.texts(decoded.warning))
    return decoded.recording


def run(job: Generator[object, None, T], parts: Parts | None = None) -> T:
    """Run a slow call to its end on this thread, showing on a terminal how far it has come."""
    line = ProgressLine()
    try:
        while True:
            news = next(job)
            if parts and isinstance(news, Heard) and news.seconds > 0:
                percent = min(100, round(100 * news.until / news.seconds))
                line.update(parts.texts(msg("cli.transcribing", percent=percent)))
    except StopIteration as end:
        result: T = end.value
        return result
    finally:
        job.close()
        line.close()


def _analyze_one(
    path: Path, question: Question | None, category: str | None, parts: Parts
) -> tuple[Transcript, float | None, Report]:
    if path.suffix.lower() == ".txt":
        transcript = Transcript(_read_text(path), (), engine="typed")
        return transcript, None, parts.analyse(transcript, None, question, category)
    with TemporaryDirectory(prefix="coach-") as folder:
        sound = Path(folder, "sound.wav")
        recording = decode(path, sound, parts)
        transcript = run(parts.recogniser.transcribe(sound, lambda: True, Controls()), parts)
        return transcript, recording.seconds, parts.analyse(transcript, recording, question, category)


def _read_text(path: Path) -> str:
    advice = msg("errors.text.advice")
    if not path.exists():
        raise FileError(msg("errors.text.missing", file=str(path)), path, advice)
    try:
        with path.open("rb") as source:
            data = source.read(LONGEST_TEXT + 1)
        text = data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise FileError(
            msg("errors.text.unreadable", file=str(path)), path, advice, detail=type(error).__name__
        ) from None
    if len(data) > LONGEST_TEXT or not text.strip():
        raise FileError(msg("errors.text.empty", file=str(path)), path, advice)
    return " ".join(text.split())
