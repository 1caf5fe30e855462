from itertools import combinations

import pytest

from coach.practice.keys.actions import ACTIONS, PAGES, USUAL, is_key, is_reserved, page_of, wrong_choice


def test_every_action_has_a_usual_key_that_it_may_have_and_no_other_of_its_page_has() -> None:
    assert set(USUAL) == set(ACTIONS)
    assert wrong_choice({str(action): key for action, key in USUAL.items()}) == ""
    for actions in PAGES.values():
        assert all(USUAL[one] != USUAL[other] for one, other in combinations(actions, 2))


def test_an_action_is_on_one_page() -> None:
    assert [page_of(action) for action in ("write", "note")] == ["practice", "review"]
    assert len(ACTIONS) == len(set(ACTIONS))


@pytest.mark.parametrize("name", ["K", "k", "[", "ö", "Space", "F2", "PgDown", "Del"])
def test_single_keys_are_keys(name: str) -> None:
    assert is_key(name)


@pytest.mark.parametrize("name", ["", " ", "\n", "KK", "Ctrl+K", "space", "F13", "ß"])
def test_other_names_are_none(name: str) -> None:
    assert not is_key(name)


def test_what_leads_back_and_what_the_page_needs_cannot_be_taken() -> None:
    assert all(is_reserved("loop", name) for name in ("Tab", "Esc", "Return", "Enter", "F1", "?", "F3"))
    assert is_reserved("pause", "3")
    assert not is_reserved("loop", "3")
    assert not is_reserved("pause", "F3")


def test_the_space_bar_presses_buttons_so_it_is_nothing_else() -> None:
    assert is_reserved("pause", "Space")
    assert is_reserved("loop", "Space")
    assert not is_reserved("go", "Space")
    assert not is_reserved("play", "Space")


@pytest.mark.parametrize(
    ("keys", "wrong"),
    [
        ({}, ""),
        ({"loop": "K", "edit": "1"}, ""),
        ({"loop": "K", "dance": "D"}, "dance"),
        ({"loop": "Banana"}, "loop"),
        ({"loop": 5}, "loop"),
        ({"go": "1"}, "go"),
    ],
)
def test_the_first_wrong_choice_is_named(keys: dict[str, object], wrong: str) -> None:
    assert wrong_choice(keys) == wrong
