"""Files come to lie in a folder whole, under names that work everywhere, over nothing that is there."""

from __future__ import annotations

import errno
from collections.abc import Callable, Generator, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from coach.errors import Cancelled, FileError, HistoryError
from coach.messages import msg
from coach.model import Attempt
from coach.practice.export.exports import Exports, Outcome, Saved
from coach.practice.ports import Controls
from tests.practice.export.cases import NOON, TEXTS, take


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
