"""Which dates somebody may see, asked again at every reading."""

from datetime import timedelta

from sqlalchemy import ColumnElement, Select, or_, select, true
from sqlalchemy.orm import joinedload

from collab.agreements import queries as agreements
from collab.agreements.models import Agreement
from collab.cases import queries as cases
from collab.cases.models import Case
from collab.clock import today
from collab.deadlines import Deadline, Kind
from collab.deadlines.kinds import NO_DATE
from collab.people.models import Person

from .models import Change, Feed

MOST_DATES, MOST_CASES = 1000, 200
BACK = timedelta(days=31)
INSIDE = (Kind.OPINION, Kind.APPROVAL)  # what one side prepares among its own


def feeds_of(person: Person) -> Select:
    query = select(Feed).where(Feed.person_id == person.id, Feed.revoked_at.is_(None))
    return query.options(joinedload(Feed.case)).order_by(Feed.id)


def cases_of(person: Person) -> Select:
    return cases.on_the_desk_of(person).order_by(Case.id.desc()).limit(MOST_CASES)


def dates_of(person: Person, case: Case | None) -> Select:
    """Open days of one cooperation or of all on this person's desk, with how often each changed."""
    seen = cases.visible_to(person).where(Case.id == case.id) if case else cases.on_the_desk_of(person)
    mine = Deadline.kind.not_in(INSIDE) | (Deadline.side == person.side)
    told = (Deadline.kind.not_in(NO_DATE), mine, _is_theirs(person))
    open_ = (Deadline.met_on.is_(None), Deadline.due_on >= today() - BACK, *told)
    query = select(Deadline, Change).outerjoin(Change, Change.deadline_id == Deadline.id)
    query = query.where(Deadline.case_id.in_(seen.with_only_columns(Case.id).order_by(None)), *open_)
    return query.options(joinedload(Deadline.case)).order_by(Deadline.due_on, Deadline.id).limit(MOST_DATES)


def change_of(number: int) -> Select:
    return select(Change).where(Change.deadline_id == number)


def _is_theirs(person: Person) -> ColumnElement[bool]:
    """A party that left keeps the days of what it agreed to, and gets none of what came after."""
    if person.is_officer:
        return true()
    read = agreements.visible_to(person).with_only_columns(Agreement.id)
    taking_part = select(Case.id).where(cases.takes_part(person))
    return or_(Deadline.agreement_id.in_(read), Deadline.case_id.in_(taking_part))
