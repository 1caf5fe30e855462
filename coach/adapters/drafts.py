"""Texts that a person wrote and did not save, in one small file of the data folder."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from coach.errors import FileError
from coach.messages import msg

log = logging.getLogger(__name__)


class DraftFile:
    """Keep drafts by the ids of their takes; without any there is no file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> Mapping[str, str]:
        """Return what is kept; a file that cannot be read is set aside, so that nothing in it is written over."""
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=dict[str, str])
        except FileNotFoundError:
            return {}
        except (OSError, msgspec.DecodeError) as error:
            log.warning("the drafts cannot be read and are set aside: %s", type(error).__name__)
            self._set_aside()
            return {}

    def keep(self, drafts: Mapping[str, str]) -> None:
        """Keep these and no others, whole or not at all. Raise FileError."""
        fresh = self._path.with_suffix(".new")
        try:
            if not drafts:
                self._path.unlink(missing_ok=True)
                return
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(msgspec.json.encode(dict(drafts)))
            fresh.replace(self._path)
        except OSError as error:
            message = msg("words.drafts.unwritable", file=str(self._path))
            raise FileError(message, self._path, msg("words.drafts.unwritable.advice"), detail=str(error)) from error

    def _set_aside(self) -> None:
        number = 1
        while (aside := self._path.with_name(f"{self._path.stem}.broken-{number}{self._path.suffix}")).exists():
            number += 1
        try:
            self._path.replace(aside)
        except OSError as error:
            log.warning("the drafts cannot be set aside: %s", type(error).__name__)
