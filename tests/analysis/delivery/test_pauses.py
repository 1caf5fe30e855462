import json
import wave
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.analysis.delivery.noise import find_lift, write_lift
from coach.analysis.delivery.pauses import Pause, Sound, find_silences, speech_spans
from coach.model import Frames, Pausing
from tests.tools.sounds.room import make
from tests.tools.sounds.speech import hush, room, voice


def find_pauses(heard: Sound, first: float, last: float, frames: Frames | None = None) -> tuple[Pause, ...]:
    return find_silences(heard, first, last, frames).pauses


def sound(*parts: float, rate: int = 16000, pausings: tuple[Pausing, ...] = ()) -> Sound:
    """Speak and be silent in turn, beginning with silence."""
    pieces = [hush(part, rate) if number % 2 == 0 else voice(part, rate) for number, part in enumerate(parts)]
    return Sound(room(np.concatenate(pieces)), rate, pausings)


@pytest.mark.parametrize("rate", [8000, 16000, 22050, 44100, 48000])
def test_a_pause_is_found_where_it_is_at_any_rate(rate: int) -> None:
    heard = sound(0.6, 3.0, 1.5, 2.0, 0.4, 2.0, 0.5, rate=rate)

    pauses = find_pauses(heard, 0.6, 9.5)

    assert [pause.name for pause in pauses] == ["long", "brief"]
    assert pauses[0].start == pytest.approx(3.6, abs=0.1)
    assert pauses[0].end == pytest.approx(5.1, abs=0.1)
    assert pauses[1].start == pytest.approx(7.1, abs=0.1)
    assert pauses[1].end == pytest.approx(7.5, abs=0.1)


@pytest.mark.parametrize(
    ("length", "name"), [(0.3, "brief"), (0.99, "brief"), (1.0, "long"), (5.0, "long"), (5.1, "long_think")]
)
def test_pauses_are_named_by_length(length: float, name: str) -> None:
    assert Pause(0.0, length).name == name


def test_short_gaps_are_no_pauses() -> None:
    assert find_pauses(sound(0.5, 2.0, 0.15, 2.0, 0.5), 0.5, 4.6) == ()


def test_silence_around_the_answer_is_no_pause() -> None:
    heard = sound(3.0, 2.0, 3.0, 2.0, 3.0)

    assert find_pauses(heard, 8.0, 10.0) == ()
    assert find_pauses(heard, 3.0, 5.0) == ()
    assert len(find_pauses(heard, 3.0, 10.0)) == 1


def test_a_pressed_pause_is_not_counted() -> None:
    heard = sound(0.5, 3.0, 1.5, 3.0, 1.5, 3.0, 0.5, pausings=(Pausing(4.0, 20.0),))

    pauses = find_pauses(heard, 0.5, 12.5)

    assert [round(pause.start) for pause in pauses] == [8]


def test_a_long_think_stays_one_silence_in_room_noise() -> None:
    pauses = find_pauses(sound(0.5, 8.0, 25.0, 8.0, 0.5), 0.5, 41.5)

    assert [pause.name for pause in pauses] == ["long_think"]
    assert pauses[0].seconds == pytest.approx(25.0, abs=0.2)


def test_a_click_in_a_silence_does_not_split_it() -> None:
    heard = sound(0.5, 3.0, 2.0, 3.0, 0.5)
    samples = heard.samples.copy()
    samples[round(4.5 * 16000) : round(4.5 * 16000) + 80] = 12000

    pauses = find_pauses(Sound(samples, 16000), 0.5, 8.5)

    assert len(pauses) == 1


@pytest.mark.parametrize("count", [0, 1, 79, 80, 400])
def test_hardly_any_sound_has_no_speech(count: int) -> None:
    assert speech_spans(Sound(np.zeros(count, dtype=np.int16), 16000)) == ()


@pytest.mark.parametrize(
    ("first", "last", "begins", "ends"),
    [
        (1.0, 6.0, 1.0, 6.0),
        (0.0, 6.5, 1.0, 6.0),
        (1.3, 5.7, 1.0, 6.0),
        (2.0, 5.0, 2.0, 5.0),
        (8.0, 9.0, 8.0, 9.0),
        (0.1, 0.2, 0.1, 0.2),
    ],
)
def test_the_sound_puts_the_first_and_last_word_right(first: float, last: float, begins: float, ends: float) -> None:
    """Recognisers stretch the words beside a silence; speech long before or after them is somebody else's."""
    silences = find_silences(sound(1.0, 5.0, 4.0), first, last)

    assert (silences.begins, silences.ends) == pytest.approx((begins, ends), abs=0.1)


def test_digital_silence_has_no_pauses() -> None:
    assert find_pauses(Sound(hush(5.0), 16000), 0.0, 5.0) == ()


def test_chunks_leave_no_seam(tmp_path: Path) -> None:
    """Two and a half minutes from a memory map: pauses at the edges of a chunk are found like all others."""
    pieces = [hush(0.5)] + [voice(2.0), hush(1.0)] * 50
    path = tmp_path / "long.raw"
    room(np.concatenate(pieces)).tofile(path)
    samples = np.memmap(path, dtype=np.int16, mode="r")

    pauses = find_pauses(Sound(samples, 16000), 0.5, 150.0)

    assert len(pauses) == 49
    assert all(pause.seconds == pytest.approx(1.0, abs=0.12) for pause in pauses)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(0, 3 * 16000), st.sampled_from([8000, 11025, 16000]), st.floats(0, 20000))
def test_any_sound_gives_pauses_in_order(seed: int, count: int, rate: int, loud: float) -> None:
    noise = np.random.default_rng(seed).normal(0, loud, count)
    heard = Sound(np.clip(noise, -32768, 32767).astype(np.int16), rate)

    pauses = find_pauses(heard, 0.0, heard.seconds)

    assert all(0 <= pause.start < pause.end <= heard.seconds for pause in pauses)
    assert all(one.end <= two.start for one, two in pairwise(pauses))
    assert all(pause.seconds >= 0.25 for pause in pauses)


def noted(*parts: float, hop: float = 0.024, sure: float = 0.95) -> Frames:
    """Note a voice where `sound` of the same parts has one."""
    edges = np.cumsum([0.0, *parts])
    at = (np.arange(int(edges[-1] / hop)) + 0.5) * hop
    speaks = np.searchsorted(edges, at, side="right") % 2 == 0
    return Frames(hop, voice=np.where(speaks, 255 * sure, 255 * (1 - sure)).astype(np.uint8).tobytes())


@pytest.mark.parametrize("rate", [16000, 48000])
def test_what_was_noted_of_a_voice_wins_over_other_sounds(rate: int) -> None:
    """Somebody hums a tune while another thinks: by loudness it is speech, by what was noted it is none."""
    heard = sound(0.5, 3.0, 2.0, 3.0, 0.5, rate=rate)
    samples = heard.samples.copy()
    samples[round(4.0 * rate) : round(5.0 * rate)] += voice(1.0, rate, loud=2000.0)
    hummed = Sound(samples, rate)

    (pause,) = find_pauses(hummed, 0.5, 8.5, noted(0.5, 3.0, 2.0, 3.0, 0.5))

    assert (pause.start, pause.end) == pytest.approx((3.5, 5.5), abs=0.06)
    assert len(find_pauses(hummed, 0.5, 8.5)) == 2


def test_the_sound_says_exactly_where_a_voice_ends() -> None:
    """Notes that come late and are unsure are put right by the sound."""
    frames = noted(0.65, 3.0, 2.0, 3.0, 0.35, sure=0.7)

    (pause,) = find_pauses(sound(0.5, 3.0, 2.0, 3.0, 0.5), 0.5, 8.5, frames)

    assert (pause.start, pause.end) == pytest.approx((3.5, 5.5), abs=0.08)


def test_behind_the_end_of_what_was_noted_the_sound_decides() -> None:
    (pause,) = find_pauses(sound(0.5, 3.0, 2.0, 3.0, 0.5), 0.5, 8.5, noted(0.5, 2.5))

    assert (pause.start, pause.end) == pytest.approx((3.5, 5.5), abs=0.1)


def test_how_far_the_sound_stands_out_need_not_be_looked_for_again_where_it_was_noted() -> None:
    parts = (0.5, 3.0, 2.0, 3.0, 0.5)
    loud = replace(noted(*parts), lift=write_lift(find_lift(sound(*parts).samples, 16000, voicing=False)))

    silent = Sound(np.zeros(9 * 48000, dtype=np.int16), 48000)

    assert find_pauses(silent, 0.5, 8.5, loud) == find_pauses(sound(*parts), 0.5, 8.5, noted(*parts))


def test_frames_without_a_voice_are_as_good_as_none() -> None:
    heard = sound(0.5, 3.0, 2.0, 3.0, 0.5)

    assert find_pauses(heard, 0.5, 8.5, Frames(0.024, filler=bytes(300))) == find_pauses(heard, 0.5, 8.5)


@pytest.mark.parametrize("name", ["white", "pink", "hum", "fan", "silence"])
@pytest.mark.parametrize("level", [-75.0, -55.0])
def test_pauses_are_found_in_rooms_of_every_kind(name: str, level: float) -> None:
    pieces = np.concatenate([hush(0.6), voice(3.0), hush(1.2), voice(3.0), hush(0.6)])
    samples = pieces + make(name, len(pieces) / 16000, level, seed=3)

    (pause,) = find_pauses(Sound(samples.astype(np.int16), 16000), 0.6, 7.8)

    assert (pause.start, pause.end) == pytest.approx((3.6, 4.8), abs=0.12)


def test_a_fan_that_goes_on_in_the_middle_is_no_speech() -> None:
    pieces = np.concatenate([hush(0.5)] + [voice(2.0), hush(1.0)] * 14)
    fan = make("fan", len(pieces) / 16000, -50.0, seed=1)
    fan[: len(fan) // 2] //= 20

    pauses = find_pauses(Sound((pieces + fan).astype(np.int16), 16000), 0.5, 41.5)

    away = [pause for pause in pauses if abs(pause.start - 21.25) > 3.0]
    assert len(pauses) == 13
    assert len(away) == 11
    assert all(pause.seconds == pytest.approx(1.0, abs=0.15) for pause in away)


def test_a_recording_that_is_far_too_loud_has_its_pauses() -> None:
    clipped = np.clip(sound(0.5, 3.0, 1.0, 3.0, 0.5).samples.astype(np.int32) * 40, -32768, 32767).astype(np.int16)

    (pause,) = find_pauses(Sound(clipped, 16000), 0.5, 7.5)

    assert (pause.start, pause.end) == pytest.approx((3.5, 4.5), abs=0.1)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from([0.4, 0.7, 1.3, 2.2]), min_size=1, max_size=4), st.floats(-30, 12))
def test_the_level_of_the_microphone_makes_no_difference(gaps: list[float], gain: float) -> None:
    parts = [0.5, 1.5] + [part for gap in gaps for part in (gap, 1.5)] + [0.5]
    quiet = sound(*parts)
    louder = Sound((quiet.samples * 10 ** (gain / 20)).astype(np.int16), 16000)
    end = quiet.seconds - 0.5

    pauses = find_pauses(louder, 0.5, end)

    assert [pause.seconds for pause in pauses] == pytest.approx(gaps, abs=0.15)


def test_real_pauses_are_found(speech_dir: Path) -> None:
    """The rule of the labels' own scorer: half covered and at most twice as long; three in four must be found."""
    index = json.loads((speech_dir / "pauses" / "index.json").read_text())
    found = wanted = wrong = told = 0
    for clip in index:
        pauses = find_pauses(_read(speech_dir / "pauses" / clip["file"]), 0.0, clip["duration_s"])
        spans = [(pause.start, pause.end) for pause in pauses]
        true = [(start, end) for start, end in clip["pauses"]]
        for one in (one for one in true if one[1] - one[0] >= 0.3):
            wanted += 1
            best = max(spans, key=lambda span: _shared(span, one), default=(0.0, 0.0))
            found += _shared(best, one) >= 0.5 * (one[1] - one[0]) and best[1] - best[0] <= 2 * (one[1] - one[0])
        for span in (span for span in spans if span[1] - span[0] >= 0.4):
            told += 1
            wrong += sum(_shared(span, one) for one in true) < 0.5 * (span[1] - span[0])
    recall, precision = found / wanted, 1 - wrong / told

    assert 2 * recall * precision / (recall + precision) >= 0.85


def _shared(one: tuple[float, float], two: tuple[float, float]) -> float:
    return max(0.0, min(one[1], two[1]) - max(one[0], two[0]))


def _read(path: Path) -> Sound:
    with wave.open(str(path)) as file:
        return Sound(np.frombuffer(file.readframes(file.getnframes()), dtype=np.int16), file.getframerate())
