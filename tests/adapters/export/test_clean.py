"""Signs that no file may hold are left out, all others stay."""

from __future__ import annotations

import pytest

from coach.adapters.export.clean import clean


@pytest.mark.parametrize(
    "bad", ["\0", "\x08", "\x0b", "\r", "\x1f", "\x7f", "\x9f", "\ud800", "\ufdd0", "\uffff", "\U0010fffe"]
)
def test_what_is_no_text_is_left_out(bad: str) -> None:
    assert clean(f"a{bad}b{bad}") == "ab"


@pytest.mark.parametrize("good", ["\t", "\n", "\u00a0", "\u3000", "é", "界", "👩\u200d💻", "\u202e", "\ufffd"])
def test_every_other_sign_stays(good: str) -> None:
    assert clean(f"a{good}b") == f"a{good}b"
