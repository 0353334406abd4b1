"""What advice and approval ask of people, for everyone's first page."""

from collections.abc import Iterator

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import select

from collab.cases.doing import Todo, waits, waits_for
from collab.cases.models import Case
from collab.clock import today, working_days_between
from collab.db import db
from collab.deadlines import Deadline
from collab.people.models import Person

from . import eyes, queries
from .opinions import Opinion
from .seats import ApprovalSeat
from .words import SeatKind


@waits_for
def approvals(person: Person) -> list[Todo]:
    """Texts that lie before this person."""
    asked = db.session.scalars(queries.seats_asked_of(person)).unique().all()
    mine = [seat for seat in asked if seat.is_for(person) and not _is_of_writer(seat, person)]
    clocks = select(Deadline).where(Deadline.key.in_([seat.round.key_of(seat) for seat in mine]))
    by_key = {one.key: one for one in (db.session.scalars(clocks) if mine else ())}
    return [_approval(seat, by_key[seat.round.key_of(seat)]) for seat in mine]


@waits
def advice(desk: list[Case]) -> Iterator[Todo]:
    """The asker is to act when the adviser wants more time, or kept silent."""
    cases = {case.id: case for case in desk}
    for it in db.session.scalars(queries.open_opinions(list(cases))):
        if it.wished_on or it.unanswered_on:
            yield _advice(it, cases[it.agreement.case_id])


def _is_of_writer(seat: ApprovalSeat, person: Person) -> bool:
    return seat.kind == SeatKind.COLLEAGUE and person in eyes.drafters(seat.round.agreement)


def _approval(seat: ApprovalSeat, clock: Deadline) -> Todo:
    agreement, side = seat.round.agreement, seat.round.party.side
    where = url_for("approvals.approve", ref=agreement.ref)
    late = working_days_between(clock.due_on, today()) if clock.is_late else 0
    act = _("Approve the text, or ask for a change")
    return Todo(agreement.case, side, act, where, due_on=clock.due_on, days_late=late)


def _advice(it: Opinion, case: Case) -> Todo:
    where = url_for("approvals.opinion", ref=it.agreement.ref, number=it.number)
    if it.wished_on:
        return Todo(case, it.party.side, _("%(unit)s asks for more time to advise", unit=it.unit), where)
    act = _("%(unit)s gave no advice: ask again, or go on without it", unit=it.unit)
    return Todo(case, it.party.side, act, where, due_on=it.due_on, days_late=it.days_late)
