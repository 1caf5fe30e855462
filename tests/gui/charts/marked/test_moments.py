import pytest

from coach.gui.charts.marked import moments as told
from coach.messages import msg
from coach.model import Bookmark, Moment
from tests.tools import samples

TEXTS = samples.texts()
UM = Moment("filler", "um", 4.0, 4.3, "um", "probable", msg("any"))
NOWHERE = Moment("filler", "um", None, None, "um", "heard", msg("any"))
WON = Moment("anchor", "outcome", 9.0, 12.0, "we won", "heard", msg("any"))
NAMED, PLAIN = Bookmark("a", 6.0, "the good bit"), Bookmark("b", 11.0)


def test_moments_and_bookmarks_stand_in_the_order_of_time() -> None:
    rows = told.rows([WON, UM, NOWHERE], [PLAIN, NAMED], {"outcome": "Outcome"}, TEXTS)

    assert [at for at, _ in rows] == [4.0, 6.0, 9.0, 11.0]
    assert rows[1][1] == ["0:06", "Bookmark", "the good bit", "", "", ""]
    assert all(len(cells) == len(told.headers(TEXTS)) for _, cells in rows)


@pytest.mark.parametrize(
    ("at", "way", "to"),
    [(0.0, 1, 4.0), (4.0, 1, 6.0), (11.0, 1, None), (11.0, -1, 9.0), (4.0, -1, None), (5.0, -1, 4.0)],
)
def test_the_neighbour_is_the_next_place(at: float, way: int, to: float | None) -> None:
    assert told.neighbour(told.starts([WON, UM, NOWHERE], [NAMED, PLAIN]), at, way) == to


def test_the_one_just_passed_can_be_left_out() -> None:
    assert told.neighbour([4.0, 6.0], 6.5, -1, slack=0.8) == 4.0


def test_what_is_at_a_place_is_named_bookmarks_first() -> None:
    named = told.names_at(11.2, 0.5, [UM, NOWHERE, WON], [NAMED, PLAIN], {"outcome": "Outcome"}, TEXTS)

    assert named == ["Bookmark", "Outcome, heard clearly"]
    assert told.names_at(6.0, 0.5, [UM], [NAMED], {}, TEXTS) == ["Bookmark: the good bit"]
