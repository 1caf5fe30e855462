"""Files come to lie in a folder whole, under names that work everywhere, over nothing that is there."""

from __future__ import annotations

import errno
from collections.abc import Callable, Generator, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import Cancelled, FileError, HistoryError
from coach.messages import load_texts, msg
from coach.model import Attempt, Question, Recording, Report, Review, Transcript, Word
from coach.practice.export import FORMATS, Exports, Format, Lack, Outcome, Saved, file_stem, free, lacking, whole
from coach.practice.ports import Controls

TEXTS = load_texts(Path(__file__).resolve().parents[2] / "assets" / "messages")
NOON = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)
RESERVED = '<>:"/\\|?*'
SPOKEN = Transcript("Yes", (Word("Yes", 0.0, 0.5),))


def take(
    name: str, *, transcript: Transcript | None = SPOKEN, judged: bool = True, sound: Path | None = None
) -> Attempt:
    report = Report((), (), ()) if judged else None
    reviews = (Review("r", NOON, transcript, report),) if transcript is not None else ()
    recording = Recording(sound or Path("gone.wav"), 1.0, 16000)
    return Attempt(
        name, NOON, "reviewed", Question("a/b", "design", f"What is {name}?"), None, recording, reviews=reviews
    )


class Takes:
    """Takes by their ids, and what writes their names."""

    def __init__(self, *takes: Attempt, act: Callable[[Path], object] = lambda target: None) -> None:
        self.takes = {one.id: one for one in takes}
        self.act = act
        self.asked: list[str] = []

    def find(self, attempt_id: str) -> Attempt:
        if attempt_id not in self.takes:
            raise HistoryError(msg("history.unknown", id=attempt_id))
        return self.takes[attempt_id]

    def writer_of(self, key: str) -> Callable[..., Generator[float, None, None]]:
        self.asked.append(key)
        return self.write

    def write(self, takes: Iterable[Attempt], target: Path, controls: Controls) -> Generator[float, None, None]:
        with target.open("a", encoding="utf-8") as file:
            for done, one in enumerate(takes):
                yield done + 0.5
                self.act(target)
                file.write(one.id + "\n")
                yield done + 1.0

    def export(
        self, key: str, folder: Path, ids: list[str] | None = None, controls: Controls | None = None
    ) -> tuple[list[Saved], Outcome]:
        work = Exports(self.find, self.writer_of).export(ids or list(self.takes), key, folder, controls or Controls())
        news = []
        while True:
            try:
                news.append(next(work))
            except StopIteration as end:
                return news, end.value


def said(outcome: Outcome) -> list[str]:
    return [TEXTS(one) for one in outcome.told]


def test_each_take_has_a_file_of_its_own(tmp_path: Path) -> None:
    news, outcome = Takes(take("one"), take("two")).export("markdown", tmp_path / "new")

    day = f"{NOON.astimezone():%Y-%m-%d}"
    assert [path.name for path in outcome.written] == [f"{day} What is one.md", f"{day} What is two.md"]
    assert [path.read_text() for path in outcome.written] == ["one\n", "two\n"]
    assert news[-1] == Saved(2, 2, 2)
    assert [one.done for one in news] == sorted(one.done for one in news)
    assert said(outcome) == [f"2 files were saved in {tmp_path / 'new'}."]


@pytest.mark.parametrize("key", ["csv", "moments", "json"])
def test_all_takes_are_in_one_file(key: str, tmp_path: Path) -> None:
    typed = replace(take("two"), recording=None)
    news, outcome = Takes(take("one"), typed).export(key, tmp_path)

    (path,) = outcome.written
    assert path.read_text() == "one\ntwo\n"
    assert news[-1].done == 2


def test_nothing_that_is_there_is_overwritten(tmp_path: Path) -> None:
    for number in range(3):
        Takes(take("one")).export("markdown", tmp_path, ["one", "one"])
        assert len(list(tmp_path.iterdir())) == 2 * (number + 1)


def test_without_takes_nothing_is_written(tmp_path: Path) -> None:
    for key in ("csv", "pdf"):
        _, outcome = Takes().export(key, tmp_path)
        assert said(outcome) == ["Nothing was saved."]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("needs", "attempt", "lack"),
    [
        ("review", take("a"), None),
        ("review", take("a", judged=False), "no_review"),
        ("review", take("a", transcript=None), "no_review"),
        ("review", replace(take("a"), recording=None), None),
        ("words", take("a", judged=False), None),
        ("words", take("a", transcript=Transcript("", ())), "no_words"),
        ("words", take("a", transcript=None), "no_words"),
        ("words", replace(take("a"), recording=None), "typed"),
        ("sound", replace(take("a"), recording=None), "typed"),
        ("sound", take("a"), "no_sound"),
        ("sound", take("a", sound=Path(__file__)), None),
        ("", Attempt("a", NOON, "recorded"), None),
    ],
)
def test_what_a_take_lacks(needs: str, attempt: Attempt, lack: Lack | None) -> None:
    assert lacking(attempt, needs) == lack  # type: ignore[arg-type]


def test_what_cannot_be_written_is_left_out_and_said(tmp_path: Path) -> None:
    typed = replace(take("typed"), recording=None)
    gone = take("gone")
    here = take("here", sound=Path(__file__))

    _, outcome = Takes(typed, gone, here).export("flac", tmp_path)

    assert len(outcome.written) == 1
    assert said(outcome)[1:] == [
        "1 answer was typed, so it has no sound.",
        "The recording of 1 answer is not on this computer any more.",
    ]
    assert said(Outcome(tmp_path, (), {"no_words": 2, "no_review": 3})) == [
        "Nothing was saved.",
        "In 2 answers no words were heard yet.",
        "3 answers have no review yet; open them in the history to make them.",
    ]


@pytest.mark.parametrize("key", ["markdown", "csv"])
def test_a_file_is_whole_or_not_there(key: str, tmp_path: Path) -> None:
    def fail(target: Path) -> None:
        assert [path.name for path in tmp_path.iterdir()] == [target.name]
        raise OSError(errno.ENOSPC, "full")

    with pytest.raises(FileError) as caught:
        Takes(take("one"), act=fail).export(key, tmp_path)

    assert "no space left" in TEXTS(caught.value.message)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("wish", ["stop", "cancel"])
@pytest.mark.parametrize(("key", "files"), [("markdown", 1), ("csv", 0)])
def test_what_is_whole_stays_when_it_is_cancelled(wish: str, key: str, files: int, tmp_path: Path) -> None:
    controls = Controls()
    takes = Takes(take("one"), take("two"))
    work = Exports(takes.find, takes.writer_of).export(["one", "two"], key, tmp_path, controls)
    for news in work:
        if news.files or (key == "csv" and news.done >= 1):
            break
    getattr(controls, wish).set()

    with pytest.raises(Cancelled):
        list(work)
    assert len(list(tmp_path.iterdir())) == files


def test_it_is_cancelled_in_the_middle_of_a_take(tmp_path: Path) -> None:
    controls = Controls()
    with pytest.raises(Cancelled):
        Takes(take("one"), act=lambda _: controls.cancel.set()).export("pdf", tmp_path, controls=controls)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    folder = tmp_path / "file" / "folder"

    with pytest.raises(FileError) as caught:
        Takes(take("one")).export("markdown", folder)

    assert caught.value.path == folder
    assert TEXTS(caught.value.message) == f"Nothing could be written into {folder}."


def test_an_unknown_take_leaves_no_file(tmp_path: Path) -> None:
    for key in ("csv", "markdown"):
        with pytest.raises(HistoryError):
            Takes(take("one")).export(key, tmp_path, ["nobody"])
    assert list(tmp_path.iterdir()) == []


@given(st.text())
def test_a_name_works_on_every_system(asked: str) -> None:
    stem = file_stem(replace(take("one"), title=asked or "?"))

    assert not set(stem) & set(RESERVED)
    assert stem.isprintable()
    assert not stem.endswith((" ", "."))
    assert len(f".{stem} (999).html.part".encode()) <= 255
    assert stem.startswith(f"{NOON.astimezone():%Y-%m-%d}")


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("What would you do?", " What would you do"),
        ("API/REST: why?", " API REST why"),
        ("", ""),
        ("🙂‮", ""),
        ("Zoë's café", " Zoë's café"),
        ("one two " * 20, " " + "one two " * 7 + "one"),
        ("x" * 300, " " + "x" * 30),
        ("界" * 90, " " + "界" * 30),
    ],
)
def test_a_name_says_what_was_asked(asked: str, name: str) -> None:
    question = Question("a/b", "design", asked)

    assert file_stem(replace(take("one"), question=question)) == f"{NOON.astimezone():%Y-%m-%d}{name}"
    assert file_stem(replace(take("one"), question=None)) == f"{NOON.astimezone():%Y-%m-%d}"
    assert file_stem(replace(take("one"), question=question, title="Mine")).endswith(" Mine")


def test_a_number_is_added_to_a_name_that_is_taken(tmp_path: Path) -> None:
    for name in ("a.md", "a (2).md", "a (3).md"):
        path = free(tmp_path, "a", ".md")
        assert path.name == name
        path.touch()


def test_a_file_of_its_own_replaces_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "new" / "report.md"
    for text in ("one", "two"):
        with whole(path) as fresh:
            fresh.write_text(text)
    assert path.read_text() == "two"
    assert list(path.parent.iterdir()) == [path]


def test_every_format_says_what_it_is_for() -> None:
    names = [TEXTS(one.name) for one in FORMATS]

    assert len(set(names)) == len({one.key for one in FORMATS}) == len(FORMATS) == 10
    assert all(TEXTS(one.purpose).endswith(".") for one in FORMATS)
    assert [one.key for one in FORMATS if one.together] == ["csv", "moments", "json"]
    assert Format("x", msg("out.csv"), msg("out.csv.for"), ".x").together is False
