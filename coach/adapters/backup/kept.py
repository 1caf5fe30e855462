"""Everything that is kept, behind the seam of `coach.practice.keeping.backup`."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Generator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from coach.adapters.backup import storing, swapping
from coach.adapters.backup.places import BEFORE, COMING, DATABASE, SETTINGS, Places, explained, need_room
from coach.adapters.backup.reading import read_manifest, read_through
from coach.adapters.backup.saving import ROOM_TO_SPARE, About, Source, save
from coach.errors import FileError, HistoryError
from coach.messages import msg
from coach.practice.history import Stored
from coach.practice.keeping.backup import Coming, Contents, Extra, Saved, SetAside, Step
from coach.practice.ports import Controls

SUFFIX = ".zip"


class KeptData:
    """Keep everything in one file and bring it back; the database and the settings are handed in as functions.

    `snapshot` writes a whole copy of the database to a path; `alone` closes the database and raises HistoryError where
    another program has it open; `empty` overwrites what is in it. `pack_settings` returns the choices that another
    computer can use, `unpack_settings` the choices to keep here, from such bytes. `application` is the mark of our
    databases.
    """

    def __init__(
        self,
        places: Places,
        about: About,
        application: int,
        *,
        snapshot: Callable[[Path], object],
        alone: Callable[[], None],
        empty: Callable[[], object],
        pack_settings: Callable[[], bytes],
        unpack_settings: Callable[[bytes], bytes],
    ) -> None:
        self._places = places
        self._about = about
        self._application = application
        self._snapshot = snapshot
        self._alone = alone
        self._empty = empty
        self._pack_settings = pack_settings
        self._unpack_settings = unpack_settings

    def stored(self) -> Sequence[Stored]:
        """Say what is stored where, kind by kind."""
        return storing.stored(self._places)

    def save(self, target: Path, controls: Controls, *, replace: bool = False) -> Generator[Step, None, Saved]:
        """Write everything into one file and read it back; a folder gets a file with today's date."""
        if target.is_dir():
            target = target / f"anchor-coach-{date.today():%Y-%m-%d}{SUFFIX}"
        if target.exists() and not replace:
            message, advice = msg("keeping.exists", file=str(target)), msg("keeping.exists.advice")
            raise FileError(message, target, advice, detail="exists")
        with TemporaryDirectory(prefix="coach-") as folder, explained(target):
            # The database first: a take that is made from now on has its sound in the backup, and is found by it.
            database, settings = Path(folder, DATABASE), Path(folder, SETTINGS)
            self._snapshot(database)
            settings.write_bytes(self._pack_settings())
            own = [Source(DATABASE, database), Source(SETTINGS, settings)]
            return (yield from save([*own, *storing.sources(self._places)], self._about, target, controls))

    def look(self, source: Path) -> Contents:
        """Say what is in a backup without unpacking it; raise FileError where it cannot be used."""
        with explained(source):
            return read_manifest(source, self._about.schema).contents

    def unpack(self, source: Path, controls: Controls) -> Generator[Step, None, Coming]:
        """Check every file of a backup and lay it beside what is here."""
        with explained(source):
            contents = read_manifest(source, self._about.schema).contents
            self._places.data.mkdir(mode=0o700, parents=True, exist_ok=True)
            need_room(self._places.data, contents.bytes + ROOM_TO_SPARE)
            swapping.sweep(self._places)
            folder = self._places.fresh(COMING)
            folder.mkdir(mode=0o700)
            whole = False
            try:
                yield from read_through(source, self._about.schema, controls, folder, self._application)
                self._fit_settings(folder / SETTINGS)
                whole = True
            finally:
                if not whole:
                    shutil.rmtree(folder, ignore_errors=True)
        return Coming(folder, contents)

    def take_over(self, coming: Coming) -> SetAside:
        """Set aside what is here and put what was unpacked in its place: all of it, or nothing."""
        return self._swap(coming.folder)

    def drop(self, coming: Coming) -> None:
        """Forget what was unpacked."""
        shutil.rmtree(coming.folder, ignore_errors=True)

    def set_aside(self) -> SetAside | None:
        """Return what was set aside last, if it is still here."""
        return swapping.set_aside(self._places)

    def bring_back(self) -> SetAside:
        """Swap what is here for what was set aside last; what was here is set aside in turn."""
        aside = self.set_aside()
        if aside is None:
            message, advice = msg("keeping.no_aside"), msg("keeping.no_aside.advice")
            raise FileError(message, self._places.backups, advice, detail="nothing set aside")
        return self._swap(aside.folder)

    def remove_set_aside(self) -> None:
        """Delete what was set aside."""
        aside = self.set_aside()
        if aside is not None:
            shutil.rmtree(aside.folder, ignore_errors=True)

    def delete_everything(self, controls: Controls, also: Collection[Extra] = ()) -> Generator[Step, None, int]:
        """Delete all that a person said, wrote and made; return how many files those were."""
        self._alone()
        with suppress(HistoryError):  # a damaged database is deleted as well, only not overwritten first
            self._empty()
        self._alone()
        return (yield from storing.delete(self._places, also))

    def _swap(self, coming: Path) -> SetAside:
        self._alone()
        aside = self._places.fresh(BEFORE)
        swapping.swap(self._places, coming, aside)
        made = swapping.set_aside(self._places)
        assert made is not None
        return made

    def _fit_settings(self, path: Path) -> None:
        """Keep of the choices that come what this computer can follow."""
        if path.exists():
            path.write_bytes(self._unpack_settings(path.read_bytes()))
