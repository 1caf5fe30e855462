"""The level as bars and in words that do not flicker."""

import pytest
from pytestqt.qtbot import QtBot

from coach.gui.theme import Theme, resized
from coach.gui.widgets.level_meter import BARS, LevelMeter, decibels
from coach.messages import msg
from coach.practice.ports import Level
from tests.gui.sample import TEXTS


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def meter(qtbot: QtBot, theme: Theme, clock: Clock) -> LevelMeter:
    made = LevelMeter(TEXTS, theme, clock)
    qtbot.addWidget(made)
    return made


def feed(meter: LevelMeter, clock: Clock, level: Level, seconds: float = 3.1) -> None:
    for _ in range(int(seconds / 0.064)):
        clock.now += 0.064
        meter.show_level(level)


def test_decibels_are_of_full_scale() -> None:
    assert decibels(1.0) == 0
    assert decibels(0.1) == pytest.approx(-20)
    assert decibels(0.0) == pytest.approx(-120)


@pytest.mark.parametrize(
    ("level", "key"),
    [
        (Level(1, 0.3, 0.1), "practice.level.good"),
        (Level(1, 0.01, 0.002), "practice.level.quiet"),
        (Level(1, 1.0, 0.5), "practice.level.loud"),
        (Level(1, 0.0, 0.0, paused=True), "practice.level.paused"),
        (Level(1, 0.0, 0.0, silent=True), "practice.level.silent"),
    ],
)
def test_the_level_is_told_in_words(meter: LevelMeter, clock: Clock, level: Level, key: str) -> None:
    feed(meter, clock, level)
    feed(meter, clock, level)
    said = {each: TEXTS(each) for each in (key,)}[key]
    assert meter.words.plain == said
    assert said in meter.accessibleName()


def test_the_words_stay_for_a_while_but_silence_is_said_at_once(meter: LevelMeter, clock: Clock) -> None:
    feed(meter, clock, Level(1, 0.3, 0.1), 0.2)
    feed(meter, clock, Level(1, 1.0, 0.5), 1.0)
    assert meter.words.plain == TEXTS(msg("practice.level.good"))
    meter.show_level(Level(1, 0.0, 0.0, silent=True))
    assert meter.words.plain == TEXTS(msg("practice.level.silent"))


def test_the_bars_move_at_most_ten_times_a_second(meter: LevelMeter, clock: Clock) -> None:
    feed(meter, clock, Level(1, 0.3, 0.1), 1.0)
    assert 7 <= sum(height > 0 for height in meter.bars.heights) <= 10
    assert len(meter.bars.heights) == BARS


def test_louder_is_higher_and_a_pause_is_flat(meter: LevelMeter, clock: Clock) -> None:
    heights = []
    for level in (Level(1, 0.1, 0.01), Level(1, 0.5, 0.2), Level(1, 0.5, 0.2, paused=True)):
        clock.now += 0.2
        meter.show_level(level)
        heights.append(meter.bars.heights[-1])
    assert 0 < heights[0] < heights[1] < 1
    assert heights[2] == 0


def test_clearing_goes_back_to_the_start(meter: LevelMeter, clock: Clock, theme: Theme) -> None:
    feed(meter, clock, Level(1, 0.3, 0.1))
    meter.clear()
    assert set(meter.bars.heights) == {0.0}
    assert meter.words.plain == TEXTS(msg("practice.level.none"))
    meter.set_theme(resized(theme, 200))
    meter.bars.push(0.5)
    picture = meter.bars.grab().toImage()
    assert picture.height() == 64
    assert picture.pixelColor(picture.width() - 4, 32) == theme.colour("accent")
