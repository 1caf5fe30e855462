"""The list of takes as Qt asks for it: rows stay what they are, so that ten thousand of them are shown at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from coach.gui.names import category_name
from coach.gui.wording import length, moment_of_day, state_name
from coach.messages import Texts, msg
from coach.practice.history import AttemptRow

ROW = int(Qt.ItemDataRole.UserRole)
"""The role under which the whole AttemptRow is handed out."""
REVIEWABLE = ("recorded", "recovered", "transcribed")
"""States of a take that has its sound and no review yet."""


class TakesModel(QAbstractListModel):
    """Hold takes, newest first."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._rows: Sequence[AttemptRow] = ()

    @property
    def rows(self) -> Sequence[AttemptRow]:
        """Return the takes."""
        return self._rows

    def set_rows(self, rows: Sequence[AttemptRow]) -> None:
        """Show other takes."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008, N802
        """Return the number of takes."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the take, or what is read aloud of it."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{headline(row, self._texts)}. {about(row, self._texts)}"
        return None

    def place_of(self, attempt_id: str) -> int | None:
        """Return the row of a take."""
        return next((place for place, row in enumerate(self._rows) if row.id == attempt_id), None)


def headline(row: AttemptRow, texts: Texts) -> str:
    """Return what a take is called: its own title, or its question."""
    return row.title or row.question or texts(msg("history_page.no_question"))


def about(row: AttemptRow, texts: Texts) -> str:
    """Return when, how long, how far and which category, in one line."""
    parts = [moment_of_day(row.started_at, texts)]
    if row.seconds > 0:
        parts.append(length(row.seconds, texts))
    parts.append(state_name(row.state, texts))
    if row.category:
        parts.append(category_name(row.category, texts))
    return " · ".join(parts)
