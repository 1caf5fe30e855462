"""Backup, restore and deleting everything, led from the Settings to what is kept and back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from coach.errors import Cancelled, CoachError
from coach.gui.bridge import Bridge
from coach.gui.theme import Theme
from coach.gui.widgets.data.panel import KeptPanel
from coach.gui.widgets.data.sheets import DeleteSheet, RestoreSheet, WorkSheet
from coach.gui.widgets.data.stored_list import breakable, size_words
from coach.messages import Message, Texts, msg
from coach.practice.history import Stored
from coach.practice.keeping.backup import Coming, Contents, Extra, Keeping, Saved, SetAside, Step
from coach.practice.ports import Controls

SUFFIX = ".zip"

SaveChooser = Callable[[QWidget, str, str, str], Path | None]
"""Ask where to write: above a window, with a title, the kinds of files and a name; None where a person leaves it."""
OpenChooser = Callable[[QWidget, str, str], Path | None]


@dataclass(frozen=True, slots=True)
class Choosers:
    """Hold how a person is asked for files."""

    save: SaveChooser
    open: OpenChooser


class Keepings(QObject):
    """Lead what the "Your data" panel wishes; every call and every signal is on the GUI thread."""

    restored = Signal()
    """Everything may be another: settings, packs, stories and takes have to be read again."""
    told = Signal(object, object)
    """A backup ended while the panel could not be seen: a Message, and an advice or None."""

    def __init__(
        self,
        texts: Texts,
        theme: Theme,
        bridge: Bridge,
        keeping: Callable[[], Keeping],
        panel: KeptPanel,
        may_swap: Callable[[], bool],
        choosers: Choosers | None = None,
    ) -> None:
        """Take the parts; `may_swap` tells whether nobody records or transcribes just now."""
        super().__init__(panel)
        self._texts = texts
        self.theme = theme
        self._bridge = bridge
        self._keeping = keeping
        self._panel = panel
        self._may_swap = may_swap
        self._choosers = choosers or Choosers(choose_target, choose_source)
        self._controls = Controls()
        self._begun = False
        self.sheet: RestoreSheet | DeleteSheet | WorkSheet | None = None
        panel.stored_wanted.connect(self.look)
        panel.backup_wanted.connect(self.back_up)
        panel.restore_wanted.connect(self.restore)
        panel.delete_wanted.connect(self.delete)
        panel.card.stop_wanted.connect(self._stop_backup)
        panel.aside.back_wanted.connect(self.bring_back)
        panel.aside.remove_wanted.connect(self._remove_aside)

    def look(self) -> None:
        """Look at what is stored, and at what was set aside."""

        def act() -> tuple[Sequence[Stored], SetAside | None]:
            return self._keeping().stored(), self._keeping().set_aside()

        def show(found: tuple[Sequence[Stored], SetAside | None]) -> None:
            self._panel.show_stored(found[0])
            self._panel.aside.show_aside(found[1])

        self._bridge.call("errand", act, on_done=show)

    # A backup

    def back_up(self, then: Callable[[Saved], None] | None = None) -> None:
        """Ask where to, and write everything into one file; `then` is called when that is done."""
        title, kinds = self._texts(msg("keeping.backup.heading")), self._texts(msg("keeping.kinds"))
        name = f"anchor-coach-{date.today():%Y-%m-%d}{SUFFIX}"
        chosen = self._choosers.save(self._panel.window(), title, kinds, name)
        if chosen is None:
            return
        # The dialog has asked about the name that was chosen, not about one that is made of it.
        asked = bool(chosen.suffix)
        target = chosen if asked else chosen.with_suffix(SUFFIX)
        controls = self._controls = Controls()
        self._begun = False
        self._work(True)
        self._panel.card.begin(waits=self._bridge.busy("download"))
        self._bridge.start(
            "download",
            lambda controls: self._keeping().save(target, controls, replace=asked),
            controls,
            on_news=self._hear_backup,
            on_done=lambda saved: self._saved(saved, then),
            on_failed=lambda error: self._backup_failed(controls, error),
        )

    def _hear_backup(self, step: Step) -> None:
        self._begun = True
        self._panel.card.show_step(step)

    def _stop_backup(self) -> None:
        """Stop; one that waits behind a download has nothing to stop, and is over at once."""
        self._controls.cancel.set()
        if not self._begun:
            self._controls = Controls()
            self._finish(msg("keeping.backup.stopped"))

    def _backup_failed(self, controls: Controls, error: BaseException) -> None:
        if controls is self._controls:
            self._ended(error, msg("keeping.backup.stopped"))

    def _saved(self, saved: Saved, then: Callable[[Saved], None] | None) -> None:
        self._work(False)
        done = msg(
            "keeping.backup.done",
            file=breakable(saved.path),
            n=saved.contents.recordings,
            size=size_words(saved.bytes),
        )
        self._panel.card.say(done)
        if not self._panel.isVisible():
            self.told.emit(done, None)
        if then is not None:
            then(saved)

    # A restore

    def restore(self) -> None:
        """Ask which backup, say what is in it, and put it in the place of what is here."""
        if self._wait():
            return
        title, kinds = self._texts(msg("keeping.restore.choose")), self._texts(msg("keeping.kinds"))
        source = self._choosers.open(self._panel.window(), title, kinds)
        if source is not None:
            self._bridge.call(
                "errand",
                lambda: self._keeping().look(source),
                on_done=lambda contents: self._ask_restore(source, contents),
                on_failed=self._ended,
            )

    def _ask_restore(self, source: Path, contents: Contents) -> None:
        sheet = RestoreSheet(self._texts, self.theme, contents, self._panel)
        sheet.accepted.connect(lambda: self._unpack(source))
        self._open(sheet)

    def _unpack(self, source: Path) -> None:
        sheet = self._open_work(msg("keeping.restore.works"), stoppable=True)
        self._bridge.start(
            "errand",
            lambda controls: self._keeping().unpack(source, controls),
            self._controls,
            on_news=sheet.show_step,
            on_done=self._take_over,
            on_failed=lambda error: self._ended(error, msg("keeping.restore.stopped")),
        )

    def _take_over(self, coming: Coming) -> None:
        """Swap away from the window; from here on there is nothing left to stop."""
        if self._controls.cancel.is_set() or not self._may_swap():
            stopped = self._controls.cancel.is_set()
            self._bridge.call("errand", lambda: self._keeping().drop(coming))
            self._finish(msg("keeping.restore.stopped") if stopped else msg("keeping.wait"))
            return

        def act() -> None:
            try:
                self._keeping().take_over(coming)
            finally:
                self._keeping().drop(coming)

        self._swap(act, msg("keeping.restore.done"))

    def bring_back(self) -> None:
        """Swap what is here for what was set aside."""
        if not self._wait():
            self._open_work(msg("keeping.aside.works"), stoppable=False)
            self._swap(lambda: self._keeping().bring_back(), msg("keeping.aside.done"))

    def _swap(self, act: Callable[[], object], done: Message) -> None:
        self._bridge.call("errand", act, on_done=lambda _: self._changed(done), on_failed=self._ended)

    def _remove_aside(self) -> None:
        def gone(_: object) -> None:
            self._panel.card.say(msg("keeping.aside.removed"))
            self.look()

        self._bridge.call("errand", lambda: self._keeping().remove_set_aside(), on_done=gone)

    # Deleting everything

    def delete(self, saved: str = "") -> None:
        """Show all that there is, and ask; `saved` names a backup that was made just now."""
        if not self._wait():
            self._bridge.call(
                "errand", lambda: self._keeping().stored(), on_done=lambda stored: self._ask_delete(stored, saved)
            )

    def _ask_delete(self, stored: Sequence[Stored], saved: str) -> None:
        sheet = DeleteSheet(self._texts, self.theme, stored, self._panel, saved)
        sheet.backup_wanted.connect(lambda: self.back_up(lambda done: self.delete(str(done.path))))
        sheet.confirmed.connect(self._delete)
        self._open(sheet)

    def _delete(self, also: frozenset[Extra]) -> None:
        sheet = self._open_work(msg("keeping.delete.works"), stoppable=False)
        self._bridge.start(
            "errand",
            lambda controls: self._keeping().delete_everything(controls, also),
            self._controls,
            on_news=sheet.show_step,
            on_done=lambda _: self._changed(msg("keeping.delete.done")),
            on_failed=self._ended,
        )

    # How it ends

    def _wait(self) -> bool:
        """Say that an answer comes first, where one is under way."""
        if self._may_swap():
            return False
        self._panel.card.say(msg("keeping.wait"))
        return True

    def _open_work(self, title: Message, *, stoppable: bool) -> WorkSheet:
        self._controls = Controls()
        self._work(True)
        sheet = WorkSheet(self._texts, self.theme, title, self._panel, stoppable=stoppable)
        sheet.stop_wanted.connect(self._controls.cancel.set)
        self._open(sheet)
        return sheet

    def _open(self, sheet: RestoreSheet | DeleteSheet | WorkSheet) -> None:
        """Show a sheet, and forget it when it is closed: Qt deletes it then."""
        self.sheet = sheet
        sheet.finished.connect(lambda _: self._forget(sheet))
        sheet.open()

    def _forget(self, sheet: RestoreSheet | DeleteSheet | WorkSheet) -> None:
        if self.sheet is sheet:
            self.sheet = None

    def _changed(self, words: Message) -> None:
        self._finish(words)
        self.restored.emit()

    def _ended(self, error: BaseException, stopped: Message | None = None) -> None:
        """Say how it failed or that it was stopped; a bug shows itself, and the panel only comes to rest."""
        if isinstance(error, Cancelled) and stopped is not None:
            self._finish(stopped)
        elif isinstance(error, CoachError):
            self._finish(error.message, *([error.advice] if error.advice is not None else []))
        else:
            self._finish(msg("keeping.broke"))

    def _finish(self, *words: Message) -> None:
        self._work(False)
        if isinstance(self.sheet, WorkSheet):
            self.sheet.accept()
        self._panel.card.say(*words)
        self.look()

    def _work(self, works: bool) -> None:
        self._panel.show_working(works)


def choose_target(parent: QWidget, title: str, kinds: str, name: str) -> Path | None:
    """Ask where to write with the dialog of the desktop."""
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(Path.home() / name), kinds)
    return Path(chosen) if chosen else None


def choose_source(parent: QWidget, title: str, kinds: str) -> Path | None:
    """Ask for a file with the dialog of the desktop."""
    chosen, _ = QFileDialog.getOpenFileName(parent, title, str(Path.home()), kinds)
    return Path(chosen) if chosen else None
