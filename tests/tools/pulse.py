"""A sound server of the tests' own: PulseAudio with a loudspeaker and a microphone that are nothing but memory."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
import time
import wave
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType

SPEAKER = "coach_speaker"
MICROPHONE = "coach_mic"
NEEDED = ("pulseaudio", "pactl", "paplay", "parec")
RATE = 16000

# PortAudio lists the PCMs of this file and nothing else: no sound card of the machine takes part in a test.
# `default` is what the program uses unasked; the two names beside it are there for choosing a device by name.
ALSA = """
pcm.!default { type pulse hint { show on description "Default" } }
ctl.!default { type pulse }
pcm.coach_headset {
    type asym
    playback.pcm { type pulse device "coach_mic" }
    capture.pcm { type pulse device "coach_mic.monitor" }
    hint { show on description "Headset" }
}
"""


def missing_tools() -> list[str]:
    """Return the programs that are not installed here."""
    return [name for name in NEEDED if shutil.which(name) is None]


class PulseServer:
    """Run a private PulseAudio with two null sinks; what plays into `coach_mic` is what a microphone hears.

    Use it as a context manager. `env()` holds the variables that make PortAudio, paplay and the rest use it; ALSA and
    PulseAudio read them when PortAudio initialises, which the program does afresh for each stream.

    A null sink that nobody plays into sleeps for up to two seconds at a time: a microphone's first block, or a sound's
    first note, comes that late. Silence keeps both sinks awake here, unless `idle` asks for the sleepy kind.
    """

    def __init__(self, *, idle: bool = False) -> None:
        self._idle = idle
        self._keepers: list[subprocess.Popen[bytes]] = []
        self._folder: Path | None = None
        self._server: subprocess.Popen[bytes] | None = None
        self._others: list[subprocess.Popen[bytes]] = []

    @property
    def folder(self) -> Path:
        """Return the temporary folder with the socket."""
        assert self._folder is not None, "use PulseServer as a context manager"
        return self._folder

    def env(self) -> dict[str, str]:
        """Return the environment variables that lead to this server."""
        home = str(self.folder)
        return {
            "PULSE_SERVER": f"unix:{home}/socket",
            "PULSE_CLIENTCONFIG": f"{home}/client.conf",
            "XDG_RUNTIME_DIR": home,
            "ALSA_CONFIG_PATH": f"{home}/asound.conf",
        }

    def whole_env(self) -> dict[str, str]:
        """Return this process's environment with the server's variables in it, for a program of its own."""
        return {**os.environ, **self.env()}

    def __enter__(self) -> PulseServer:
        self._folder = Path(tempfile.mkdtemp(prefix="coach-pulse-"))
        self._folder.chmod(0o700)
        (self._folder / "asound.conf").write_text(ALSA, encoding="utf-8")
        (self._folder / "client.conf").write_text("autospawn = no\nenable-shm = no\n", encoding="utf-8")
        try:
            self.start()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in self._others:
            _end(process)
        self._others.clear()
        self.kill()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def start(self) -> None:
        """Start the server (again) and wait until it answers."""
        socket = self.folder / "socket"
        socket.unlink(missing_ok=True)
        modules = [
            f"module-native-protocol-unix auth-anonymous=1 socket={socket}",
            f"module-null-sink sink_name={SPEAKER} rate=48000 sink_properties=device.description=Speaker",
            f"module-null-sink sink_name={MICROPHONE} rate=48000 sink_properties=device.description=Microphone",
        ]
        command = ["pulseaudio", "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1"]
        command += ["--disable-shm=yes", "--log-target=stderr", "--log-level=error"]
        command += [f"--load={module}" for module in modules]
        if shutil.which("setpriv"):  # a test run that is killed must not leave its server behind
            command = ["setpriv", "--pdeathsig", "KILL", *command]
        env = {**self.whole_env(), "HOME": str(self.folder), "PULSE_RUNTIME_PATH": str(self.folder / "run")}
        env.pop("PULSE_SERVER")
        with (self.folder / "server.log").open("wb") as log:
            self._server = subprocess.Popen(command, env=env, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        deadline = time.monotonic() + 15
        while not self._answers():
            if self._server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("pulseaudio did not start: " + (self.folder / "server.log").read_text())
            time.sleep(0.05)
        self._pactl("set-default-sink", SPEAKER)
        self._pactl("set-default-source", f"{MICROPHONE}.monitor")
        for sink in () if self._idle else (SPEAKER, MICROPHONE):
            self._keep_awake(sink)
        while len(self._list("sink-inputs")) < len(self._keepers):
            time.sleep(0.02)

    def kill(self) -> None:
        """Take the server away at once, as a pulled plug would; `start` brings it back."""
        if self._server is not None:
            self._server.kill()
            self._server.wait(10)
            self._server = None
        for process in self._keepers:
            _end(process)
        self._keepers.clear()

    def speak(self, wav: Path, *, wait: bool = True) -> subprocess.Popen[bytes]:
        """Play a WAV file into the microphone, to its end unless `wait` is off."""
        command = ["paplay", f"--device={MICROPHONE}", str(wav)]
        process = subprocess.Popen(command, env=self.whole_env(), stdin=subprocess.DEVNULL)
        self._others.append(process)
        if wait:
            process.wait(600)
            self._others.remove(process)
            assert process.returncode == 0, f"paplay ended with {process.returncode}"
        return process

    def finish(self, process: subprocess.Popen[bytes]) -> None:
        """End a `speak(wait=False)` early, or wait for one that is over."""
        _end(process)
        with contextlib.suppress(ValueError):
            self._others.remove(process)

    @contextlib.contextmanager
    def awake(self, sink: str = MICROPHONE) -> Iterator[None]:
        """Keep a sink awake while the block runs; only an `idle` server has sleepy ones."""
        keeper = self._keep_awake(sink) if self._idle else None
        try:
            yield
        finally:
            if keeper is not None:
                self._keepers.remove(keeper)
                _end(keeper)

    def _keep_awake(self, sink: str) -> subprocess.Popen[bytes]:
        command = ["pacat", "--playback", f"--device={sink}", "--latency-msec=50", "--raw", "/dev/zero"]
        quiet = subprocess.DEVNULL
        self._keepers.append(subprocess.Popen(command, env=self.whole_env(), stdin=quiet, stderr=quiet))
        return self._keepers[-1]

    @contextlib.contextmanager
    def capture(self, target: Path) -> Iterator[Path]:
        """Record what the loudspeaker plays into `target` (WAV, 16 kHz, mono) while the block runs."""
        raw = target.with_suffix(".raw")
        command = ["parec", f"--device={SPEAKER}.monitor", "--raw", "--format=s16le", f"--rate={RATE}", "--channels=1"]
        command += ["--latency-msec=20", str(raw)]
        process = subprocess.Popen(command, env=self.whole_env(), stdin=subprocess.DEVNULL)
        self._others.append(process)
        try:
            deadline = time.monotonic() + 10
            while not (raw.exists() and raw.stat().st_size) and time.monotonic() < deadline:
                time.sleep(0.02)
            yield target
            time.sleep(0.25)  # what the sink has taken reaches its monitor a little later
        finally:
            self.finish(process)
            data = raw.read_bytes() if raw.exists() else b""
            raw.unlink(missing_ok=True)
            with wave.open(str(target), "wb") as wav:
                wav.setnchannels(1)
                wav.setsampwidth(2)
                wav.setframerate(RATE)
                wav.writeframes(data[: len(data) // 2 * 2])

    def capture_speaker(self, seconds: float, target: Path) -> Path:
        """Record the loudspeaker for some seconds."""
        with self.capture(target):
            time.sleep(seconds)
        return target

    def streams(self) -> tuple[int, int]:
        """Count the programs that play and those that record at this moment."""
        return len(self._list("sink-inputs")) - len(self._keepers), len(self._list("source-outputs"))

    def _list(self, what: str) -> list[str]:
        return [line for line in self._pactl("list", "short", what).splitlines() if line]

    def _answers(self) -> bool:
        done = subprocess.run(["pactl", "info"], env=self.whole_env(), capture_output=True, timeout=10, check=False)
        return done.returncode == 0

    def _pactl(self, *words: str) -> str:
        command = ["pactl", *words]
        done = subprocess.run(command, env=self.whole_env(), capture_output=True, timeout=10, check=True, text=True)
        return done.stdout


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(5)


@contextlib.contextmanager
def environment(values: Mapping[str, str]) -> Iterator[None]:
    """Set environment variables of this process and take them back afterwards."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
