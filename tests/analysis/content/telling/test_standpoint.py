import pytest

from coach.analysis.content.telling.standpoint import find_handed_down, is_what_if
from coach.analysis.lexicons import Lexicons
from coach.analysis.sentences import read_answer
from tests.tools.sounds.speech import typed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I would start with nurses. Then I'd leave the print out. It costs a month.", True),
        ("I moved the list. We dropped the print. I'd do that again. I would also ask first.", False),
        ("I'd start with nurses.", False),
        ("", False),
    ],
)
def test_what_one_would_do_is_no_story(lexicons: Lexicons, text: str, expected: bool) -> None:
    assert is_what_if(read_answer(typed(text), {}), lexicons.telling) is expected


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Drivers waited. Then the board decided to stop it. I told them.", "Then the board decided to stop it."),
        ("We were told to drop it.", "We were told to drop it."),
        ("I decided to drop it. The board liked it.", ""),
    ],
)
def test_what_others_decided_is_found(lexicons: Lexicons, text: str, quote: str) -> None:
    assert find_handed_down(read_answer(typed(text), {}), lexicons.telling) == quote
