"""Stories for the tests of their widgets."""

from coach.model import Story

SPIKE_STORY = Story(
    "s1",
    "The retention spike",
    {"problem": "day-7 +9 points overnight", "decision": "held the number back", "lesson": "ask what moved"},
    {"who": "Ada", "object": "the slide with the hole"},
    ("failure", "influence"),
    ("metrics",),
)
LIST_STORY = Story("s2", "The night list", {"tradeoff": "clerk lost her overview"})
UNTITLED = Story("s3", "", {"problem": "legacy billing nobody understood"})
