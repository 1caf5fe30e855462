import pickle
from pathlib import Path

import pytest

from coach import errors
from coach.messages import msg


@pytest.mark.parametrize(
    "error",
    [
        errors.CoachError(msg("a"), msg("b"), "detail"),
        errors.EngineError(msg("a", n=1)),
        errors.FileError(msg("a"), Path("x.toml"), msg("b"), 3, "question.0.id", "why"),
    ],
)
def test_an_error_keeps_all_it_knows_between_processes(error: errors.CoachError) -> None:
    copy = pickle.loads(pickle.dumps(error))

    assert type(copy) is type(error)
    assert vars(copy) == vars(error)


def test_the_tree_is_drawn_as_it_is() -> None:
    drawn = errors.__doc__ or ""
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.CoachError)]

    assert all(kind.__name__ in drawn for kind in kinds)


def test_cancelled_is_no_failure() -> None:
    assert not issubclass(errors.Cancelled, errors.CoachError)
