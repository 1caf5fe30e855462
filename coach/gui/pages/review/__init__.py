"""The review of one take."""

from coach.gui.pages.review.page import ReviewPage

__all__ = ["ReviewPage"]
