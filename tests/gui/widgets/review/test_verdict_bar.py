import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from coach.gui.widgets.review.verdict_bar import Entry, VerdictBar, entries, verdict_on
from coach.messages import msg
from coach.model import Certainty, Correction, Moment, MomentKind
from tests.tools import samples


def found(
    kind: MomentKind = "filler", certainty: Certainty = "heard", at: float | None = 61.0, why: str = "any"
) -> Moment:
    return Moment(kind, "um", at, None if at is None else at + 0.3, "", certainty, msg(why))


def bar(qtbot: QtBot, entry: Entry) -> VerdictBar:
    made = VerdictBar(samples.texts(), entry, "“um”")
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (found(), ["Not a filler"]),
        (found(certainty="probable"), ["Yes, I said it", "Not a filler"]),
        (found("evidence"), ["Dismiss"]),
        (found("anchor", "probable"), ["Yes, I said it", "Dismiss"]),
        (found("weak_pattern", "probable"), ["Dismiss"]),
        (found("pause"), []),
        (found("key_term"), []),
    ],
)
def test_every_finding_but_pauses_and_terms_can_be_judged(qtbot: QtBot, moment: Moment, words: list[str]) -> None:
    made = bar(qtbot, Entry(moment))

    assert [button.text() for button in made.buttons] == words
    assert made.isHidden() or words


def test_a_verdict_names_its_moment(qtbot: QtBot) -> None:
    made = bar(qtbot, Entry(found(certainty="probable")))
    given: list[Correction] = []
    made.given.connect(given.append)

    for button in made.buttons:
        button.click()

    assert [(one.verdict, one.kind, one.name, one.start, one.end) for one in given] == [
        ("confirmed", "filler", "um", 61.0, 61.3),
        ("dismissed", "filler", "um", 61.0, 61.3),
    ]
    assert given[0].id != given[1].id
    assert [button.accessibleName() for button in made.buttons] == [
        "Yes, I said it: “um” at 1:01",
        "Not a filler: “um” at 1:01",
    ]


def test_without_a_time_the_name_is_enough(qtbot: QtBot) -> None:
    assert bar(qtbot, Entry(found(at=None))).buttons[0].accessibleName() == "Not a filler: “um”"


@pytest.mark.parametrize(
    ("said", "why", "word"),
    [
        ("added", "analysis.correction.added", "Take it out"),
        ("confirmed", "analysis.correction.confirmed", "Undo"),
        ("added", "any", "Not a filler"),
    ],
)
def test_what_the_person_said_can_be_taken_back(qtbot: QtBot, said: str, why: str, word: str) -> None:
    moment = found(why=why)
    verdict = verdict_on(moment, said)
    made = bar(qtbot, Entry(moment, verdict))
    back: list[Correction] = []
    made.taken_back.connect(back.append)

    made.buttons[0].click()

    assert [button.text() for button in made.buttons] == [word]
    assert back == ([] if why == "any" else [verdict])


def test_what_was_dismissed_stands_among_what_shows() -> None:
    first, maybe = found(at=1.0), found(at=5.0, why="analysis.correction.confirmed")
    confirmed = verdict_on(maybe, "confirmed")
    dismissed = Correction("fix", "filler", "like", "dismissed", 3.0, 3.2, "like")

    listed = entries((first, maybe), (dismissed, confirmed))

    assert [(one.moment.start, one.shows, one.verdict) for one in listed] == [
        (1.0, True, None),
        (3.0, False, dismissed),
        (5.0, True, confirmed),
    ]
    assert (listed[1].moment.name, listed[1].moment.text) == ("like", "like")
    assert listed[0].distance(listed[2]) == 4.0


def test_a_dismissed_one_offers_its_undo(qtbot: QtBot) -> None:
    verdict = verdict_on(found(), "dismissed")
    made = bar(qtbot, entries((), (verdict,))[0])

    with qtbot.waitSignal(made.taken_back) as back:
        made.buttons[0].click()

    assert back.args == [verdict]
    assert made.buttons[0].accessibleName() == "Undo: “um” at 1:01"


def test_ones_part_is_shown_by_its_sentence(qtbot: QtBot) -> None:
    part = Moment("weak_pattern", "role_invisible", 4.0, 6.0, "We moved it.", "heard", msg("any"))
    made = bar(qtbot, Entry(part))
    assert [button.text() for button in made.buttons] == ["I did say my part", "Dismiss"]
    with qtbot.waitSignal(made.choose_wanted) as wish:
        made.buttons[0].click()
    assert (wish.args[0].kind, wish.args[0].name, wish.args[0].said) == ("weak_pattern", "role_invisible", "dismissed")
    with qtbot.waitSignal(made.given) as given:
        made.buttons[1].click()
    assert (given.args[0].verdict, given.args[0].start, given.args[0].quote) == ("dismissed", None, "")

    said = Correction("fix", "weak_pattern", "role_invisible", "dismissed", 9.0, 11.0, "Wrote the brief myself.")
    for verdict, words in ((said, "You said your part: “Wrote the brief myself.”"), (given.args[0], "Dismissed.")):
        shown = bar(qtbot, entries((), (verdict,))[0])
        assert [label.text() for label in shown.findChildren(QLabel)] == [words]
