"""The voice that reads aloud: pyttsx3 in a child process that lives for one text, cached, then played.

A second run of one pyttsx3 engine can hang, its own playback fails without a word, and threads fail on macOS: so each
rendering has a process of its own, which is killed when it is no longer wanted, and what it wrote is checked.
"""

from __future__ import annotations

import contextlib
import copy
import hashlib
import json
import logging
import multiprocessing
import os
import platform
import signal
import tempfile
import threading
import time
import unicodedata
from collections.abc import Callable, Generator, Iterator, Sequence
from importlib import metadata
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from coach.errors import Cancelled, FileError, VoiceError
from coach.messages import msg
from coach.practice.ports import Controls, Player, SpeakingVoice, Spoken

if TYPE_CHECKING:  # the child, which imports this module, starts quicker without it
    import numpy as np
    from numpy.typing import NDArray

LOOK_AGAIN = 0.03
"""Seconds between two looks at the controls while a child works."""
PIECE = 2000
"""Characters for one child: pyttsx3's time grows with the square of the length (2,000 took 0.24 s, 10,000 4.6 s)."""
SHORTEST = 0.1
"""Seconds below which a sound file is no speech."""
ABANDONED = 3600.0
"""Seconds after which an unfinished file belongs to a process that is gone."""

log = logging.getLogger("coach.voice")


class WavFile(Protocol):
    """Write a WAV file."""

    def write(self, samples: bytes) -> None:
        """Append 16-bit samples."""
        ...

    def close(self) -> None:
        """Finish the file."""
        ...


class SpokenVoice:
    """Read text aloud with the system's voice engine.

    `rate` is in words a minute, `patience` the seconds a child may take beyond its text's own share, `room` the bytes
    the cache may grow to. `read_samples` gives a WAV file's samples and rate or raises FileError, `open_wav` begins one
    of a rate, `to_wav` makes one (second path) of another kind of file (first path): macOS's driver writes AIFF always.
    """

    def __init__(
        self,
        cache: Path,
        player: Player,
        voice: str = "",
        rate: int = 165,
        *,
        read_samples: Callable[[Path], tuple[NDArray[np.int16], int]],
        open_wav: Callable[[Path, int], WavFile],
        patience: float = 20.0,
        room: int = 200_000_000,
        to_wav: Callable[[Path, Path], object] | None = None,
    ) -> None:
        self._cache = cache
        self._player = player
        self._voice = voice
        self._rate = rate
        self._read_samples = read_samples
        self._open_wav = open_wav
        self._patience = patience
        self._room = room
        self._to_wav = to_wav
        self._voices: list[SpeakingVoice] = []  # shared by the copies of `with_settings`

    def with_settings(self, voice: str, rate: int) -> SpokenVoice:
        """Return a voice with other settings and the same cache and loudspeaker."""
        other = copy.copy(self)
        other._voice, other._rate = voice, rate
        return other

    def say(self, text: str, controls: Controls) -> Generator[Spoken, None, None]:
        """Speak until the text ends or stop or cancel is set; raise VoiceError, SoundError."""
        if not any(_pieces(text)):
            return
        try:
            path = self.render(text, controls)
        except Cancelled:
            return
        yield from self._player.play(path, controls)

    def render(self, text: str, controls: Controls) -> Path:
        """Return the WAV file of the spoken text; raise VoiceError, Cancelled on stop or cancel."""
        pieces = list(_pieces(text))
        if not pieces:
            raise VoiceError(msg("voice.empty"))
        if _unwanted(controls):
            raise Cancelled
        key = json.dumps([pieces, self._voice, self._rate, _engine_version()])
        path = self._cache / f"{hashlib.sha256(key.encode()).hexdigest()}.wav"
        try:
            if self._holds_sound(path):
                os.utime(path)
                return path
            self._cache.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._render_all(pieces, path, controls)
            with contextlib.suppress(OSError):  # another program may tidy the same folder
                _bound(self._cache, self._room, path)
        except OSError as error:
            message = msg("voice.cache", folder=str(self._cache))
            raise VoiceError(message, msg("voice.cache.advice"), type(error).__name__) from error
        return path

    def voices(self) -> Sequence[SpeakingVoice]:
        """List the installed voices, those found once remembered; empty where there is no voice engine."""
        if not self._voices:
            try:
                self._voices[:] = _in_child(_list_voices, (), self._patience, Controls())
            except VoiceError as error:
                log.info("no voices: %s", error.detail)
        return tuple(self._voices)

    def _render_all(self, pieces: Sequence[str], path: Path, controls: Controls) -> None:
        with tempfile.TemporaryDirectory(dir=self._cache, prefix="unfinished-") as folder:
            parts = [Path(folder) / f"{number}.wav" for number in range(len(pieces))]
            for piece, part in zip(pieces, parts, strict=True):
                self._render_one(piece, part, controls)
            whole = parts[0] if len(parts) == 1 else self._join(parts, Path(folder) / "whole.wav")
            whole.replace(path)

    def _render_one(self, text: str, path: Path, controls: Controls) -> None:
        began = time.monotonic()
        _in_child(_render, (text, self._voice, self._rate, str(path)), self._patience + len(text) / 100, controls)
        if self._to_wav is not None and path.is_file() and path.read_bytes()[:4] != b"RIFF":
            other = path.rename(path.with_suffix(".other"))
            self._to_wav(other, path)
        if not self._holds_sound(path):
            raise VoiceError(msg("voice.silent"), msg("voice.other.advice"), "no sound in the file")
        log.debug("rendered %d characters in %.2f s", len(text), time.monotonic() - began)

    def _holds_sound(self, path: Path) -> bool:
        """Tell whether a WAV file can be read, is no shorter than 0.1 s and is not made of zeros alone."""
        try:
            samples, rate = self._read_samples(path)
        except FileError:
            return False
        return samples.size >= SHORTEST * rate and bool(samples.any())

    def _join(self, parts: Sequence[Path], whole: Path) -> Path:
        _, rate = self._read_samples(parts[0])
        with contextlib.closing(self._open_wav(whole, rate)) as joined:
            for part in parts:
                joined.write(self._read_samples(part)[0].tobytes())
        return whole


def _pieces(text: str) -> Iterator[str]:
    """Cut a text into pieces that one child can speak, at the ends of sentences where there are any.

    Control characters and lone surrogates become spaces; a text of punctuation alone has no pieces.
    """
    readable = "".join(" " if unicodedata.category(sign) in ("Cc", "Cs") and sign != "\n" else sign for sign in text)
    while readable := readable.strip():
        end = len(readable)
        if end > PIECE:
            ends = (max(readable.rfind(sign, 0, PIECE) for sign in marks) for marks in ("\n.?!", ",;: "))
            end = next((end + 1 for end in ends if end > 0), PIECE)
        if any(unicodedata.category(sign)[0] in "LNS" for sign in readable[:end]):
            yield readable[:end].strip()
        readable = readable[end:]


def _bound(cache: Path, room: int, fresh: Path) -> None:
    """Delete the files used longest ago until the rest fits, and what a killed process left unfinished."""
    for folder in cache.glob("unfinished-*"):
        if folder.stat().st_mtime < time.time() - ABANDONED:
            for part in folder.iterdir():
                part.unlink(missing_ok=True)
            folder.rmdir()
    files = sorted((file.stat().st_mtime, file.stat().st_size, file) for file in cache.glob("*.wav") if file != fresh)
    size = fresh.stat().st_size + sum(entry[1] for entry in files)
    for _, bytes_freed, file in files:
        if size <= room:
            break
        file.unlink(missing_ok=True)
        size -= bytes_freed


def _engine_version() -> str:
    try:
        return metadata.version("pyttsx3")
    except metadata.PackageNotFoundError:  # a frozen program carries no package metadata
        return "bundled"


def _unwanted(controls: Controls) -> bool:
    return controls.stop.is_set() or controls.cancel.is_set()


def _no_engine(detail: str) -> VoiceError:
    advice = msg("voice.none.advice.linux") if platform.system() == "Linux" else msg("voice.none.advice.other")
    return VoiceError(msg("voice.none"), advice, detail)


def _in_child(work: Callable[..., Any], values: tuple[object, ...], seconds: float, controls: Controls) -> Any:
    """Return what `work` answers in a process of its own; raise VoiceError, Cancelled on stop or cancel."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_answer, args=(theirs, work, values), name="coach-voice", daemon=True)
    try:
        child.start()
    except OSError as error:
        ours.close()
        raise VoiceError(msg("voice.broken"), msg("voice.other.advice"), type(error).__name__) from error
    finally:
        theirs.close()
    try:
        deadline = time.monotonic() + seconds
        while not _unwanted(controls):
            if wait([ours, child.sentinel], LOOK_AGAIN):
                answer = ours.recv()
                if isinstance(answer, VoiceError):
                    raise answer
                return answer
            if time.monotonic() > deadline:
                raise VoiceError(msg("voice.slow"), msg("voice.other.advice"), f"no answer in {seconds:.0f} s")
        raise Cancelled
    except EOFError:
        detail = f"exit code {child.exitcode}"
        raise VoiceError(msg("voice.broken"), msg("voice.other.advice"), detail) from None
    finally:
        child.kill()
        child.join()
        child.close()
        ours.close()


def _answer(theirs: Connection, work: Callable[..., Any], values: tuple[object, ...]) -> None:
    """Do the child's work and send its answer, or the VoiceError that it ended with."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides
    void = os.open(os.devnull, os.O_RDWR)  # pyttsx3 prints, and eSpeak writes to stderr from C
    os.dup2(void, 1)
    os.dup2(void, 2)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    answer: Any
    try:
        answer = work(*values)
    except VoiceError as error:
        answer = error
    except Exception as error:  # noqa: BLE001 - each platform's driver fails in its own way
        answer = VoiceError(msg("voice.broken"), msg("voice.other.advice"), type(error).__name__)
    theirs.send(answer)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _engine() -> Any:
    try:
        import pyttsx3  # here, in the child: where it cannot load, that is an answer like any other

        return pyttsx3.init()
    except Exception as error:  # noqa: BLE001 - RuntimeError, ImportError, OSError or a COM error: no engine, all of them
        raise _no_engine(f"{type(error).__name__}: {error}") from None


def _render(text: str, voice: str, rate: int, path: str) -> None:
    engine = _engine()
    finished = threading.Event()
    refused: list[object] = []
    engine.connect("finished-utterance", lambda **_: finished.set())
    engine.connect("error", lambda **news: refused.append(news.get("exception")))
    if voice:
        engine.setProperty("voice", voice)
    engine.setProperty("rate", rate)
    engine.save_to_file(text, path)
    engine.runAndWait()
    if voice and any(isinstance(error, ValueError) for error in refused):
        raise VoiceError(msg("voice.unknown", voice=voice), msg("voice.unknown.advice"), "ValueError")
    if engine.driver_name == "espeak":  # runAndWait returns while eSpeak's own thread still renders and then writes
        finished.wait()


def _list_voices() -> list[SpeakingVoice]:
    found = _engine().getProperty("voices")
    return [SpeakingVoice(voice.id, voice.name, ((voice.languages or [""])[0] or "").lower()) for voice in found]
