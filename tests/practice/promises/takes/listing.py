"""What every history promises of its lists: filters, orders, pages, and what they can be filtered by."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from coach.model import Attempt, Question, Story
from coach.practice.history import EVERYTHING, ORDERS, Choices, History, Wanted
from tests.practice.promises.history import ASKED, TOLD, judged, kept, said, write_sound

NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)
OUTAGE, LIST = Story("s1", "The outage"), Story("s2", "Die Liste")


def brought(
    history: History,
    question: Question | None = ASKED,
    at: datetime = NOON,
    seconds: float = 1.0,
    story: Story | None = None,
    engine: str = "whisper",
    text: str = "some words",
) -> Attempt:
    """Bring in a take that was spoken at some time."""
    attempt = history.begin(question, story, started_at=at)
    assert attempt.recording is not None
    history.recorded(attempt.id, write_sound(attempt.recording.path, seconds))
    return history.transcribed(attempt.id, said(text, engine))


def listed(history: History, wanted: Wanted = EVERYTHING, start: int = 0, limit: int | None = None) -> list[str]:
    return [row.id for row in history.rows(wanted, start=start, limit=limit)]


class ListPromises:
    def test_a_take_can_have_been_spoken_at_any_time(self, history: History) -> None:
        tokyo = timezone(timedelta(hours=9))
        early = brought(history, at=datetime(2019, 1, 1, 8, 30, tzinfo=tokyo))
        late = kept(history)
        assert history.attempt(early.id).started_at == datetime(2018, 12, 31, 23, 30, tzinfo=UTC)
        assert early.started_at.utcoffset() == timedelta(0)
        assert listed(history) == [late.id, early.id]

    def test_takes_of_the_same_instant_are_all_there(self, history: History) -> None:
        ids = [brought(history).id for _ in range(4)]
        assert len(set(ids)) == 4
        assert listed(history) == ids[::-1]
        assert listed(history, Wanted(order="oldest")) == ids

    @pytest.mark.parametrize(
        ("order", "places"),
        [
            ("newest", (3, 2, 1, 0)),
            ("oldest", (0, 1, 2, 3)),
            ("longest", (1, 0, 3, 2)),
            ("shortest", (3, 2, 0, 1)),
        ],
    )
    def test_orders_break_ties_by_the_newest(self, history: History, order: str, places: tuple[int, ...]) -> None:
        takes = [
            brought(history, at=NOON + timedelta(hours=hour), seconds=seconds).id
            for hour, seconds in enumerate((1.0, 2.0, 0.5, 0.5))
        ]
        assert listed(history, Wanted(order=order)) == [takes[place] for place in places]  # type: ignore[arg-type]

    def test_a_take_is_sorted_by_its_title_or_else_its_question(self, history: History) -> None:
        def asked(text: str) -> Attempt:
            return kept(history, Question("p/q", "design", text))

        takes = [asked(text) for text in ("Zebra?", "“École”?", "case 10", "Case 9", "case 9")]
        titled = asked("zzz")
        history.rename(titled.id, "Ärger")
        free = kept(history, None)
        in_order = [free, titled, takes[4], takes[3], takes[2], takes[1], takes[0]]
        assert listed(history, Wanted(order="question")) == [take.id for take in in_order]
        history.rename(titled.id, "")
        assert listed(history, Wanted(order="question"))[-1] == titled.id

    @pytest.mark.parametrize("order", ORDERS)
    def test_pages_are_pieces_of_the_whole_list(self, history: History, order: str) -> None:
        for number in range(7):
            brought(history, (ASKED, TOLD)[number % 2], at=NOON + timedelta(hours=number % 3), seconds=number % 2 + 0.5)
        wanted = Wanted(order=order)  # type: ignore[arg-type]
        whole = listed(history, wanted)
        assert len(whole) == len(set(whole)) == history.count(wanted) == 7
        pages = [listed(history, wanted, start, 3) for start in (0, 3, 6, 9)]
        assert [take for page in pages for take in page] == whole
        assert [len(page) for page in pages] == [3, 3, 1, 0]
        assert listed(history, wanted, 5) == whole[5:]
        assert listed(history, wanted, -5, 2) == whole[:2]
        assert listed(history, wanted, 0, -1) == []

    def test_moments_are_drawn_where_a_page_is_asked_for(self, history: History) -> None:
        attempt = kept(history, text="um well")
        assert attempt.review is not None
        history.reviewed(attempt.id, attempt.review.id, judged())
        assert history.rows(limit=1)[0].moments == judged().moments
        assert history.rows()[0].moments == ()

    def test_each_filter_leaves_out_what_it_says(self, history: History) -> None:
        plain = brought(history)
        other = brought(history, TOLD, NOON + timedelta(hours=1), 1.0, OUTAGE, "moonshine")
        bare = history.write(None, "nothing")
        history.star(True, other.id)
        found = {
            Wanted(category="behavioural"): [other],
            Wanted(question=ASKED.key): [plain],
            Wanted(story=OUTAGE.id): [other],
            Wanted(engine="whisper"): [plain],
            Wanted(starred=True): [other],
            Wanted(until=NOON + timedelta(minutes=1)): [plain],
            Wanted(since=NOON + timedelta(minutes=1)): [bare, other],
            Wanted(engine="whisper", starred=True): [],
            Wanted(engine="moonshine", story=OUTAGE.id, category="behavioural", starred=True): [other],
            Wanted(question="nobody/asked"): [],
            Wanted(story="' OR 1=1 --"): [],
        }
        for wanted, takes in found.items():
            assert listed(history, wanted) == [take.id for take in takes], wanted
            assert history.count(wanted) == len(takes), wanted

    def test_a_row_tells_title_star_story_and_length(self, history: History) -> None:
        attempt = brought(history, story=OUTAGE, seconds=1.5)
        history.rename(attempt.id, "My best")
        history.star(True, attempt.id)
        (row,) = history.rows()
        assert (row.title, row.starred, row.story, row.seconds) == ("My best", True, "The outage", 1.5)

    @pytest.mark.parametrize("zone", [timezone(timedelta(hours=14)), timezone(-timedelta(hours=11, minutes=30)), UTC])
    def test_since_is_within_and_until_is_not(self, history: History, zone: timezone) -> None:
        midnight = datetime(2026, 3, 9, tzinfo=zone)
        tick = timedelta(microseconds=1)
        moments = (midnight - tick, midnight, midnight + timedelta(days=1) - tick, midnight + timedelta(days=1))
        takes = [brought(history, at=moment.astimezone(UTC)).id for moment in moments]
        day = Wanted(since=midnight, until=midnight + timedelta(days=1))
        assert listed(history, day) == takes[2:0:-1]
        assert history.count(day) == 2
        assert listed(history, Wanted(until=midnight)) == [takes[0]]
        assert listed(history, Wanted(since=midnight + timedelta(days=1))) == [takes[3]]

    def test_a_time_without_a_zone_is_of_this_computer(self, history: History) -> None:
        local = datetime(2026, 3, 9, 12)
        take = brought(history, at=local.astimezone(UTC)).id
        assert listed(history, Wanted(since=local)) == [take]
        assert listed(history, Wanted(until=local)) == []

    def test_the_engine_is_that_of_the_transcript_that_counts(self, history: History) -> None:
        attempt = brought(history)
        first = attempt.reviews[0].id
        history.transcribed(attempt.id, said("again", "moonshine"))
        assert listed(history, Wanted(engine="moonshine")) == [attempt.id]
        assert history.choices().engines == ("moonshine",)
        history.prefer(attempt.id, first)
        assert listed(history, Wanted(engine="moonshine")) == []
        assert history.choices().engines == ("whisper",)

    def test_a_measured_length_is_listed(self, history: History) -> None:
        attempt = history.begin(ASKED)
        assert attempt.recording is not None
        write_sound(attempt.recording.path, 1.5)
        history.transcribed(attempt.id, said("so far"))
        assert history.rows()[0].seconds == pytest.approx(1.5)

    def test_nothing_can_be_chosen_of_nothing(self, history: History) -> None:
        assert history.choices() == Choices()
        assert history.count() == 0

    def test_choices_are_those_of_the_takes(self, history: History) -> None:
        brought(history, TOLD, story=LIST)
        brought(history, ASKED, story=OUTAGE, engine="moonshine")
        brought(history, None)
        history.write(None, "typed")
        binned = brought(history, Question("core/gone", "design", "Gone?"), story=Story("s3", "Gone"), engine="gone")
        history.bin(binned.id)
        assert history.choices() == Choices(
            ((ASKED.key, ASKED.text), (TOLD.key, TOLD.text)),
            ((LIST.id, LIST.title), (OUTAGE.id, OUTAGE.title)),
            ("moonshine", "whisper"),
        )

    def test_choices_are_called_what_they_were_called_last(self, history: History) -> None:
        brought(history, Question("p/q", "design", "New?"), NOON, story=Story("s", "New"))
        brought(history, Question("p/q", "design", "Old?"), NOON - timedelta(days=1), story=Story("s", "Old"))
        assert history.choices() == Choices((("p/q", "New?"),), (("s", "New"),), ("whisper",))

    def test_the_bin_is_a_list_like_any_other(self, history: History) -> None:
        takes = [brought(history, at=NOON + timedelta(hours=hour)).id for hour in range(3)]
        history.bin(*takes[:2])
        assert listed(history, Wanted(binned=True, order="oldest")) == takes[:2]
        assert listed(history, Wanted(binned=True, since=NOON + timedelta(minutes=1))) == [takes[1]]
        assert (history.count(), history.count(Wanted(binned=True))) == (1, 2)
