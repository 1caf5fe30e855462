"""`coach doctor`: what works here, and what to do about what does not."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable, Sequence

from coach.cli import FAILED, OK
from coach.cli.output import show
from coach.errors import CoachError
from coach.messages import Message, msg
from coach.practice.ports import Device
from coach.wiring import Parts


def doctor(args: Namespace, parts: Parts) -> int:
    """Check each part once and print a line for each; the exit code is 1 where something does not work."""
    checks: list[tuple[Message, Callable[[Parts], Message]]] = [
        (msg("doctor.microphone"), _microphone),
        (msg("doctor.loudspeaker"), _loudspeaker),
        (msg("doctor.voice"), _voice),
        (msg("doctor.engines"), _engines),
        (msg("doctor.meaning"), _meaning),
        (msg("doctor.questions"), _questions),
        (msg("doctor.data"), _data),
    ]
    failed = False
    for name, check in checks:
        try:
            found, mark = parts.texts(check(parts)), parts.texts(msg("doctor.works"))
        except CoachError as error:
            failed = True
            found, mark = parts.texts(error.message), parts.texts(msg("doctor.broken"))
            if error.advice is not None:
                found += " " + parts.texts(error.advice)
        show(f"{mark:<8} {parts.texts(name)}: {found}")
    show(parts.texts(msg("doctor.log", path=str(parts.folders.log))))
    return FAILED if failed else OK


def _microphone(parts: Parts) -> Message:
    none = CoachError(msg("doctor.microphone.none"), msg("doctor.microphone.advice"))
    return _describe(parts.devices.microphones(), none)


def _loudspeaker(parts: Parts) -> Message:
    none = CoachError(msg("doctor.loudspeaker.none"), msg("doctor.loudspeaker.advice"))
    return _describe(parts.devices.loudspeakers(), none)


def _describe(found: Sequence[Device], none: CoachError) -> Message:
    if not found:
        raise none
    usual = next((device.name for device in found if device.usual), found[0].name)
    return msg("doctor.devices", n=len(found), usual=usual)


def _voice(parts: Parts) -> Message:
    voices = parts.voice.voices()
    if not voices:
        raise CoachError(msg("doctor.voice.none"), msg("doctor.voice.advice"))
    return msg("doctor.voices", n=len(voices))


def _engines(parts: Parts) -> Message:
    here = [model.name for model in parts.models.list() if model.path and model.listens]
    if not here:
        raise CoachError(msg("doctor.engines.none"), msg("doctor.engines.advice"))
    return msg("doctor.models", names=", ".join(here))


def _meaning(parts: Parts) -> Message:
    info = parts.meaning_models.list()[0]
    if parts.load_meaning():
        return msg("doctor.models", names=info.name)
    return msg("doctor.meaning.none", name=info.name, size=info.bytes / 1e6)


def _questions(parts: Parts) -> Message:
    count = sum(len(pack.questions) for pack in parts.packs.packs())
    problems = parts.packs.problems()
    if problems:
        raise problems[0]
    return msg("doctor.question_count", n=count)


def _data(parts: Parts) -> Message:
    takes = parts.history.count()
    folder = parts.data_folder
    if not os.access(folder, os.W_OK):
        raise CoachError(msg("doctor.data.readonly", path=str(folder)), msg("doctor.data.advice"))
    return msg("doctor.data.works", path=str(folder), n=takes)
