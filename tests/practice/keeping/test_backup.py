import pytest

from coach.practice.keeping.backup import Step


@pytest.mark.parametrize(("done", "total", "share"), [(0, 4, 0.0), (1, 4, 0.25), (5, 4, 1.0), (0, 0, 1.0)])
def test_a_step_says_how_much_is_done(done: int, total: int, share: float) -> None:
    assert Step("writing", done, total).share == share
