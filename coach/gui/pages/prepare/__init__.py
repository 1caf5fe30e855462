"""What a person prepares before speaking."""

from coach.gui.pages.prepare.page import PreparePage
from coach.gui.pages.prepare.questions import QuestionsSection
from coach.gui.pages.prepare.stories import StoriesSection

__all__ = ["PreparePage", "QuestionsSection", "StoriesSection"]
