"""Keeping a promise: on the way, there, received, or not received and what then."""

from datetime import date
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _

from collab.clock import months_after, today
from collab.errors import NotNow
from collab.people.models import Person

from .words import About, State


class Kept:
    """The verbs from promised to confirmed."""

    __tablename__ = "promise"

    if TYPE_CHECKING:
        every: Any
        first_due_on: Any
        due_on: Any
        moved_from: Any
        moves: Any
        until: Any
        round: Any
        state: Any
        delivered_on: Any
        delivered_by: Any
        confirmed_on: Any
        confirmed_by: Any
        contested_on: Any
        record: Any
        remark: Any
        lapse: Any
        _move: Any
        meet_round: Any
        meet_all: Any
        reopen_deadline: Any
        start_deadline: Any
        ask_to_confirm: Any

    def start(self, by: Person) -> None:
        """On the way, says who promised it."""
        self._move(State.UNDER_WAY)
        self.record("started", by)

    def deliver(self, by: Person | None) -> None:
        """Done, says who promised it; the other side confirms. `by=None`: a later slice tells of it."""
        again = {"again": True} if self.state == State.CONTESTED else {}
        self._move(State.DELIVERED)
        self.delivered_on, self.delivered_by = today(), by
        self.lapse()
        self.meet_round()
        self.ask_to_confirm()
        self.record("delivered", by, **again)

    def take_back(self, by: Person | None) -> None:
        """Said too early, says who delivered it: it is promised still, by the same day."""
        self._move(State.PROMISED)
        self.delivered_on = self.delivered_by = None
        self.meet_round()
        self.reopen_deadline()
        self.record("taken_back", by)

    def confirm(self, by: Person | None) -> None:
        """Received, says the other side; a repeating promise comes round again."""
        self._move(State.CONFIRMED)
        self.confirmed_on, self.confirmed_by = today(), by
        self.lapse()
        self.meet_round()
        self.record("confirmed", by)
        if self.next_due_on:
            self.come_round()

    def contest(self, words: str, *, by: Person) -> None:
        """Not received, says the other side, and what is missing; who promised it is asked to answer."""
        self._move(State.CONTESTED)
        self.contested_on, self.delivered_on, self.delivered_by = today(), None, None
        self.meet_round()
        self.reopen_deadline()
        self.remark(About.CONTEST, words, by)
        self.record("contested", by)

    def answer(self, words: str, *, again: bool, by: Person) -> None:
        """What who promised it says to that: delivered again, or a talk first."""
        if self.state != State.CONTESTED:
            raise NotNow(_("There is nothing to answer at this moment."))
        self.remark(About.ANSWER, words, by)
        self.record("answered", by)
        if again:
            self.deliver(by)

    def settle(self, by: Person) -> None:
        """Both sides found a way; a repeating promise goes on with its next moment."""
        self.meet_round()
        self.record("settled", by)
        if self.next_due_on:
            self.come_round()
        else:
            self._move(State.ENDED)
            self.meet_all()

    def come_round(self) -> None:
        due = self.next_due_on
        self._move(State.PROMISED)
        self.round += 1
        self.due_on, self.moved_from, self.moves = due, None, 0
        self.start_deadline()

    def run_until(self, last: date) -> None:
        """Longer than was promised; of one whose last round was done there is a next one."""
        done, self.until = self.next_due_on is None, last
        if done and self.state == State.CONFIRMED and self.next_due_on:
            self.come_round()

    @property
    def next_due_on(self) -> date | None:
        """Counted from the first day, never from the last one, so that months do not shrink."""
        if not self.every.months or not self.first_due_on:
            return None
        due = months_after(self.first_due_on, self.every.months * (self.round + 1))
        return due if self.until is None or due <= self.until else None
