"""Whether words or fillers are invented where nobody speaks: a minute of each sound of a room, with each engine.

usage: python tests/benchmarks/no_invention.py [--seconds 60] [--engine moonshine] [--engine whisper]

`coach analyze` hears every sound at three levels, and the recordings without speech beside the project where they are
there. Fillers are counted with the setting that tells the most ("all"); what "surer" tells is a part of them. Exit
code 1 where the starter engine invented anything. Whisper runs with the tests' own micro checkpoint, which has never
heard anything but made-up voices: what it invents is printed, and says nothing of a real model.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from coach.adapters.moonshine import MODEL, build_starter  # noqa: E402
from coach.settings import find_folders  # noqa: E402
from tests.tools.bench.machine import say  # noqa: E402
from tests.tools.real_voice import write  # noqa: E402
from tests.tools.sounds.room import RATE, SOUNDS, make  # noqa: E402

LEVELS = (-50, -30, -15)
"""Decibels of full scale: a quiet room, a loud one, and a sound right at the microphone."""
MICRO = ROOT / "tests" / "data" / "micro-whisper"
ENGINES = {"moonshine": ["--engine", "moonshine"], "whisper": ["--engine", "whisper", "--model", str(MICRO)]}
JUDGED = ("moonshine",)
SHARED = ROOT.parent / "shared" / "speech"


def main() -> int:
    """Measure and print; return the exit code."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--seconds", type=float, default=60.0)
    ask.add_argument("--engine", action="append", choices=sorted(ENGINES))
    said = ask.parse_args()
    told: dict[str, dict[str, int]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        env = os.environ | {"COACH_HOME": str(home(folder))}
        files = [*sounds(folder, said.seconds), *recordings()]
        say(f"sounds        {len(files)} files, {len(SOUNDS)} kinds of {said.seconds:.0f} s at {LEVELS} dB")
        for engine in said.engine or ENGINES:
            told[engine] = count(engine, analyze(files, ENGINES[engine], env))
    say(json.dumps({"sounds": len(files), **told}))
    return int(any(found["words"] or found["fillers"] for engine, found in told.items() if engine in JUDGED))


def home(folder: Path) -> Path:
    """Make a data folder with the starter model, and settings that tell every filler."""
    place = folder / "home"
    starters = place / "data" / "models" / "moonshine"
    starters.mkdir(parents=True)
    ready = find_folders().data / "models" / "moonshine" / MODEL
    model = build_starter(folder / MODEL, bundled=ready)
    (starters / MODEL).symlink_to(model, target_is_directory=True)
    (place / "config").mkdir(parents=True)
    (place / "config" / "settings.json").write_text(json.dumps({"fillers": "all"}), encoding="utf-8")
    return place


def sounds(folder: Path, seconds: float) -> list[Path]:
    """Write every sound at every level; silence has only one."""
    return [
        write(folder / f"{name}{level}.wav", make(name, seconds, level), RATE)
        for name in SOUNDS
        for level in (LEVELS if name != "silence" else LEVELS[:1])
    ]


def recordings() -> list[Path]:
    """Find the recordings without speech beside the project; what is damaged on purpose is left out."""
    index = SHARED / "index.json"
    clips: list[dict[str, Any]] = json.loads(index.read_text(encoding="utf-8")) if index.is_file() else []
    return [
        SHARED / clip["file"] for clip in clips if clip["kind"] == "non-speech" and not clip["id"].startswith("corrupt")
    ]


def analyze(files: list[Path], engine: list[str], env: dict[str, str]) -> list[dict[str, Any]]:
    """Hear all files with one engine."""
    command = [str(Path(sys.executable).with_name("coach")), "analyze", *map(str, files), "--json", *engine]
    run = subprocess.run(command, env=env, stdout=subprocess.PIPE, check=True)
    found: list[dict[str, Any]] = json.loads(run.stdout)
    return found


def count(engine: str, found: list[dict[str, Any]]) -> dict[str, int]:
    """Print which sounds were taken for speech, and return how many words and fillers were invented in all."""
    words = fillers = 0
    for answer in found:
        here = len(answer["transcript"]["words"])
        um = sum(moment["kind"] == "filler" for moment in answer["moments"])
        words, fillers = words + here, fillers + um
        if here or um:
            say(f"{engine:13} {Path(answer['file']).stem}: {here} words, {um} fillers: {answer['transcript']['text']}")
    say(f"{engine:13} {len(found)} sounds, {words} words and {fillers} fillers invented")
    return {"words": words, "fillers": fillers}


if __name__ == "__main__":
    sys.exit(main())
