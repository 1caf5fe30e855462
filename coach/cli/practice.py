"""`coach practice`: the same path as in the window, with the terminal in the place of the bridge.

Each state is printed as a line of its own that begins with `reading`, `ready`, `recording`, `reviewing`, `saved` or
`done`. A line of input goes on from the state that was printed before it was sent; `p` pauses and resumes the
recording; `q` or the end of input leaves, and the take so far is kept.
"""

from __future__ import annotations

import queue
import sys
import threading
from argparse import Namespace
from collections.abc import Generator
from dataclasses import dataclass
from datetime import date

from coach.cli import FAILED, OK
from coach.cli.analyze import find_question
from coach.cli.history import open_history
from coach.cli.output import complain, show, tell
from coach.errors import Cancelled, CoachError, UsageError
from coach.messages import msg
from coach.model import Attempt, Question
from coach.practice.choose import offer
from coach.practice.ports import Controls
from coach.practice.run import Asking, Begun, Kept, Reading, Ready, VoiceLost
from coach.practice.workers import Delivery, Done, Failed, Progress, Worker
from coach.wiring import Parts


@dataclass(frozen=True, slots=True)
class _Line:
    """Hold one line of input; None is the end of it."""

    text: str | None


def practice(args: Namespace, parts: Parts) -> int:
    """Ask, record and review as many questions as wanted."""
    open_history(parts)
    for problem in parts.packs.problems():
        complain(problem, parts.texts)
    parts.recogniser.warm()
    terminal = _Terminal(parts)
    try:
        for number in range(args.count):
            question = _next_question(args, parts, number, terminal.asked)
            if not terminal.attempt(question):
                break
        show("done")
    finally:
        terminal.close()
    return FAILED if terminal.failed else OK


def _next_question(args: Namespace, parts: Parts, number: int, asked: list[Question]) -> Question:
    if args.question and number == 0:
        question = find_question(parts, args.question, None, None)
        assert question is not None
        return question
    packs = [pack for pack in parts.packs.packs() if args.pack in (None, pack.id)]
    questions = [question for pack in packs for question in pack.questions]
    if not questions:
        raise UsageError(msg("errors.pack.unknown", pack=args.pack or ""), msg("errors.pack.unknown.advice"))
    chosen = offer(questions, parts.history.practised(), date.today(), asked[-1].key if asked else "")
    assert chosen is not None
    return chosen.question


def _get_ready(parts: Parts) -> Generator[object, None, None]:
    yield from ()
    parts.get_ready()


class _Terminal:
    """Drive the two workers with lines of input, and print what they tell."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._events: queue.SimpleQueue[Delivery | _Line] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._controls: Controls | None = None
        self._recording = False
        self._leaving = False
        self._voice_lost_told = False
        self.failed = False
        self.asked: list[Question] = []
        self._voice = Worker("voice", self._deliver)
        self._review = Worker("review", self._events.put)
        # Loaded while the question is read, so that the first review does not wait for it.
        self._review.start(lambda c: _get_ready(parts))
        # A daemon, because a read from a terminal cannot be interrupted.
        threading.Thread(target=self._read, name="input", daemon=True).start()

    def attempt(self, question: Question) -> bool:
        """Run one attempt; return whether to go on with the next."""
        self.asked.append(question)
        controls = Controls()
        with self._lock:
            if self._leaving:
                return False
            self._controls = controls
        asking = Asking(question, read_aloud=self._parts.settings.read_aloud)
        waiting = {self._voice.start(lambda c: self._parts.practice.take(asking, c), controls).number}
        kept: Attempt | None = None
        try:
            while waiting:
                event = self._events.get()
                if isinstance(event, _Line):
                    continue
                job = event.job
                if isinstance(event, Progress):
                    kept = self._note(event.news, waiting) or kept
                    continue
                waiting.discard(job.number)
                if isinstance(event, Failed):
                    self._fail(event)
                elif isinstance(event, Done) and isinstance(event.result, Attempt):
                    kept = event.result
        except KeyboardInterrupt:
            self._leave()
            raise
        finally:
            with self._lock:
                self._controls = None
                self._recording = False
        if kept is not None:
            self._show_review(self._parts.history.attempt(kept.id), question)
            show("saved " + kept.id)
        return not self._leaving and not (self.failed and kept is None)

    def _note(self, news: object, waiting: set[int]) -> Attempt | None:
        """Take up a piece of news on the main thread; return the take once it is kept."""
        if isinstance(news, Begun):
            job = self._review.start(lambda c: self._parts.practice.review(news.attempt, news.complete, c))
            waiting.add(job.number)
        elif isinstance(news, Kept):
            show("reviewing")
            if news.attempt.recording is not None and news.attempt.recording.device_lost:
                tell(self._parts.texts(msg("cli.device.lost")))
            return news.attempt
        elif isinstance(news, VoiceLost) and not self._voice_lost_told:
            self._voice_lost_told = True
            complain(news.error, self._parts.texts)
        return None

    def _fail(self, event: Failed) -> None:
        if isinstance(event.error, CoachError):
            self.failed = True
            complain(event.error, self._parts.texts)
        elif not isinstance(event.error, Cancelled):
            raise event.error

    def _show_review(self, attempt: Attempt, question: Question) -> None:
        from coach.adapters.export.terminal import review_lines

        review = attempt.review
        if review is not None and review.report is not None:
            for line in review_lines(None, review.transcript, review.report, self._parts.texts):
                show("  " + line if line else "")

    def _deliver(self, delivery: Delivery) -> None:
        """Print a state the moment it begins, on the worker's thread: lines sent before that moment do not count."""
        news = delivery.news if isinstance(delivery, Progress) else None
        state = self._state(news)
        if state:
            with self._lock:
                show(state)
                delivery.job.controls.stop.clear()
                self._recording = isinstance(news, Begun)
                if self._leaving:
                    delivery.job.controls.cancel.set()
        self._events.put(delivery)

    def _state(self, news: object) -> str:
        texts = self._parts.texts
        if isinstance(news, Reading):
            return "reading " + (news.question.text if news.question else "")
        if isinstance(news, Ready):
            return "ready " + texts(msg("cli.practice.ready"))
        if isinstance(news, Begun):
            return "recording " + texts(msg("cli.practice.recording"))
        return ""

    def _read(self) -> None:
        for line in sys.stdin:
            word = line.strip().lower()
            if word == "q":
                break
            with self._lock:
                controls = self._controls
                if controls is None:
                    continue
                if word == "p":
                    self._pause(controls)
                else:
                    controls.stop.set()
        self._leave()

    def _pause(self, controls: Controls) -> None:
        if not self._recording:
            return
        if controls.pause.is_set():
            controls.pause.clear()
            show("recording " + self._parts.texts(msg("cli.practice.resumed")))
        else:
            controls.pause.set()
            show("recording " + self._parts.texts(msg("cli.practice.paused")))

    def _leave(self) -> None:
        with self._lock:
            self._leaving = True
            if self._controls is not None:
                self._controls.cancel.set()
        self._events.put(_Line(None))

    def close(self) -> None:
        """End both workers; a take that is being recorded is kept."""
        self._voice.close()
        self._review.close()
