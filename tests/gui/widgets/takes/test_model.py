from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from coach.gui.widgets.takes.model import ROW, TakesModel, about, headline
from tests.tools import samples


def test_it_is_a_model_as_qt_wants_it(qtbot: QtBot) -> None:
    model = TakesModel(samples.texts())
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)

    model.set_rows(samples.rows(5))
    model.set_rows(samples.rows(2))

    assert tester.model() is model
    assert model.rowCount() == 2
    assert model.rowCount(model.index(0)) == 0
    assert model.data(QModelIndex()) is None
    assert model.data(model.index(0), Qt.ItemDataRole.DecorationRole) is None


def test_a_row_is_handed_out_whole_and_read_aloud_in_words(qtbot: QtBot) -> None:
    model = TakesModel(samples.texts())
    model.set_rows(samples.rows(3))

    assert model.index(1).data(ROW).id == "take-1"
    said = model.index(2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Would you build or buy")
    assert "Recovered" in said
    assert model.place_of("take-2") == 2
    assert model.place_of("gone") is None


def test_a_take_without_a_question_has_a_name(qtbot: QtBot) -> None:
    row = replace(samples.rows(1)[0], question="", category="", seconds=0.0)

    assert headline(row, samples.texts()) == "Without a question"
    assert headline(replace(row, title="Mine"), samples.texts()) == "Mine"
    assert about(row, samples.texts()).count("·") == 1
