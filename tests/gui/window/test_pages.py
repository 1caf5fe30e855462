from coach.gui.window.pages import HISTORY, PRACTICE, PREPARE, REVIEW, SETTINGS, places
from tests.tools import samples


def test_the_places_of_the_navigation_are_those_of_the_pages() -> None:
    named = places(samples.texts())

    assert len({PRACTICE, PREPARE, REVIEW, HISTORY, SETTINGS}) == len(named)
    assert [place.name for place in named][HISTORY] == "History"
