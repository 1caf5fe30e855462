"""The single keys of the pages: what they do, which is usual, and which a person may choose instead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, cast, get_args

PracticeAction = Literal["go", "pause", "hear", "choose", "write"]
ReviewAction = Literal[
    "play",
    "back",
    "forward",
    "slower",
    "faster",
    "loop",
    "previous",
    "next",
    "follow",
    "bookmark",
    "note",
    "edit",
    "filler",
    "no_filler",
]
Action = Literal[PracticeAction, ReviewAction]
Page = Literal["practice", "review"]

PAGES: Mapping[Page, tuple[Action, ...]] = {"practice": get_args(PracticeAction), "review": get_args(ReviewAction)}
ACTIONS: tuple[Action, ...] = tuple(action for actions in PAGES.values() for action in actions)
USUAL: Mapping[Action, str] = {
    "go": "Space",
    "pause": "P",
    "hear": "H",
    "choose": "C",
    "write": "T",
    "play": "Space",
    "back": "Left",
    "forward": "Right",
    "slower": "[",
    "faster": "]",
    "loop": "L",
    "previous": ",",
    "next": ".",
    "follow": "O",
    "bookmark": "B",
    "note": "T",
    "edit": "E",
    "filler": "F",
    "no_filler": "Del",
}
NAMED = (
    *("Space", "Left", "Right", "Up", "Down", "Home", "End", "PgUp", "PgDown", "Ins", "Del", "Backspace"),
    *(f"F{number}" for number in range(1, 13)),
)
"""Keys that print nothing, by the names that they have in the settings file."""
RESERVED = ("?", "F1", "Tab", "Backtab", "Esc", "Return", "Enter")
"""Keys that do the same on every page: without them nobody finds the way back."""
RESERVED_THERE: Mapping[Page, tuple[str, ...]] = {"practice": ("1", "2", "3", "4", "5"), "review": ("F3",)}
"""Keys that do something else on a page already: ticking an anchor, going to the next place that was found."""


def page_of(action: Action) -> Page:
    """Return the page on which something is done."""
    return next(page for page, actions in PAGES.items() if action in actions)


def is_key(name: str) -> bool:
    """Tell whether this is the name of a single key: the sign it prints, or one of the names for the others."""
    return name in NAMED or (len(name) == 1 and name.isprintable() and len(name.upper()) == 1 and not name.isspace())


def is_reserved(action: Action, name: str) -> bool:
    """Tell whether a key does something on the action's page that it always has to do.

    The space bar presses the button that has the focus, so it can be nothing but what it usually is.
    """
    pressing = name == "Space" and USUAL[action] != "Space"
    return pressing or name in RESERVED or name in RESERVED_THERE[page_of(action)]


def wrong_choice(keys: Mapping[str, object]) -> str:
    """Return the first of a person's choices, by action, that is no action or no key it may have; "" where all are."""
    for action, name in keys.items():
        known = action in ACTIONS and isinstance(name, str) and is_key(name)
        if not known or is_reserved(cast(Action, action), cast(str, name)):
            return action
    return ""
