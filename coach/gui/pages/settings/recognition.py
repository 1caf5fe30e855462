"""Settings: which engine and model turn speech into words, and which models are on this computer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QGridLayout, QLabel, QProgressBar, QPushButton, QWidget

from coach.errors import CoachError
from coach.gui.bridge import Bridge
from coach.gui.pages.settings.section import Section, button
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.choice import Choice
from coach.gui.widgets.paragraph import tell
from coach.messages import Message, Texts, msg
from coach.practice.ports import Controls, Fetched, ModelInfo, Models
from coach.settings import Settings

_ENGINES: dict[str, Message] = {
    "moonshine": msg("settings.engine.moonshine"),
    "whisper": msg("settings.engine.whisper"),
}


class RecognitionSection(Section):
    """Choose among what is here; the network is used only while a model is fetched that the person asked for."""

    def __init__(
        self, texts: Texts, theme: Theme, bridge: Bridge, models: Models, engines: Callable[[], Sequence[str]]
    ) -> None:
        super().__init__(theme, texts(msg("settings.recognition")))
        self._texts = texts
        self._bridge = bridge
        self._models = models
        self._engines = engines
        self._available: Sequence[str] = ()
        self._known: Sequence[ModelInfo] = ()
        self._settings = Settings()
        self._fetching: Controls | None = None
        self.engine = Choice()
        self.model = Choice()
        self.shelf = QWidget()
        self._shelf = QGridLayout(self.shelf)
        self._shelf.setContentsMargins(0, 0, 0, 0)
        self._shelf.setHorizontalSpacing(2 * MARGIN)
        self._shelf.setVerticalSpacing(MARGIN)
        self._shelf.setColumnStretch(1, 1)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress_words = QLabel()
        self.cancel = button(texts(msg("settings.model.cancel")))
        self.row(texts(msg("settings.engine")), self.engine)
        self.row(texts(msg("settings.model")), self.model)
        self.note(theme, texts(msg("settings.model.network")))
        self.wide(self.shelf)
        self._progress_row = self.row(
            texts(msg("settings.model.progress")), self.progress, self.progress_words, self.cancel
        )
        self._show_fetching(None)
        self.engine.activated.connect(lambda _: self.wanted.emit({"engine": self.engine.currentData(), "model": ""}))
        self.model.activated.connect(lambda _: self.wanted.emit({"model": self.model.currentData()}))
        self.cancel.clicked.connect(self._cancel)

    def open(self) -> None:
        """Ask which engines and models there are; no network."""
        self._bridge.call(
            "errand",
            lambda: (tuple(self._engines()), tuple(self._models.list())),
            on_done=self._show_known,
            on_failed=self._failed,
        )

    def show_settings(self, settings: Settings) -> None:
        """Show the chosen engine and model, and the models of that engine."""
        self._settings = settings
        engines = [*self._available]
        if settings.engine not in engines:
            engines.append(settings.engine)
        self.engine.fill([(self._engine_name(name), name) for name in engines], settings.engine)
        here = [model for model in self._mine() if model.path is not None]
        choices: list[tuple[str, object]] = [(self._texts(msg("settings.model.usual")), "")]
        choices += [(model.name, model.name) for model in here]
        if settings.model and all(model.name != settings.model for model in here):
            choices.append((self._texts(msg("settings.model.away", name=settings.model)), settings.model))
        self.model.fill(choices, settings.model)
        self._fill_shelf()

    def _mine(self) -> list[ModelInfo]:
        return [model for model in self._known if model.engine == self._settings.engine]

    def _engine_name(self, name: str) -> str:
        known = self._texts(_ENGINES[name]) if name in _ENGINES else name
        missing = bool(self._available) and name not in self._available
        return self._texts(msg("settings.engine.away", name=known)) if missing else known

    def _show_known(self, known: tuple[Sequence[str], Sequence[ModelInfo]]) -> None:
        self._available, self._known = known
        self.show_settings(self._settings)

    def _fill_shelf(self) -> None:
        while (item := self._shelf.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row, model in enumerate([*self._mine(), *(one for one in self._known if not one.listens)]):
            here = model.path is not None
            state = msg("settings.model.here") if here else msg("settings.model.not_here")
            facts = [self._texts(state), self._size(model.bytes)]
            if not model.listens:
                facts.append(self._texts(msg("settings.model.meaning")))
            about = QLabel(" · ".join(facts))
            about.setProperty("tone", "soft")
            self._shelf.addWidget(QLabel(model.name), row, 0)
            self._shelf.addWidget(about, row, 1)
            if not here or model.removable:
                self._shelf.addWidget(self._shelf_button(model), row, 2)

    def _shelf_button(self, model: ModelInfo) -> QPushButton:
        if model.path is None:
            made = button(self._texts(msg("settings.model.get")))
            tell(made, self._texts(msg("settings.model.get.name", name=model.name, size=self._size(model.bytes))))
            made.clicked.connect(lambda: self._get(model))
        else:
            made = button(self._texts(msg("settings.model.remove")))
            tell(made, self._texts(msg("settings.model.remove.name", name=model.name)))
            made.clicked.connect(lambda: self._remove(model))
        made.setEnabled(self._fetching is None)
        return made

    def _size(self, count: int) -> str:
        return self._texts(msg("settings.megabytes", size=f"{count / 1e6:.0f}"))

    def _get(self, model: ModelInfo) -> None:
        self._show_fetching(Controls())
        self._show_fetched(Fetched(0, model.bytes))
        self._fill_shelf()
        self._bridge.start(
            "download",
            lambda controls: self._models.get(model.name, controls),
            self._fetching,
            on_news=self._show_fetched,
            on_done=lambda _: self._got(),
            on_failed=self._failed,
        )

    def _remove(self, model: ModelInfo) -> None:
        if self._settings.model == model.name:
            self.wanted.emit({"model": ""})
        self._bridge.call(
            "errand", lambda: self._models.remove(model.name), on_done=lambda _: self.open(), on_failed=self._failed
        )

    def _got(self) -> None:
        self._show_fetching(None)
        self.open()

    def _cancel(self) -> None:
        if self._fetching is not None:
            self._fetching.cancel.set()

    def _show_fetching(self, fetching: Controls | None) -> None:
        self._fetching = fetching
        self._progress_row.setVisible(fetching is not None)

    def _show_fetched(self, fetched: Fetched) -> None:
        self.progress.setRange(0, 1000 if fetched.total else 0)
        if fetched.total:
            self.progress.setValue(round(1000 * fetched.done / fetched.total))
        of = msg("settings.model.fetched", done=self._size(fetched.done), total=self._size(fetched.total))
        so_far = msg("settings.model.fetched.unknown", done=self._size(fetched.done))
        self.progress_words.setText(self._texts(of if fetched.total else so_far))

    def _failed(self, error: BaseException) -> None:
        self._show_fetching(None)
        self._fill_shelf()
        if isinstance(error, CoachError):
            self.troubled.emit(error)
