"""What every history promises of everything at once: a copy of it, and its end."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.errors import HistoryError
from coach.model import Story
from coach.practice.history import EVERYTHING, Choices, History, Wanted
from tests.practice.promises.history import ASKED, Open, judged, kept, write_sound
from tests.practice.promises.takes.listing import OUTAGE


class KeepingPromises:
    def test_a_copy_is_one_file_in_a_folder_that_is_made(self, history: History, tmp_path: Path) -> None:
        kept(history, text="some words")
        target = tmp_path / "copies" / "one" / "history.db"
        history.snapshot(target)
        assert target.stat().st_size > 0
        assert list(target.parent.iterdir()) == [target]

    def test_a_copy_takes_the_place_of_the_last_one(self, history: History, tmp_path: Path) -> None:
        target = tmp_path / "history.db"
        target.write_bytes(b"x")
        kept(history, text="some words")
        history.snapshot(target)
        assert target.read_bytes() != b"x"

    def test_everything_goes_but_what_is_being_recorded(self, history: History) -> None:
        attempt = kept(history, text="gone words")
        assert attempt.review is not None
        history.reviewed(attempt.id, attempt.review.id, judged())
        history.bin(kept(history, text="in the bin").id)
        history.write(ASKED, "typed words", Story("s9", "Gone"), "sitting-1")
        living = history.begin(ASKED, OUTAGE, "sitting-2")
        assert history.delete_everything() == 3
        assert [row.id for row in history.rows()] == [living.id]
        assert history.rows(Wanted(binned=True)) == []
        assert history.count(Wanted(search="words")) == 0
        assert history.trend("speech_rate") == []
        assert history.choices() == Choices(((ASKED.key, ASKED.text),), ((OUTAGE.id, OUTAGE.title),))
        assert attempt.recording is not None
        assert not attempt.recording.path.exists()
        with pytest.raises(HistoryError):
            history.attempt(attempt.id)
        assert living.recording is not None
        done = history.recorded(living.id, write_sound(living.recording.path))
        assert (done.story, done.session_id) == (OUTAGE, "sitting-2")
        assert history.delete_everything() == 1
        assert history.choices() == Choices()
        assert history.count(EVERYTHING) == 0

    def test_nothing_can_be_deleted(self, history: History) -> None:
        assert history.delete_everything() == 0

    def test_everything_stays_gone(self, open_history: Open) -> None:
        first = open_history()
        kept(first, text="some words")
        first.delete_everything()
        first.close()
        second = open_history()
        assert second.adopt() == []
        assert second.rows() == []
        assert kept(second, text="a new one").review is not None

    def test_a_take_that_another_program_records_stays(self, open_history: Open) -> None:
        first, second = open_history(), open_history()
        living = first.begin(ASKED)
        kept(second)
        assert second.delete_everything() == 1
        assert living.recording is not None
        assert first.recorded(living.id, write_sound(living.recording.path)).state == "recorded"
