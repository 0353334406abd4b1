"""How a line in the ledger comes to its end: no, taken back, let go, or its time is over."""

from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _

from collab.clock import today
from collab.errors import NotNow
from collab.people.models import Person

from .words import OVER, About, CarriesOn, State


class Parted:
    """The verbs that end it, and the one that says who carries on."""

    __tablename__ = "promise"

    if TYPE_CHECKING:
        state: Any
        agreement: Any
        until: Any
        successor: Any
        carries_on: Any
        decided_on: Any
        ends: Any
        budgets: Any
        record: Any
        remark: Any
        lapse: Any
        meet_all: Any
        _move: Any

    def decline(self, reason: str | None, alternative: str | None, *, by: Person) -> None:
        """No, with the reason and, where there is one, another way."""
        self._move(State.DECLINED)
        self.remark(About.REFUSAL, reason, by)
        self.remark(About.ALTERNATIVE, alternative, by)
        self.record("declined", by)

    def withdraw(self, by: Person) -> None:
        """Take one's own question or offer back."""
        if self.state not in {State.ASKED, State.OFFERED}:
            raise NotNow(_("Only a question or an offer can be taken back."))
        self._move(State.ENDED)
        self.record("withdrawn", by)

    def release(self, words: str, *, by: Person) -> None:
        """Let go by the side to which it was promised, with thanks or a reason."""
        self._move(State.RELEASED)
        self.lapse()
        self.meet_all()
        self.remark(About.RELEASE, words, by)
        self.record("released", by)

    def end(self, by: Person | None, **because: Any) -> None:
        """Its time is over, or the agreement says something else now."""
        self._move(State.ENDED)
        self.lapse()
        self.meet_all()
        self.record("ended", by, **because)

    def carry_on(self, how: CarriesOn, successor: str | None, words: str | None, *, by: Person) -> None:
        """Decide what happens when its time is over; until then both sides are reminded."""
        if self.state in OVER or self.until is None:
            raise NotNow(_("This has no last day, so there is nothing to decide."))
        if how != CarriesOn.STOPS and not successor:
            raise NotNow(_("Write who carries on, or from what."))
        self.carries_on, self.decided_on = how, today()
        self.successor = successor or None
        for deadline in self.ends:
            deadline.meet()
        self.remark(About.CARRY_ON, words, by)
        self.record("carried_on", by, how=how)

    def stand_in_budget(self, words: str | None, *, by: Person) -> None:
        """The money for it stands in the papers of this round of the budget."""
        waiting = [deadline for deadline in self.budgets if deadline.met_on is None]
        if not waiting:
            raise NotNow(_("No budget papers wait for this at this moment."))
        for deadline in waiting:
            deadline.meet()
        self.remark(About.BUDGET, words, by)
        self.record("budgeted", by)

    @property
    def is_over(self) -> bool:
        return self.state in OVER

    @property
    def awaits_decision(self) -> bool:
        """It has a last day of its own, and nobody decided what comes then."""
        with_the_text = self.agreement is not None and self.until == self.agreement.ends_on
        return not self.is_over and self.until is not None and not self.carries_on and not with_the_text
