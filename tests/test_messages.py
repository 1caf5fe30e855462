import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from coach.messages import load_texts, msg

MESSAGES = Path(__file__).parent.parent / "assets" / "messages"
OTHERS = sorted(folder.name for folder in MESSAGES.iterdir() if folder.name != "en")

ENGLISH_TEXTS = load_texts(MESSAGES)

SAME = {
    "de": {
        # names and words that both languages have
        *("anchor.problem", "slot.problem", "engine.whisper", "window.title", "window.keys.escape.key"),
        *("practice.pause", "review.play.pause", "two_takes.pause", "takes.filter", "charts.column.row"),
        *("history_charts.trend", "engine.moonshine"),
        *("settings.language.en", "settings.language.de"),
        # what the English voice says, and what belongs to English questions
        *("example.question", "example.answer", "settings.try.sentence"),
        *("own_packs.follow_up.knew", "own_packs.follow_up.again"),
    }
}
"""Keys whose text is the same as the English one, by language."""

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


@pytest.fixture
def german(folder: Path) -> Path:
    (folder / "de").mkdir()
    (folder / "de" / "one.po").write_text(
        HEAD + 'msgid "hello"\nmsgstr "Hallo {name}."\n\nmsgid "language.decimal"\nmsgstr ","\n\n'
        'msgid "size"\nmsgstr "{size:.1f} MB"\n\nmsgid "long"\nmsgstr "{seconds} s"\n',
        encoding="utf-8",
    )
    return folder


def test_what_a_language_does_not_say_is_said_in_english(german: Path) -> None:
    texts = load_texts(german, "de")

    assert texts.language == "de"
    assert texts("hello", name=msg("world")) == "Hallo world."
    assert [texts("takes", n=n) for n in (1, 2)] == ["1 take", "2 takes"]


def test_english_is_read_only_once_it_is_needed(german: Path) -> None:
    texts = load_texts(german, "de")
    (german / "en" / "one.po").write_text(HEAD + 'msgid "takes"\nmsgstr "since then"\n', encoding="utf-8")

    assert texts("hello", name="Ada") == "Hallo Ada."
    assert texts("takes") == "since then"


def test_a_folder_without_catalogues_is_no_language(folder: Path) -> None:
    (folder / "xx").mkdir()

    assert load_texts(folder, "xx").language == "en"
    assert load_texts(folder, "").language == "en"


def test_fractions_get_the_decimal_sign_of_the_language(german: Path) -> None:
    texts = load_texts(german, "de")

    assert texts("size", size=3.14) == "3,1 MB"
    assert texts("long", seconds=4.5) == "4,5 s"
    assert texts("long", seconds=4) == "4 s"
    assert texts("long", seconds="4.5 or so") == "4.5 or so s"
    assert texts("long", seconds="4.5") == "4,5 s"
    assert texts("long", seconds="-0.25") == "-0,25 s"
    assert texts("long", seconds="1.2.3") == "1.2.3 s"
    assert texts("hello", name="notes 4.5") == "Hallo notes 4.5."


def test_names_inside_a_sentence_are_small_unless_the_language_keeps_nouns_large() -> None:
    assert ENGLISH_TEXTS.inside("Trade-off") == "trade-off"
    assert load_texts(MESSAGES, "de").inside("Abwägung") == "Abwägung"


def test_english_writes_a_point(folder: Path) -> None:
    assert load_texts(folder)("hello", name=4.5) == "Hello 4.5."
    assert load_texts(folder)("hello", name="4.5") == "Hello 4.5."


def test_without_catalogues_the_key_itself_is_shown(tmp_path: Path) -> None:
    assert load_texts(tmp_path)("hello") == "hello"


@given(st.text())
def test_values_are_never_read_as_patterns(value: str) -> None:
    assert value in ENGLISH_TEXTS(msg("cli.example.question", text=value))


Forms = tuple[str, ...]


def forms(language: str) -> dict[str, dict[str, Forms]]:
    """Return the texts of a language by file and key: one, or as many as there are plurals."""
    return {source.name: _forms(source) for source in sorted((MESSAGES / language).glob("*.po"))}


def _forms(source: Path) -> dict[str, Forms]:
    found: dict[str, Forms] = {}
    with source.open("rb") as text:
        for message in read_po(text, abort_invalid=True):
            key = message.id if isinstance(message.id, str) else message.id[0]
            if key:
                assert key not in found, key
                found[key] = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    return found


def places(form: str) -> set[tuple[str, str]]:
    return {(name, spec or "") for _, name, spec, _ in Formatter().parse(form) if name}


def by_key(language: str) -> dict[str, Forms]:
    return {key: said for source in forms(language).values() for key, said in source.items()}


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_says_every_message(language: str) -> None:
    english, other = forms("en"), forms(language)

    assert {name: sorted(source) for name, source in other.items()} == {
        name: sorted(source) for name, source in english.items()
    }
    assert [key for key, said in by_key(language).items() if not all(form.strip() for form in said)] == []


@pytest.mark.parametrize("language", OTHERS)
def test_every_form_has_the_places_of_the_english_one(language: str) -> None:
    other = by_key(language)

    assert [
        (key, form)
        for key, said in by_key("en").items()
        for form in other.get(key, ())
        if places(form) - set().union(*map(places, said)) or set().intersection(*map(places, said)) - places(form)
    ] == []


@pytest.mark.parametrize("language", ["en", *OTHERS])
def test_every_plural_has_as_many_forms_as_the_language(language: str) -> None:
    wanted = get_plural(language)
    for source in sorted((MESSAGES / language).glob("*.po")):
        text = source.read_text(encoding="utf-8")
        assert "msgid_plural" not in text or f"nplurals={wanted.num_plurals};" in text, source.name
    english = by_key("en")

    assert {
        key: len(said)
        for key, said in by_key(language).items()
        if len(said) != (wanted.num_plurals if len(english.get(key, said)) > 1 else 1)
    } == {}


@pytest.mark.parametrize("language", OTHERS)
def test_no_text_stayed_english(language: str) -> None:
    other = by_key(language)
    same = {key for key, said in by_key("en").items() if said == other.get(key) and _wordy(said[0])}

    assert same == SAME[language]


def _wordy(form: str) -> bool:
    """Tell whether a text has words of its own, beside places and units."""
    return re.search(r"[^\W\d_]{2,}", re.sub(r"\{.*?\}( (s|min|kB|MB|GB)\b)?", "", form)) is not None


@pytest.mark.parametrize("language", OTHERS)
def test_every_message_can_be_said(language: str) -> None:
    texts = load_texts(MESSAGES, language)
    for key, said in by_key("en").items():
        wanted = set().union(*map(places, said))
        values = {name: 1.5 if spec.endswith("f") else f"<{name}>" for name, spec in wanted}
        for count in (0, 1, 2, 21) if "n" in values or len(said) > 1 else (None,):
            sentence = texts(key, **(values if count is None else {**values, "n": count}))
            assert sentence not in ("", key)
            assert "{" not in sentence
            assert "!" not in sentence
            if "1.5" not in "".join(said):
                assert "1.5" not in sentence
