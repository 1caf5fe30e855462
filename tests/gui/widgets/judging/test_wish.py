from coach.gui.widgets.judging.wish import Wish, shortened


def test_a_wish_is_to_add_unless_it_says_otherwise() -> None:
    assert Wish("anchor", "decision", "Decision").said == "added"


def test_long_quotes_are_cut_at_a_word() -> None:
    assert shortened("short") == "short"
    assert shortened("one two three", 8) == "one two …"
