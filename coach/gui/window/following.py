"""What follows when something happens to a take: it is shown, done again, reviewed, told about."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from coach.errors import CoachError
from coach.gui.bridge import Bridge
from coach.gui.making.reviews import Review
from coach.gui.parts import Parts
from coach.gui.widgets.notice import NoticeBar
from coach.gui.window.pages import HISTORY, PRACTICE, REVIEW, SETTINGS, Pages
from coach.messages import msg
from coach.model import Attempt, Question, Story
from coach.practice.choose import Offer


class Following(QObject):
    """Lead takes from page to page; the pages do not know each other."""

    def __init__(
        self, parts: Parts, bridge: Bridge, pages: Pages, notice: NoticeBar, show_page: Callable[[int], None]
    ) -> None:
        super().__init__(notice)
        self._parts, self._bridge, self._pages, self._notice = parts, bridge, pages, notice
        self._show_page = show_page
        self._connect_practice()
        self._connect_prepare()
        self._connect_review()
        self._connect_history()

    def _connect_practice(self) -> None:
        practice = self._pages.practice
        practice.reviewed.connect(partial(self.show_review, fresh=True))
        practice.review_ended.connect(self._review_ended)
        practice.reviews.progressed.connect(self._review_progress)
        practice.troubled.connect(self.show_error)
        practice.told.connect(self._notice.line_up)

    def _connect_prepare(self) -> None:
        stories, questions = self._pages.stories, self._pages.questions
        stories.changed.connect(self._pages.practice.view.story.set_stories)
        stories.practise.connect(self.tell)
        stories.troubled.connect(self.show_error)
        questions.changed.connect(self._pages.set_questions)
        questions.practise.connect(self.try_again)
        questions.noted.connect(self._notice.say)
        questions.troubled.connect(self.show_error)

    def _connect_review(self) -> None:
        review, transcripts = self._pages.review, self._pages.transcripts
        review.try_again.connect(self.try_again)
        review.closed.connect(partial(self._show_page, HISTORY))
        review.review_wanted.connect(self.review_again)
        review.cancel_wanted.connect(self._pages.practice.reviews.stop)
        review.shown.connect(transcripts.show_attempt)
        review.versions.card.settings_wanted.connect(partial(self._show_page, SETTINGS))
        transcripts.changed.connect(self.take_changed)
        transcripts.told.connect(self._notice.say)
        transcripts.troubled.connect(self.show_error)
        self._pages.practice.busy_changed.connect(transcripts.hold)
        review.compare_wanted.connect(self.compare_with_another)
        review.export_wanted.connect(lambda attempt: self._pages.exporting.ask([attempt.id]))
        review.star_wanted.connect(self._star)
        review.rename_wanted.connect(self._rename)
        editing = self._pages.editing
        editing.changed.connect(self.take_changed)
        editing.told.connect(self._notice.say)
        editing.troubled.connect(self.show_error)

    def _connect_history(self) -> None:
        history = self._pages.history
        history.opened.connect(self.open_attempt)
        history.practice_wanted.connect(partial(self._show_page, PRACTICE))
        history.review_wanted.connect(self.review_again)
        history.practise.connect(self.practise)
        history.compare_wanted.connect(self._compare_two)
        history.export_wanted.connect(self._pages.exporting.ask)

    def show_error(self, error: CoachError) -> None:
        """Say what happened and what to do, without a window of its own."""
        self._notice.show_error(error)

    def open_attempt(self, attempt_id: str) -> None:
        """Open a take of the history on the Review page."""
        searched = self._pages.history.searched

        def show(attempt: Attempt) -> None:
            self.show_review(attempt)
            if searched:
                self._pages.review.reading.go_to_found(searched)

        self._bridge.call("errand", lambda: self._parts.history.attempt(attempt_id), on_done=show)

    def show_review(self, attempt: Attempt, *, fresh: bool = False) -> None:
        """Show a take, with how far its review has come; `fresh` says that it was just spoken."""
        self._pages.review.show_attempt(attempt, fresh=fresh)
        making = self._pages.practice.reviews.find(attempt.id)
        if making is not None:
            self._review_progress(making)
        self._show_page(REVIEW)

    def try_again(self, wish: Attempt | Question | None) -> None:
        """Ask a question, or that of a take, once more."""
        practice = self._pages.practice
        question = wish.question if isinstance(wish, Attempt) else wish
        if isinstance(wish, Attempt):
            practice.tell(wish.story)
        if question is not None:
            practice.ask(question)
        self._show_page(PRACTICE)

    def tell(self, story: Story) -> None:
        """Practise with a story."""
        self._pages.practice.tell(story)
        self._show_page(PRACTICE)

    def practise(self, wish: object) -> None:
        """Practise something that is behind: a category by its name, a story, or anything."""
        if isinstance(wish, Story):
            self.tell(wish)
            return
        if isinstance(wish, str):
            self._bridge.call("errand", lambda: self._pages.offer_of(wish), on_done=self._offered)
        self._show_page(PRACTICE)

    def _offered(self, offer: Offer | None) -> None:
        if offer is not None:
            self._pages.practice.ask(offer.question, self._parts.texts(offer.why))

    def compare_with_another(self, attempt: Attempt) -> None:
        """Lay a take beside the newest other one of its question or story."""
        self._show_page(HISTORY)
        self._pages.history.tabs.setCurrentWidget(self._pages.compare)
        self._pages.compare.show_with_another(attempt)

    def _compare_two(self, ids: tuple[str, str]) -> None:
        self._pages.history.tabs.setCurrentWidget(self._pages.compare)
        self._pages.compare.show_pair(*ids)

    def review_again(self, attempt_id: str) -> None:
        """Transcribe and judge a take that has no review yet."""
        self._bridge.call("errand", lambda: self._parts.history.attempt(attempt_id), on_done=self._start_review)

    def take_changed(self, attempt: Attempt) -> None:
        """Show a take anew where it is the one that shows."""
        if self._showing(attempt):
            self._pages.review.show_attempt(attempt)

    def _star(self, attempt_id: str, starred: bool) -> None:
        self._note(attempt_id, lambda: self._parts.history.star(starred, attempt_id))

    def _rename(self, attempt_id: str, title: str) -> None:
        self._note(attempt_id, lambda: self._parts.history.rename(attempt_id, title))

    def _note(self, attempt_id: str, write: Callable[[], object]) -> None:
        """Keep what the page shows already; where that fails, show the take as it is and say why."""

        def failed(error: BaseException) -> None:
            self._bridge.call("errand", lambda: self._parts.history.attempt(attempt_id), on_done=self.take_changed)
            if isinstance(error, CoachError):
                self.show_error(error)

        self._bridge.call("errand", write, on_failed=failed)

    def _start_review(self, attempt: Attempt) -> None:
        reviews = self._pages.practice.reviews
        if reviews.find(attempt.id) is None:
            reviews.begin(attempt, lambda controls: self._parts.practice.review(attempt, lambda: True, controls))
        self.show_review(attempt)

    def _showing(self, attempt: Attempt) -> bool:
        shown = self._pages.review.attempt
        return shown is not None and shown.id == attempt.id

    def _review_progress(self, review: Review) -> None:
        if self._showing(review.attempt) and not review.awaited:
            self._pages.review.show_progress(review.until, review.seconds)

    def _review_ended(self, review: Review, error: BaseException | None) -> None:
        """Show how a review ended where its take is on the page; elsewhere say so."""
        if isinstance(error, CoachError):
            tell = self._pages.review.show_failed if self._showing(review.attempt) else self.show_error
            tell(error)
        elif self._showing(review.attempt):
            self._pages.review.show_attempt(review.judged or review.attempt)
        elif review.judged is not None:
            self._notice.say(msg("practice.behind.ready"))
