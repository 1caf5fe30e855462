"""The door of a bug: what happened, and a report to copy that holds nothing a person said."""

from __future__ import annotations

import logging

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QWidget

from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.paragraph import Paragraph, tell
from coach.gui.widgets.sheet import Sheet
from coach.log import crash_report
from coach.messages import Texts, msg

log = logging.getLogger("coach.gui.crash")


class CrashDialog(Sheet):
    """Show the report of a bug; the program goes on where it can."""

    def __init__(self, texts: Texts, theme: Theme, report: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, texts(msg("window.crash.title")), parent)
        self._texts = texts
        self.setMinimumWidth(theme.px(600))
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        tell(self.report, texts(msg("window.crash.report")))
        self.copy = QPushButton(texts(msg("window.crash.copy")))
        tell(self.copy, self.copy.text())
        self.copy.setProperty("kind", "primary")
        self.copy.clicked.connect(self._copy)
        close = QPushButton(texts(msg("window.crash.close")))
        tell(close, close.text())
        close.clicked.connect(self.reject)
        actions = QHBoxLayout()
        actions.addStretch(1)
        actions.addWidget(close)
        actions.addWidget(self.copy)
        self.rows.setSpacing(2 * MARGIN)
        self.rows.addWidget(Paragraph(theme, texts(msg("window.crash.body"))))
        self.rows.addWidget(self.report, 1)
        self.rows.addLayout(actions)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
        self.copy.setText(self._texts(msg("window.crash.copied")))


class CrashDoor:
    """Log every bug and show the first; the rest wait until its dialog is closed, so that none piles up."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self.dialog: CrashDialog | None = None

    def open(self, error: BaseException, theme: Theme, parent: QWidget | None) -> None:
        """Log a bug, and show its report."""
        report = crash_report(error)
        log.error("a bug: %s", report)
        if self.dialog is not None:
            return
        self.dialog = CrashDialog(self._texts, theme, report, parent)
        self.dialog.finished.connect(self._closed)
        self.dialog.open()

    def _closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None
