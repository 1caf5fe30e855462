import pytest

from coach.analysis.content.telling.audience import Listener
from coach.analysis.content.telling.terms import find_terms
from coach.analysis.lexicons import Lexicons
from coach.analysis.sentences import read_answer
from coach.model import Moment, TermUse
from tests.tools.sounds.speech import spoken, typed


def terms(
    lexicons: Lexicons, text: str, wanted: tuple[str, ...] = (), listener: Listener | None = None
) -> tuple[tuple[TermUse, Moment], ...]:
    reading = read_answer(typed(text), lexicons.fillers.sounds)
    return find_terms(reading, wanted, lexicons.jargon, lexicons.telling, listener)


def states(
    lexicons: Lexicons, text: str, wanted: tuple[str, ...] = (), listener: Listener | None = "outsider"
) -> dict[str, str]:
    return {use.term: use.state for use, _ in terms(lexicons, text, wanted, listener)}


def test_key_terms_are_found_in_any_form(lexicons: Lexicons) -> None:
    reading = read_answer(spoken("We added Rate-limits and an index, then rate limits again."), {})

    uses = find_terms(reading, ("rate limit", "index", "cache", " "), lexicons.jargon, lexicons.telling)

    assert [(use.term, use.state, moment.text) for use, moment in uses] == [
        ("rate limit", "used", "Rate-limits"),
        ("index", "used", "an index"),
    ]
    assert uses[0][0].at == pytest.approx(1.3)


@pytest.mark.parametrize(
    ("term", "said"),
    [
        ("API", "We have APIs for that."),
        ("API", "It is an application programming interface for the till."),
        ("KPI", "We chose three key performance indicators."),
        ("normalisation", "We normalized the table."),
        ("caching", "The page was cached."),
        ("versioning", "We version it."),
        ("dependency", "It had two dependencies."),
        ("staged rollout", "We planned staged rollouts."),
        ("LEFT JOIN", "Then I do a left join on users."),
        ("JOIN", "Then I do a left join on users."),
        ("WHERE", "The where clause leaves out tests."),
        ("REST", "We went for a rest API."),
        ("RICE", "We used RICE."),
    ],
)
def test_a_term_is_heard_as_it_is_spoken(lexicons: Lexicons, term: str, said: str) -> None:
    assert [use.term for use, _ in terms(lexicons, said, (term,))] == [term]


@pytest.mark.parametrize(
    ("term", "said"),
    [
        ("REST", "The restaurant paid, and the rest of us went home."),
        ("API", "The rapid one."),
        ("WHERE", "That is where we met."),
        ("JOIN", "People join us on Monday."),
        ("queue", "The queue at the till was long."),
    ],
)
def test_an_ordinary_word_is_no_term(lexicons: Lexicons, term: str, said: str) -> None:
    assert terms(lexicons, said, (term,)) == ()


@pytest.mark.parametrize(
    "said",
    [
        "A cache is basically a shelf beside your desk.",
        "We put a cache there, which is a small shelf.",
        "Think of the cache as a shelf.",
        "There is a shelf beside the desk, and that's what people call a cache.",
        "A cache, a small shelf beside the desk, keeps what you used last.",
        "A cache means you need not walk to the cellar.",
        "It has a cache (a shelf for what was used last).",
        "We use a cache. That's a shelf beside your desk.",
        "We use a cache. Imagine a shelf beside your desk.",
        "The cache helps, just like a shelf beside your desk.",
        "like the shelf beside your desk so that's the cache and it is quick",
    ],
)
def test_a_term_is_explained_by_what_stands_with_it(lexicons: Lexicons, said: str) -> None:
    assert states(lexicons, said, ("cache",)) == {"cache": "explained"}
    assert states(lexicons, said, ("cache",), None) == {"cache": "explained"}


@pytest.mark.parametrize(
    "said",
    [
        "We put a cache in front of it.",
        "The cache is slow.",
        "The cache is a big problem.",
        "We use a cache, and that is why we left.",
        "We need a cache. We met on Monday.",
    ],
)
def test_a_term_is_unexplained_only_for_somebody_outside(lexicons: Lexicons, said: str) -> None:
    assert states(lexicons, said, ("cache",)) == {"cache": "unexplained"}
    assert states(lexicons, said, ("cache",), "insider") == {"cache": "used"}
    assert states(lexicons, said, ("cache",), None) == {"cache": "used"}


def test_what_an_abbreviation_stands_for_explains_it(lexicons: Lexicons) -> None:
    text = "An API, so an application programming interface, sends it."

    assert states(lexicons, text, ("API",)) == {"API": "explained"}
    assert states(lexicons, "An ABC sends it. The abstract base class is old.", ("ABC",)) == {"ABC": "explained"}


def test_jargon_is_told_with_its_sentence_and_only_outside(lexicons: Lexicons) -> None:
    text = "You send a payload to an endpoint. A webhook is like a doorbell."

    assert states(lexicons, text) == {"payload": "unexplained", "endpoint": "unexplained"}
    assert {moment.text for _, moment in terms(lexicons, text, (), "outsider")} == {
        "You send a payload to an endpoint."
    }
    assert states(lexicons, text, (), None) == states(lexicons, text, (), "insider") == {}


def test_somebody_in_business_knows_the_words_of_business(lexicons: Lexicons) -> None:
    text = "The KPI went up and churn fell after the deployment."

    assert states(lexicons, text, (), "business") == {"deployment": "unexplained"}
    assert set(states(lexicons, text)) == {"KPI", "churn", "deployment"}
    assert states(lexicons, text, ("KPI",), "business") == {"KPI": "used", "deployment": "unexplained"}


def test_a_key_term_that_anybody_knows_needs_no_explaining(lexicons: Lexicons) -> None:
    assert states(lexicons, "You type your password.", ("password",)) == {"password": "used"}


def test_a_key_term_is_told_once_when_it_is_jargon_as_well(lexicons: Lexicons) -> None:
    assert states(lexicons, "Two caches hold it.", ("cache", "caching")) == {
        "cache": "unexplained",
        "caching": "unexplained",
    }


def test_a_term_with_a_sound_in_it_is_quoted_as_a_sentence(lexicons: Lexicons) -> None:
    ((use, moment),) = terms(lexicons, "We set a rate um limit there.", ("rate limit",))

    assert (use.state, moment.text) == ("used", "We set a rate um limit there.")
