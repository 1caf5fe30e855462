from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from coach.gui.widgets.review.rows import Rows


def line(value: object) -> QWidget:
    return QLabel(str(value))


def shown(rows: Rows) -> list[str]:
    labels = [label for label in rows.findChildren(QLabel) if label.isVisible()]
    return [label.text() for label in sorted(labels, key=lambda label: label.y())]


def test_what_is_the_same_stays(qtbot: QtBot) -> None:
    made: list[object] = []

    def make(value: object) -> QWidget:
        made.append(value)
        return line(value)

    rows = Rows(make)
    qtbot.addWidget(rows)
    rows.show()
    rows.show_values("abcd")
    first = rows.findChildren(QLabel)[0]
    made.clear()

    rows.show_values("abXd")

    assert made == ["X"]
    assert rows.findChildren(QLabel)[0] is first
    QApplication.processEvents()
    assert shown(rows) == ["a", "b", "X", "d"]


@settings(max_examples=50, deadline=None)
@given(steps=st.lists(st.lists(st.integers(0, 3), max_size=6), min_size=1, max_size=4))
def test_the_last_values_show_whatever_was_before(qapp: QApplication, steps: list[list[int]]) -> None:
    rows = Rows(line)
    for values in steps:
        rows.show_values(values)

    column = rows.layout()
    assert column is not None
    texts = [item.widget().text() for n in range(column.count()) if (item := column.itemAt(n))]  # type: ignore[union-attr]
    assert texts == [str(value) for value in steps[-1]]
    rows.deleteLater()
