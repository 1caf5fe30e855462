import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.analysis.content.figures import SIGNS, mark_figures
from coach.analysis.sentences import read_answer
from tests.tools.sounds.speech import typed


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("It cost two hundred and ten thousand euros.", "it cost ## euros"),
        ("From 22% to 71 percent.", "from #% to # percent"),
        ("Two, three seconds.", "@, @ seconds"),
        ("Twenty five people, twenty-six calls, 0.2 of it.", "# people, # calls, # of it"),
        ("Half an hour; half a million rows.", "& an hour; ## rows"),
        ("A quarter of them, one quarter later.", "& of them, one quarter later"),
        ("A few hundred calls and a dozen more.", "## calls and # more"),
        ("A hundred and one.", "##"),
        ("One hundred and then none.", "## and then none"),
        ("400k a year, £40, 2,000 litres, 40MB.", "##k a year, $#, ## litres, #mb"),
        ("Hundreds of them, and 3 million in all.", "## of them, and ## in all"),
        (
            "In 2004, nineteen fifty-three, two thousand and four.",
            "in 2004, nineteen fifty-three, two thousand and four",
        ),
        ("The 3rd, version 3.2.1, one of us.", "the 3rd, version 3.2.1, one of us"),
        ("About, um, 140 of them\nand 6 in 10", "about ## of them. and @ in @"),
        ("", ""),
    ],
)
def test_figures_become_signs(text: str, marked: str) -> None:
    assert mark_figures(read_answer(typed(text), {"um": "um"}), {"um"}).text == marked


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("We lost a hundred and ten thousand, a third of it twice.", ["a hundred and ten thousand", "a third"]),
        ("Some 40MB, or 14% of 2,000.", ["40", "14", "2,000"]),
    ],
)
def test_every_sign_knows_its_words(text: str, said: list[str]) -> None:
    marked = mark_figures(read_answer(typed(text), {}))

    at = [n for n, sign in enumerate(marked.text) if sign in SIGNS and marked.text[n - 1] not in SIGNS]
    assert [text[slice(*marked.place(n, n + 1))] for n in at] == said


WORDS = ["one", "two", "a", "half", "of", "hundred", "and", "thousand", "few", "3", "2,5", "19", "1999", "million"]
WORDS += ["nineteen", "fifty", "%", "um", "£5", ".", ",", "-", "third", "7k", "..", "dozens"]


@given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=4)), max_size=30))
def test_any_words_can_be_marked(words: list[str]) -> None:
    text = " ".join(words)
    marked = mark_figures(read_answer(typed(text), {}), {"um"})

    places = [marked.place(n, n + 1) for n in range(len(marked.text))]
    assert all(0 <= start <= end <= len(text) for start, end in places)
