from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from coach.gui.widgets.takes.model import KEPT, PAGE, ROW, Chosen, TakesModel, about, headline, spoken
from tests.tools import samples


def test_it_is_a_model_as_qt_wants_it(qtbot: QtBot) -> None:
    model = TakesModel(samples.texts())
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)

    model.set_rows(samples.rows(5))
    model.set_rows(samples.rows(2))
    model.set_rows(samples.rows(2))
    model.set_rows(samples.rows(PAGE), 120)
    model.put(1, samples.rows(PAGE))

    assert tester.model() is model
    assert model.rowCount() == 120
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


def test_takes_that_have_not_come_are_known_to_be_missing(qtbot: QtBot) -> None:
    model = TakesModel(samples.texts())
    model.set_rows(samples.rows(PAGE), 3 * PAGE + 7, PAGE)

    assert model.rowCount() == 3 * PAGE + 7
    assert model.row(PAGE) == samples.rows(PAGE)[0]
    assert model.row(0) is None
    assert model.row(-1) is None
    assert model.index(0).data(ROW) is None
    assert "on its way" in model.index(0).data()
    assert list(model.missing(-5, 10_000)) == [0, 2, 3]

    model.put(3, samples.rows(7))
    assert list(model.missing(PAGE, 10_000)) == [2]
    assert model.row(3 * PAGE + 6) == samples.rows(7)[6]
    assert model.row(3 * PAGE + 7) is None
    assert [row.id for row in model.rows[-7:]] == [row.id for row in samples.rows(7)]


def test_only_some_pages_are_held(qtbot: QtBot) -> None:
    model = TakesModel(samples.texts())
    model.set_rows(samples.rows(PAGE), 100 * PAGE)

    for page in range(1, KEPT + 5):
        model.put(page, samples.rows(PAGE))

    assert len(model.rows) == KEPT * PAGE
    assert model.row(0) is None
    assert model.row((KEPT + 4) * PAGE) is not None


def test_as_many_takes_again_change_no_places(qtbot: QtBot) -> None:
    model = TakesModel(samples.texts())
    model.set_rows(samples.rows(4))

    with qtbot.waitSignal(model.dataChanged), qtbot.assertNotEmitted(model.modelReset):
        model.set_rows([replace(row, starred=True) for row in samples.rows(4)])
    with qtbot.waitSignal(model.modelReset):
        model.set_rows(samples.rows(3))


def test_chosen_places_are_takes_and_stretches_that_have_not_come(qtbot: QtBot) -> None:
    rows = list(samples.rows(PAGE))
    rows[3] = replace(rows[3], state="recording")
    model = TakesModel(samples.texts())
    model.set_rows(rows, 3 * PAGE)

    chosen = model.chosen([range(2, 5), range(PAGE - 1, 2 * PAGE + 10)])

    assert [row.id for row in chosen.rows] == ["take-2", "take-4", f"take-{PAGE - 1}"]
    assert chosen.stretches == ((PAGE, PAGE), (2 * PAGE, 10))
    assert chosen.count == 3 + PAGE + 10
    assert Chosen().count == 0


def test_a_typed_title_is_told_where_it_is_another(qtbot: QtBot) -> None:
    model = TakesModel(samples.texts())
    model.set_rows(samples.rows(2), 2)
    told: list[tuple[str, str]] = []
    model.renamed.connect(lambda attempt, title: told.append((attempt, title)))

    assert model.flags(model.index(0)) & Qt.ItemFlag.ItemIsEditable
    assert model.setData(model.index(0), "  My   best one ")
    assert model.setData(model.index(0), samples.rows(1)[0].question)
    assert model.setData(model.index(1), "")
    assert not model.setData(model.index(0), "Other", Qt.ItemDataRole.DisplayRole)
    assert not model.setData(QModelIndex(), "Other")

    assert told == [("take-0", "My best one")]


def test_a_take_without_a_question_has_a_name(qtbot: QtBot) -> None:
    row = replace(samples.rows(1)[0], question="", category="", seconds=0.0)

    assert headline(row, samples.texts()) == "Without a question"
    assert headline(replace(row, title="Mine"), samples.texts()) == "Mine"
    assert "·" not in about(row, samples.texts())


def test_a_line_names_the_story_and_the_question_below_a_title(qtbot: QtBot) -> None:
    row = replace(samples.rows(1)[0], story="The spike", title="Mine", starred=True, excerpt="we decided so")
    texts = samples.texts()

    assert "with “The spike”" in about(row, texts)
    assert about(row, texts).endswith(row.question)
    assert spoken(row, texts).startswith("Mine. Starred. ")
    assert spoken(row, texts).endswith("we decided so")
