"""The pages of the window, each built from the parts of the program that it needs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from coach.gui.bridge import Bridge
from coach.gui.charts.envelope import fine_reader
from coach.gui.making.again import Transcripts
from coach.gui.making.editing import Editing
from coach.gui.making.exporting import Exporting
from coach.gui.pages.history import HistoryPage
from coach.gui.pages.history.balance import BalanceSection
from coach.gui.pages.history.compare import CompareSection
from coach.gui.pages.history.coverage import CoverageSection
from coach.gui.pages.history.days import DaysSection
from coach.gui.pages.history.trend import TrendSection
from coach.gui.pages.practice import PracticePage
from coach.gui.pages.prepare import PreparePage, QuestionsSection, StoriesSection
from coach.gui.pages.review import ReviewPage
from coach.gui.pages.settings import SettingsPage
from coach.gui.parts import Parts
from coach.gui.printing.press import Press
from coach.gui.theme import Theme
from coach.gui.widgets.navigation import Place, numbered
from coach.messages import Texts, msg
from coach.model import Question
from coach.practice.choose import Offer, offer
from coach.practice.own_packs import Shelf, look

PRACTICE, PREPARE, REVIEW, HISTORY, SETTINGS = range(5)


class Pages:
    """Hold the pages, in the order of the navigation, and what leads longer work on them."""

    def __init__(self, parts: Parts, bridge: Bridge, theme: Theme) -> None:
        texts = parts.texts
        self._parts = parts
        self._questions = look(parts.packs).questions
        history = parts.history
        self.practice = PracticePage(
            texts, theme, bridge, parts.practice, self._questions, self._offer, history.practised, parts.spot_anchors
        )
        self.stories = StoriesSection(texts, theme, bridge, parts.stories)
        self.questions = QuestionsSection(texts, theme, bridge, parts.packs, parts.steps)
        sections = ((msg("stories.section"), self.stories), (msg("own_packs.section"), self.questions))
        self.prepare = PreparePage(texts, sections)
        read_envelope = fine_reader(parts.read_sound, parts.keep_waveform)
        self.review = ReviewPage(texts, theme, bridge, parts.player, read_envelope, history)
        self.editing = Editing(bridge, parts.edits, self.review.reading)
        self.transcripts = Transcripts(texts, bridge, history, parts.again, parts.models.list, self.review.versions)
        self.compare = CompareSection(texts, theme, bridge, history, parts.player, read_envelope)
        self.history = HistoryPage(
            texts,
            theme,
            bridge,
            history,
            (
                TrendSection(texts, theme, bridge, history, with_pitch=lambda: parts.settings.pitch),
                BalanceSection(texts, theme, bridge, history),
                CoverageSection(texts, theme, bridge, history, parts.stories),
                DaysSection(texts, theme, bridge, history),
                self.compare,
            ),
        )
        press = Press(texts, parts.resources, parts.read_sound)
        self.exporting = Exporting(texts, theme, bridge, parts.exports(press), self.history)
        self.settings = SettingsPage(
            texts,
            theme,
            bridge,
            parts.settings,
            devices=parts.devices,
            recorder=parts.recorder,
            voice=parts.voice,
            models=parts.models,
            engines=parts.engines,
            filler_figures=lambda: parts.filler_figures,
            data_folder=parts.data_folder,
            scratch=parts.folders.cache,
        )
        self.all: tuple[QWidget, ...] = (self.practice, self.prepare, self.review, self.history, self.settings)

    @property
    def asked(self) -> Sequence[Question]:
        """Return the questions that can be asked now."""
        return self._questions

    def set_questions(self, shelf: Shelf) -> None:
        """Offer other questions from now on."""
        self._questions = shelf.questions
        self.practice.set_questions(shelf.questions)

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        for page in (self.practice, self.prepare, self.review, self.history, self.settings):
            page.set_theme(theme)
        self.exporting.set_theme(theme)

    def offer_of(self, category: str) -> Offer | None:
        """Choose a question of a category; None where it has none."""
        questions = [question for question in self._questions if question.category == category]
        return offer(questions, self._parts.history.practised(), date.today())

    def _offer(self, last: str) -> Offer | None:
        return offer(self._questions, self._parts.history.practised(), date.today(), last)


def places(texts: Texts) -> tuple[Place, ...]:
    """Name the places of the navigation."""
    names = (
        (msg("window.page.practice"), "practice"),
        (msg("window.page.prepare"), "prepare"),
        (msg("window.page.review"), "review"),
        (msg("window.page.history"), "history"),
        (msg("window.page.settings"), "settings"),
    )
    return tuple(numbered(names, texts))
