"""Running text wraps at a comfortable width and says the same to a screen reader."""

from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coach.gui.theme import Theme, resized
from coach.gui.widgets.paragraph import Paragraph

LONG = "A sentence that goes on for a while, so that it has to be broken over more than one line of the page. " * 2


def test_text_is_shown_as_it_is(qtbot: QtBot, theme: Theme) -> None:
    made = Paragraph(theme, "a < b & c\nnext")
    qtbot.addWidget(made)
    assert made.plain == made.accessibleName() == "a < b & c\nnext"
    assert "a &lt; b &amp; c<br>next" in made.text()


def test_an_empty_one_takes_no_room(qtbot: QtBot, theme: Theme) -> None:
    made = Paragraph(theme)
    qtbot.addWidget(made)
    assert made.isHidden()


def test_it_wraps_at_a_readable_column_unless_it_is_wide(qtbot: QtBot, theme: Theme) -> None:
    narrow, wide = Paragraph(theme, LONG), Paragraph(theme, LONG, wide=True)
    for made in (narrow, wide):
        qtbot.addWidget(made)
    characters = narrow.maximumWidth() / narrow._metrics.averageCharWidth()
    assert characters == 70
    assert narrow.sizeHint().width() == narrow.maximumWidth()
    assert narrow.sizeHint().height() > 2 * narrow._metrics.height()
    assert wide.sizeHint().width() > narrow.maximumWidth()


def test_it_can_shrink_to_its_longest_word(qtbot: QtBot, theme: Theme) -> None:
    made = Paragraph(theme, LONG)
    qtbot.addWidget(made)
    assert made.minimumSizeHint().width() < 150
    before = made.maximumWidth()
    made.set_theme(resized(theme, 200))
    assert made.maximumWidth() > 1.8 * before


def test_a_layout_wider_than_the_column_gives_it_every_line(qtbot: QtBot, theme: Theme) -> None:
    page = QWidget()
    rows = QVBoxLayout(page)
    made = Paragraph(theme, LONG)
    rows.addWidget(made)
    rows.addStretch(1)
    qtbot.addWidget(page)
    page.resize(made.maximumWidth() * 2, 300)
    page.show()
    assert made.width() == made.maximumWidth()
    assert made.heightForWidth(page.width()) == made.heightForWidth(made.width()) == made.height()


def test_it_is_never_a_window_of_its_own(qtbot: QtBot, theme: Theme) -> None:
    made, later = Paragraph(theme, "Said."), Paragraph(theme)
    later.say("Said, too.")
    assert (made.isVisible(), later.isVisible()) == (False, False)

    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    for one in (made, later, Paragraph(theme)):
        column.addWidget(one)
    page.show()

    assert [one.plain for one in page.findChildren(Paragraph) if one.isVisible()] == ["Said.", "Said, too."]
