"""In which phase a collective is: one side proposes, the other agrees; it may go back, and blocks nothing."""

from datetime import date, datetime
from typing import NamedTuple

from flask_babel import gettext as _
from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from collab.cases.models import Case
from collab.clock import now, today
from collab.collectives.models import Collective
from collab.db import Model, db
from collab.errors import NotNow
from collab.history import Event, Remembers
from collab.people.models import Lasts, Person
from collab.people.words import Side

from .words import Outcome, Phase

WHOLE = ""  # the collective itself, not one of its activities


class Wanted(NamedTuple):
    """What somebody proposes. Without a phase an activity goes along with the whole again."""

    phase: Phase | None
    since: date
    reason: str
    activity: str = WHOLE


class PhasePeriod(Lasts):
    """The phase a collective, or one of its activities, was in for a while."""

    __tablename__ = "phase_period"
    id: Mapped[int] = mapped_column(primary_key=True)
    collective_id: Mapped[int] = mapped_column(ForeignKey("collective.id"), index=True)
    activity: Mapped[str]
    phase: Mapped[Phase]
    reason: Mapped[str]
    set_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    agreed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    collective: Mapped[Collective] = relationship(
        backref=backref("phases", order_by="(PhasePeriod.starts_on, PhasePeriod.id)")
    )
    set_by: Mapped[Person] = relationship(foreign_keys=set_by_id)
    agreed_by: Mapped[Person | None] = relationship(foreign_keys=agreed_by_id)

    @classmethod
    def enter(
        cls, collective: Collective, wanted: Wanted, *, by: Person, proposed_by: Person | None = None
    ) -> Event:
        """From that day on; what was before ends the day before."""
        if why_not := cannot_begin(collective, wanted):
            raise NotNow(why_not)
        if before := current(collective, wanted.activity):
            before.ends_on = max(before.starts_on, date.fromordinal(wanted.since.toordinal() - 1))
        if wanted.phase is None:
            return collective.record("joined_phase", by)
        period = cls(
            phase=wanted.phase, activity=wanted.activity, reason=wanted.reason, starts_on=wanted.since,
            set_by=proposed_by or by, agreed_by=by if proposed_by else None,
        )  # fmt: skip
        collective.phases.append(period)
        if wanted.activity:
            return collective.record("split_phase", by, phase=wanted.phase)
        return collective.record("entered_phase", by, phase=wanted.phase)


class PhaseProposal(Remembers, Model):
    """A phase one side proposes. One at a time for the whole, and one for each activity."""

    __tablename__ = "phase_proposal"
    id: Mapped[int] = mapped_column(primary_key=True)
    collective_id: Mapped[int] = mapped_column(ForeignKey("collective.id"), index=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)  # where it was made
    side: Mapped[Side]
    phase: Mapped[Phase | None]
    activity: Mapped[str]
    since: Mapped[date]
    reason: Mapped[str]
    outcome: Mapped[Outcome]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None]
    answer: Mapped[str | None]

    collective: Mapped[Collective] = relationship(
        backref=backref("phase_proposals", order_by="PhaseProposal.id")
    )
    case: Mapped[Case] = relationship()
    made_by: Mapped[Person] = relationship(foreign_keys=made_by_id)
    answered_by: Mapped[Person | None] = relationship(foreign_keys=answered_by_id)
    __table_args__ = (
        Index(
            "uq_phase_proposal_open", "collective_id", "activity", unique=True,
            postgresql_where=text("outcome = 'open'"),
        ),
    )  # fmt: skip

    @classmethod
    def make(
        cls, case: Case, collective: Collective, wanted: Wanted, *, seen: int, by: Person
    ) -> "PhaseProposal":
        """`seen` is the number of the proposal on the table that the maker had read; 0 is none."""
        if why_not := cannot_begin(collective, wanted):
            raise NotNow(why_not)
        lying = on_the_table(collective, wanted.activity)
        if (lying.id if lying else 0) != seen:
            raise NotNow(_("There is another proposal on the table by now. Please look at it first."))
        if lying:
            lying._end(Outcome.REPLACED, by)
        proposal = cls(
            case=case, side=by.side, outcome=Outcome.OPEN, made_by=by, made_at=now(), **wanted._asdict()
        )
        collective.phase_proposals.append(proposal)
        proposal.record("made", by, **({"phase": wanted.phase} if wanted.phase else {}))
        return proposal

    def agree(self, by: Person) -> None:
        self._answered_by_the_other(by)
        self._end(Outcome.AGREED, by)
        case, collective, first = self.case, self.collective, self.made_by
        # Written in one piece: the database refuses to add the case to an event that is there already.
        with db.session.no_autoflush:
            event = PhasePeriod.enter(collective, self.wanted, by=by, proposed_by=first)
            event.case = case

    def let_be(self, answer: str, by: Person) -> None:
        """The other side leaves it as it is, for a reason."""
        self._answered_by_the_other(by)
        self.answer = answer or None
        self._end(Outcome.LEFT, by)
        self.record("left", by)

    def withdraw(self, by: Person) -> None:
        if by.side != self.side:
            raise NotNow(_("Only the side that proposed it can take it back."))
        self._end(Outcome.WITHDRAWN, by)
        self.record("withdrawn", by)

    @property
    def wanted(self) -> Wanted:
        return Wanted(self.phase, self.since, self.reason, self.activity)

    def remember(self, event: Event) -> None:
        event.collective_id = self.collective.id
        self.case.events.append(event)

    def _answered_by_the_other(self, by: Person) -> None:
        if by.side == self.side:
            raise NotNow(_("The other side answers this proposal."))

    def _end(self, outcome: Outcome, by: Person) -> None:
        if self.outcome != Outcome.OPEN:
            raise NotNow(_("This proposal is not on the table any more."))
        self.outcome, self.answered_by, self.answered_at = outcome, by, now()


def current(collective: Collective, activity: str = WHOLE) -> PhasePeriod | None:
    """Where it is now; None when that was never said."""
    held = [it for it in collective.phases if it.activity == activity and it.ends_on is None]
    return held[-1] if held else None


def on_the_table(collective: Collective, activity: str = WHOLE) -> PhaseProposal | None:
    lying = (
        it for it in collective.phase_proposals if it.activity == activity and it.outcome == Outcome.OPEN
    )
    return next(lying, None)


def cannot_begin(collective: Collective, wanted: Wanted) -> str | None:
    """Why this phase cannot begin on this day; None when it can."""
    before = current(collective, wanted.activity)
    if wanted.since > today():
        return _("Choose today or an earlier day.")
    if before and wanted.since < before.starts_on:
        return _("The phase of now began later than this day. Choose that day or a later one.")
    if wanted.phase is None and before is None:
        return _("This activity goes along with the whole already.")
    if before and before.phase == wanted.phase:
        return _("That is the phase it is in now.")
    return None
