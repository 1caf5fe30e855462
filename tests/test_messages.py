from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.messages import load_texts, msg

HEAD = (
    'msgid ""\nmsgstr ""\n'
    '"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "one.po").write_text(
        HEAD + 'msgid "hello"\nmsgstr "Hello {name}."\n\n'
        'msgid "takes"\nmsgid_plural "takes"\nmsgstr[0] "{n} take"\nmsgstr[1] "{n} takes"\n',
        encoding="utf-8",
    )
    (tmp_path / "en" / "two.po").write_text(HEAD + 'msgid "world"\nmsgstr "world"\n', encoding="utf-8")
    return tmp_path


def test_a_message_is_filled_with_its_values(folder: Path) -> None:
    assert load_texts(folder)(msg("hello", name="Ada")) == "Hello Ada."


def test_a_message_inside_a_message_is_turned_into_text_first(folder: Path) -> None:
    assert load_texts(folder)(msg("hello", name=msg("world"))) == "Hello world."


@pytest.mark.parametrize(("count", "said"), [(0, "0 takes"), (1, "1 take"), (2, "2 takes")])
def test_a_number_chooses_the_plural(folder: Path, count: int, said: str) -> None:
    assert load_texts(folder)(msg("takes", n=count)) == said


def test_a_key_and_values_do_for_a_message(folder: Path) -> None:
    assert load_texts(folder)("hello", name="you") == "Hello you."


def test_an_unknown_language_falls_back_to_english(folder: Path) -> None:
    texts = load_texts(folder, "xx")

    assert texts.language == "en"
    assert texts("world") == "world"


def test_without_catalogues_the_key_itself_is_shown(tmp_path: Path) -> None:
    assert load_texts(tmp_path)("hello") == "hello"


@given(st.text())
def test_values_are_never_read_as_patterns(value: str) -> None:
    texts = load_texts(Path(__file__).parent.parent / "assets" / "messages")

    assert value in texts(msg("cli.example.question", text=value))
