from pathlib import Path

import pytest

from coach.adapters.lexicons import load_lexicons
from coach.analysis.lexicons import Lexicons
from coach.messages import Texts, load_texts

ASSETS = Path(__file__).resolve().parent.parent.parent / "assets"


@pytest.fixture(scope="session")
def lexicons() -> Lexicons:
    return load_lexicons(ASSETS / "lexicons")


@pytest.fixture(scope="session")
def texts() -> Texts:
    return load_texts(ASSETS / "messages")
