"""What advice and approval ask of people, for everyone's first page."""

from collections.abc import Iterator

from flask import url_for
from flask_babel import gettext as _

from collab.cases.doing import Todo, waits, waits_for
from collab.cases.models import Case
from collab.clock import local, now, today, working_days_after, working_days_between
from collab.db import db
from collab.people.models import Person

from . import eyes, queries
from .opinions import Opinion
from .seats import ApprovalSeat
from .words import SeatKind


@waits_for
def approvals(person: Person) -> list[Todo]:
    """Texts that lie before this person."""
    asked = db.session.scalars(queries.seats_asked_of(person)).unique().all()
    return [_approval(seat) for seat in asked if seat.is_for(person) and not _is_of_writer(seat, person)]


@waits
def advice(desk: list[Case]) -> Iterator[Todo]:
    """The asker is to act when the adviser wants more time, or kept silent."""
    cases = {case.id: case for case in desk}
    for it in db.session.scalars(queries.open_opinions(list(cases))):
        if it.wished_on or it.unanswered_on:
            yield _advice(it, cases[it.agreement.case_id])


def _is_of_writer(seat: ApprovalSeat, person: Person) -> bool:
    return seat.kind == SeatKind.COLLEAGUE and person in eyes.drafters(seat.round.agreement)


def _approval(seat: ApprovalSeat) -> Todo:
    agreement, side = seat.round.agreement, seat.round.party.side
    due = working_days_after(local(seat.asked_at or now()).date(), seat.days)
    where = url_for("approvals.approve", ref=agreement.ref)
    act, late = _("Approve the text, or ask for a change"), working_days_between(due, today())
    return Todo(agreement.case, side, act, where, due_on=due, days_late=late)


def _advice(it: Opinion, case: Case) -> Todo:
    where = url_for("approvals.opinion", ref=it.agreement.ref, number=it.number)
    if it.wished_on:
        return Todo(case, it.party.side, _("%(unit)s asks for more time to advise", unit=it.unit), where)
    act = _("%(unit)s gave no advice: ask again, or go on without it", unit=it.unit)
    return Todo(case, it.party.side, act, where, due_on=it.due_on, days_late=it.days_late)
