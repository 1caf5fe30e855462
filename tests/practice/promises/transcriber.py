"""What every transcriber promises; a subclass brings the fixtures `transcriber` and `speech`, seven seconds or more."""

from __future__ import annotations

import itertools
import threading
import time
import wave
from collections.abc import Generator
from pathlib import Path

import pytest

from coach.errors import Cancelled, CoachError
from coach.model import Transcript
from coach.practice.ports import Controls, Heard, Transcriber


def run(work: Generator[Heard, None, Transcript]) -> tuple[list[Heard], Transcript]:
    """Run a transcription to its end; return its news and its result."""
    news = []
    while True:
        try:
            news.append(next(work))
        except StopIteration as end:
            return news, end.value


def grow(source: Path, target: Path, finished: threading.Event, pace: float) -> None:
    """Write a copy of a sound file in pieces of a quarter of a second."""
    with wave.open(str(source), "rb") as sound, wave.open(str(target), "wb") as copy:
        copy.setparams(sound.getparams())
        while data := sound.readframes(sound.getframerate() // 4):
            copy.writeframes(data)
            time.sleep(pace)
    finished.set()


class TranscriberPromises:
    def test_a_finished_file_gives_words_in_order(self, transcriber: Transcriber, speech: Path) -> None:
        news, transcript = run(transcriber.transcribe(speech, lambda: True, Controls()))
        with wave.open(str(speech), "rb") as sound:
            seconds = sound.getnframes() / sound.getframerate()
        words = transcript.words
        assert words
        assert news[-1].words == words
        assert transcript.text == " ".join(word.text for word in words)
        assert all(0 <= word.start < word.end <= seconds + 0.1 for word in words)
        assert all(first.end <= second.start for first, second in itertools.pairwise(words))
        assert all(word.text.strip() == word.text != "" for word in words)
        assert transcript.engine
        assert transcript.model
        assert news[-1].until == news[-1].seconds == pytest.approx(seconds, abs=0.1)
        assert all(each.seconds == pytest.approx(seconds, abs=0.1) for each in news)
        assert all(each.until <= each.seconds + 0.1 for each in news)
        assert [each.until for each in news] == sorted(each.until for each in news)

    def test_the_same_file_gives_the_same_words_again(self, transcriber: Transcriber, speech: Path) -> None:
        _, first = run(transcriber.transcribe(speech, lambda: True, Controls()))
        _, again = run(transcriber.transcribe(speech, lambda: True, Controls()))
        assert first == again

    def test_a_growing_file_gives_the_words_of_the_finished_one(
        self, transcriber: Transcriber, speech: Path, tmp_path: Path
    ) -> None:
        _, whole = run(transcriber.transcribe(speech, lambda: True, Controls()))
        growing, finished = tmp_path / "growing.wav", threading.Event()
        writer = threading.Thread(target=grow, args=(speech, growing, finished, 0.05))
        writer.start()
        try:
            news, transcript = run(transcriber.transcribe(growing, finished.is_set, Controls()))
        finally:
            writer.join()
        assert transcript == whole
        assert any(0 < len(each.words) < len(whole.words) for each in news)

    def test_the_last_words_come_after_the_file_is_complete(
        self, transcriber: Transcriber, speech: Path, tmp_path: Path
    ) -> None:
        growing, finished = tmp_path / "growing.wav", threading.Event()
        grow(speech, growing, threading.Event(), 0.0)
        work = transcriber.transcribe(growing, finished.is_set, Controls())
        early = next(work)
        finished.set()
        _, transcript = run(work)
        assert len(early.words) < len(transcript.words)

    def test_cancel_before_it_begins(self, transcriber: Transcriber, speech: Path) -> None:
        controls = Controls()
        controls.cancel.set()
        with pytest.raises(Cancelled):
            run(transcriber.transcribe(speech, lambda: True, controls))

    def test_cancel_while_it_follows_and_another_one_after_that(self, transcriber: Transcriber, speech: Path) -> None:
        controls = Controls()
        work = transcriber.transcribe(speech, lambda: False, controls)
        next(work)
        controls.cancel.set()
        with pytest.raises(Cancelled):
            run(work)
        _, transcript = run(transcriber.transcribe(speech, lambda: True, Controls()))
        assert transcript.words

    def test_one_that_is_given_up_does_not_disturb_the_next(self, transcriber: Transcriber, speech: Path) -> None:
        _, whole = run(transcriber.transcribe(speech, lambda: True, Controls()))
        work = transcriber.transcribe(speech, lambda: False, Controls())
        next(work)
        work.close()
        _, transcript = run(transcriber.transcribe(speech, lambda: True, Controls()))
        assert transcript == whole

    def test_a_file_that_is_not_there_is_a_known_failure(self, transcriber: Transcriber, tmp_path: Path) -> None:
        with pytest.raises(CoachError) as failure:
            run(transcriber.transcribe(tmp_path / "none.wav", lambda: True, Controls()))
        assert failure.value.message.values["file"] == "none.wav"
