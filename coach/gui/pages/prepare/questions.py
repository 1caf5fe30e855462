"""Prepare, the part about questions: a person's own packs, made and changed here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from coach.gui.bridge import Bridge
from coach.gui.making.packs import PackChanges
from coach.gui.making.writing import Writing
from coach.gui.pages.prepare.files import PackFiles, packs_in
from coach.gui.theme import Theme
from coach.gui.widgets.packs.question_view import QuestionPage
from coach.gui.widgets.packs.sheets import TitleSheet
from coach.gui.widgets.packs.shelf_view import ShelfView
from coach.gui.widgets.paragraph import tell
from coach.messages import Message, Texts, msg
from coach.model import Pack, Question
from coach.practice.own_packs import Binned, Home, Kept, OwnPacks, Shelf, free_title, good_part, look

SHELF, QUESTION = 0, 1


class QuestionsSection(QWidget):
    """Show the packs, and one question at a time in its form; all work with files runs on the errand worker."""

    changed = Signal(object)
    """The Shelf as it is now."""
    practise = Signal(object)
    """The Question that a person wants to answer."""
    noted = Signal(object)
    """A Message that needs no answer."""
    troubled = Signal(object)

    def __init__(
        self,
        texts: Texts,
        theme: Theme,
        bridge: Bridge,
        packs: OwnPacks,
        steps: Callable[[], Mapping[str, Sequence[str]]],
    ) -> None:
        super().__init__()
        self._texts = texts
        self._theme = theme
        self._bridge = bridge
        self._steps = steps
        self._shelf = Shelf()
        self._title = ""
        self._mark = ""
        self.shelf_view = ShelfView(texts, theme, packs.folder)
        self.page = QuestionPage(texts, theme)
        self.changes = PackChanges(bridge, packs, self)
        self.files = PackFiles(texts, theme, self.changes, self)
        self.writing = Writing(self.changes, self.page.form.question, self)
        self._states = QStackedLayout(self)
        self._states.addWidget(self.shelf_view)
        self._states.addWidget(self.page)
        self.setAcceptDrops(True)
        tell(self, texts(msg("own_packs.section")))
        self.setFocusProxy(self.shelf_view.questions.list)
        self._connect()

    def _connect(self) -> None:
        self.shelf_view.wanted.connect(self._do)
        self.shelf_view.undo_bar.undone.connect(self.changes.undo)
        self.page.wanted.connect(self._do)
        self.page.form.edited.connect(self.writing.touch)
        self.writing.kept.connect(self._kept)
        self.writing.failed.connect(self.troubled)
        self.changes.seen.connect(self._show)
        self.changes.told.connect(self.shelf_view.undo_bar.offer)
        self.changes.noted.connect(self.noted)
        self.changes.troubled.connect(self.troubled)
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence.StandardKey.Find, self, self._go_to_search, context=inside)
        QShortcut(QKeySequence.StandardKey.Undo, self, lambda: self._do("undo"), context=inside)
        QShortcut(QKeySequence.StandardKey.New, self, lambda: self._do("new"), context=inside)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self._theme = self.files.theme = theme
        self.shelf_view.set_theme(theme)
        self.page.set_theme(theme)

    def finish(self) -> None:
        """Save what is being written, before the program ends."""
        self.writing.finish()

    def open_question(self, question: Question) -> None:
        """Show one of the person's own questions in the form."""
        self._open(question, self._home_of(question))

    # What a person wants

    def _do(self, wish: str) -> None:
        row, pack = self._row(), self.shelf_view.questions.chosen_pack
        if wish in ("new", "new_pack", "bring", "back", "undo"):
            {
                "new": self._new,
                "new_pack": self._new_pack,
                "bring": self.files.choose,
                "back": self._back,
                "undo": self._undo,
            }[wish]()
        elif isinstance(row, Binned) and wish == "restore":
            self.changes.restore(row)
        elif isinstance(row, Question) and wish in ("edit", "mine", "copy", "delete", "practise"):
            self._do_with(wish, row)
        elif pack is not None:
            self._do_with_pack(wish, pack)

    def _do_with(self, wish: str, question: Question) -> None:
        if wish == "edit":
            self.open_question(question)
            return
        if self._states.currentIndex() == QUESTION:
            self._back()
        if wish == "mine":
            self.changes.copy_question(question, self._home())
        elif wish == "copy":
            self.changes.copy_question(question, self._home_of(question))
        elif wish == "delete":
            self.changes.remove(question)
        else:
            self.practise.emit(question)

    def _do_with_pack(self, wish: str, pack: Pack) -> None:
        if wish == "rename":
            self._ask_title(
                msg("own_packs.rename.heading"),
                msg("own_packs.rename.go"),
                pack.title,
                lambda title: self.changes.rename(pack, title),
            )
        elif wish == "copy_pack":
            title = free_title(pack.title, [each.title for each in self._shelf.packs])
            self._ask_title(
                msg("own_packs.copy_pack.heading"),
                msg("own_packs.copy_pack.go"),
                title,
                lambda title: self.changes.copy_pack(pack, title),
            )
        elif wish == "delete_pack":
            self.changes.remove_pack(pack)
        else:
            self.files.export(pack)

    def _row(self) -> Question | Binned | None:
        """Return what is chosen in the list, or the question as the form has it, mistakes left out."""
        if self._states.currentIndex() == SHELF:
            return self.shelf_view.current
        saved = self.writing.saved
        if saved is None or not saved.key:
            return None
        wanted = self.page.form.question()
        return good_part(saved, wanted, self.changes.packs.mistakes(wanted))

    def _new(self) -> None:
        self._begin(self._home())

    def _new_pack(self) -> None:
        title = free_title(self._texts(msg("own_packs.first_title")), [pack.title for pack in self._shelf.packs])
        self._ask_title(
            msg("own_packs.new_pack.heading"),
            msg("own_packs.new_pack.go"),
            title,
            lambda title: self._begin(Home("", title)),
        )

    def _begin(self, home: Home) -> None:
        """Open the form for a new question; what an interviewer asks in any case stands in it already."""
        follow_ups = (msg("own_packs.follow_up.knew"), msg("own_packs.follow_up.again"))
        self._open(
            Question(
                "",
                "behavioural",
                "",
                anchors=("problem", "decision", "tradeoff", "outcome"),
                follow_ups=tuple(self._texts(each) for each in follow_ups),
            ),
            home,
        )

    def _open(self, question: Question, home: Home) -> None:
        shown = self.writing.begin(question, home)
        self._title = home.title
        self.page.form.show_mistakes({})
        self.page.form.fill(shown)
        if shown is not question:
            self.writing.flush()
        self._states.setCurrentIndex(QUESTION)
        self.page.open(new=not question.key)
        self._show_where(saved=bool(question.key))

    def _back(self) -> None:
        self.writing.end()
        self._states.setCurrentIndex(SHELF)
        self._show_shelf()
        self.shelf_view.questions.list.setFocus()

    def _undo(self) -> None:
        """Take back what was just written, or the step before."""
        saved = self.writing.saved
        self.shelf_view.undo_bar.hide()
        if saved is not None and not self.writing.resting:
            self.writing.take(saved)
            self.page.form.fill(saved)
        else:
            self.changes.undo()

    # What became of it

    def _kept(self, kept: Kept) -> None:
        new = kept.question is None
        self.shelf_view.undo_bar.hide()  # the last step is another one now
        mistakes = {} if new else kept.mistakes
        self.page.form.show_mistakes(mistakes)
        self._show_where(saved=not new)

    def _show(self, shelf: Shelf, about: str) -> None:
        self._shelf, self._mark = shelf, about or self._mark
        self._show_shelf()
        self._show_question(about)
        self.changed.emit(shelf)

    def _show_shelf(self) -> None:
        """Fill the list where it is in sight: that takes a moment, which who writes in the form would feel."""
        if self._states.currentIndex() == SHELF:
            self.shelf_view.show_shelf(self._shelf, self._mark)
            self._mark = ""

    def _show_question(self, about: str) -> None:
        """Follow what became of the question in the form: a step taken back, or a change made elsewhere."""
        saved = self.writing.saved
        if saved is None or not saved.key or not self.writing.resting:
            return
        now = self._shelf.find(saved.key)
        if now is None:
            self.writing.take(saved)
            self._back()
        elif now != saved or about == saved.key:
            if now != saved:
                self.writing.take(now)
                self.page.form.fill(now)
                self.page.form.show_mistakes({})
            self._show_where(saved=True)

    def _show_where(self, *, saved: bool) -> None:
        question = self.writing.saved
        pack = self._shelf.pack_of(question) if question is not None and question.key else None
        title = pack.title if pack is not None else self._title
        where = msg("own_packs.saved", title=title) if saved else msg("own_packs.unsaved", title=title)
        self.page.show_state(where, there=saved, undoable=self.changes.undoable)

    # Packs

    def _home_of(self, question: Question) -> Home:
        pack = self._shelf.pack_of(question)
        return Home(pack.id, pack.title) if pack is not None else self._home()

    def _home(self) -> Home:
        """Return the pack that new questions go to: the one that is shown, or the first own one, or a new one."""
        shown = self.shelf_view.questions.chosen_pack
        own = [pack for pack in self._shelf.sorted if pack.id in self._shelf.own]
        pack = shown if shown in own else own[0] if own else None
        return Home(pack.id, pack.title) if pack else Home("", self._texts(msg("own_packs.first_title")))

    def _ask_title(self, heading: Message, go: Message, title: str, then: Callable[[str], object]) -> None:
        sheet = TitleSheet(self._texts, self._theme, heading, go, title, self)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.given.connect(then)
        sheet.open()

    # Keys, drops, coming and going

    def _go_to_search(self) -> None:
        if self._states.currentIndex() == SHELF:
            self.shelf_view.questions.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """Go back to the list with Escape; what was written is saved."""
        if event.key() == Qt.Key.Key_Escape and self._states.currentIndex() == QUESTION:
            self._back()
        else:
            event.ignore()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's own name
        """Take files of packs."""
        if packs_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's own name
        """Bring in what was dropped."""
        event.acceptProposedAction()
        self.files.bring(packs_in(event.mimeData()))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's own name
        """Look at the files again."""
        super().showEvent(event)
        if not event.spontaneous():
            if not self._shelf.packs:
                self._show(look(self.changes.packs), "")  # read when the window was made: nobody waits for the files
            self.changes.refresh()
            self._bridge.call("errand", self._steps, on_done=self.page.form.set_steps)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's own name
        """Save what was written."""
        super().hideEvent(event)
        if not event.spontaneous() and not self.writing.resting:
            self.writing.flush()
