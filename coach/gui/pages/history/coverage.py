"""What was practised in what: anchors by category, stories by category, stories by theme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coach.analysis.coverage import (
    Heard,
    Told,
    describe_anchors,
    describe_stories,
    describe_themes,
    gather_heard,
    next_anchor,
    next_story,
    next_theme,
    stories_by_category,
    stories_by_theme,
)
from coach.gui.bridge import Bridge
from coach.gui.charts.maps.marks import Mark
from coach.gui.charts.maps.matrix import MatrixChart, MatrixValues
from coach.gui.names import anchor_name, category_name
from coach.gui.pages.history.charted import Charted
from coach.gui.theme import Theme
from coach.gui.widgets.paragraph import Paragraph
from coach.messages import Message, Texts, msg
from coach.model import ANCHORS, CATEGORIES, THEMES, Story
from coach.practice.history import AnchorCount, History, StoryCount, Wanted
from coach.practice.rows import category_topic
from coach.practice.stories import THEME_NAMES, Stories

Found = tuple[Sequence[AnchorCount], Sequence[StoryCount], Sequence[Story]]


class CoverageSection(Charted):
    """Show three maps of what was practised; a cell leads to its takes, or to a first one."""

    title = msg("history_charts.coverage")

    def __init__(self, texts: Texts, theme: Theme, bridge: Bridge, history: History, stories: Stories) -> None:
        super().__init__(bridge)
        self._texts = texts
        self._history = history
        self._stories = stories
        self._shown: tuple[Story, ...] = ()
        names = (
            msg("history_charts.coverage.anchors"),
            msg("history_charts.coverage.stories"),
            msg("history_charts.coverage.themes"),
        )
        self._headings = [Paragraph(theme, texts(name), size=20) for name in names]
        self.anchors, self.stories, self.themes = (MatrixChart(texts, theme, name) for name in names)
        self.anchors.chosen.connect(self._choose_anchor)
        self.stories.chosen.connect(self._choose_story)
        self.themes.chosen.connect(self._choose_theme)
        charts = (self.anchors, self.stories, self.themes)
        self.lay_out(*(each for pair in zip(self._headings, charts, strict=True) for each in pair))

    def refresh(self) -> None:
        """Ask the history again."""

        def look() -> Found:
            return self._history.anchors_covered(), self._history.stories_told(), self._stories.stories()

        self.ask(look, self._show)

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        for heading in self._headings:
            heading.set_theme(theme)
        for chart in (self.anchors, self.stories, self.themes):
            chart.set_theme(theme)

    def _show(self, found: Found) -> None:
        heard, told, stories = found
        self._shown = tuple(stories)
        self.anchors.set_values(anchor_values(heard, self._texts))
        self.stories.set_values(story_values(self._shown, told, self._texts))
        self.themes.set_values(theme_values(self._shown, told, self._texts))

    def _choose_anchor(self, row: int, column: int) -> None:
        """Show the takes of the category, or begin with it where there are none."""
        category, mark = CATEGORIES[row], self.anchors.values.cells[row][column]
        if mark.state == "dash":
            self.practice_wanted.emit(category)
        else:
            self.takes_wanted.emit(Wanted(category=category))

    def _choose_story(self, row: int, column: int) -> None:
        story = self._shown[column]
        self._go(story, Wanted(story=story.id, category=CATEGORIES[row]), self.stories.values.cells[row][column])

    def _choose_theme(self, row: int, column: int) -> None:
        story = self._shown[column]
        self._go(story, Wanted(story=story.id), self.themes.values.cells[row][column])

    def _go(self, story: Story, wanted: Wanted, mark: Mark) -> None:
        """Show the takes of a story, or tell it where it was not told yet."""
        if mark.state == "filled":
            self.takes_wanted.emit(wanted)
        else:
            self.practice_wanted.emit(story)


def anchor_values(counts: Sequence[AnchorCount], texts: Texts) -> MatrixValues:
    """Lay out which anchors were heard in which category."""
    cells = gather_heard(
        (one.category, one.anchor, one.state, one.takes) for one in counts if one.category in CATEGORIES
    )
    legend = (
        (Mark("filled", "", share=0.6), msg("history_charts.legend.heard")),
        (Mark("half", ""), msg("history_charts.legend.probably")),
        (Mark("hollow", ""), msg("history_charts.legend.not_yet")),
        (Mark("dash", ""), msg("history_charts.legend.never")),
        (Mark("next", ""), msg("history_charts.legend.next")),
    )
    place = next_anchor(cells)
    return MatrixValues(
        down=tuple(category_name(category, texts) for category in CATEGORIES),
        across=tuple(anchor_name(anchor, texts) for anchor in ANCHORS),
        cells=tuple(
            tuple(heard_mark(cells.get((category, anchor), Heard()), texts) for anchor in ANCHORS)
            for category in CATEGORIES
        ),
        legend=tuple((mark, texts(words)) for mark, words in legend),
        anchors=ANCHORS,
        sentence=describe_anchors(cells, category_topic, lambda name: msg("names.as_written", word=_low(name, texts))),
        next=(CATEGORIES.index(place[0]), ANCHORS.index(place[1])) if place is not None else None,
    )


def _low(anchor: str, texts: Texts) -> str:
    return texts.inside(anchor_name(anchor, texts))


def heard_mark(heard: Heard, texts: Texts) -> Mark:
    """Say and show in how many takes an anchor was heard."""
    if not heard.takes:
        return Mark("dash", texts(msg("history_charts.anchor.never")))
    about = texts(msg("history_charts.anchor.heard", found=heard.found, n=heard.takes))
    if heard.weak:
        about = texts(msg("history_charts.anchor.probably", heard=about, n=heard.weak))
    count = texts(msg("history_charts.anchor.count", found=heard.found, takes=heard.takes))
    if heard.found:
        return Mark("filled", about, count, heard.share)
    return Mark("half" if heard.weak else "hollow", about, count)


def story_values(stories: Sequence[Story], told: Sequence[StoryCount], texts: Texts) -> MatrixValues:
    """Lay out which stories were told in which category."""
    cells = stories_by_category(stories, {(one.story_id, one.category): one.takes for one in told})
    names = tuple(category_name(category, texts) for category in CATEGORIES)
    sentence = describe_stories(stories, cells, category_topic)
    return _story_map(stories, CATEGORIES, names, cells, texts, sentence, next_story(stories, cells))


def theme_values(stories: Sequence[Story], told: Sequence[StoryCount], texts: Texts) -> MatrixValues:
    """Lay out which stories stand for which theme, and were told."""
    cells = stories_by_theme(stories, {(one.story_id, one.category): one.takes for one in told})
    names = tuple(texts(THEME_NAMES[theme]) for theme in THEMES)
    sentence = describe_themes(stories, cells, lambda theme: msg("names.as_written", word=_theme(theme, texts)))
    return _story_map(stories, THEMES, names, cells, texts, sentence, next_theme(stories, cells))


def _theme(theme: str, texts: Texts) -> str:
    return texts.inside(texts(THEME_NAMES[theme]))


def _story_map(
    stories: Sequence[Story],
    keys: Sequence[str],
    names: tuple[str, ...],
    cells: Mapping[tuple[str, str], Told],
    texts: Texts,
    sentence: Message,
    found: tuple[str, Story | None] | None,
) -> MatrixValues:
    legend = (
        (Mark("filled", ""), msg("history_charts.legend.told")),
        (Mark("hollow", ""), msg("history_charts.legend.meant")),
        (Mark("dash", ""), msg("history_charts.legend.none")),
        (Mark("next", ""), msg("history_charts.legend.next")),
    )
    key, story = found or ("", None)
    untitled = texts(msg("history_charts.untitled"))
    return MatrixValues(
        down=names if stories else (),
        across=tuple(story.title or untitled for story in stories),
        cells=tuple(tuple(told_mark(cells[key, story.id], texts) for story in stories) for key in keys if stories),
        legend=tuple((mark, texts(words)) for mark, words in legend),
        sentence=sentence,
        next=(keys.index(key), stories.index(story)) if story is not None else None,
    )


def told_mark(told: Told, texts: Texts) -> Mark:
    """Say and show how often a story was told."""
    if told.takes:
        return Mark("filled", texts(msg("history_charts.story.told", n=told.takes)), str(told.takes))
    if told.meant:
        return Mark("hollow", texts(msg("history_charts.story.meant")))
    return Mark("dash", texts(msg("history_charts.story.none")))
