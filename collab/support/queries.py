"""Questions about the ledger."""

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from collab.cases import queries as cases
from collab.cases.models import Case
from collab.clock import today
from collab.collectives.models import Collective
from collab.people.models import Person

from .models import Promise
from .words import State


def visible_to(person: Person) -> Select:
    """Whoever sees the case sees what was promised in it."""
    seen = cases.visible_to(person).with_only_columns(Case.id)
    return select(Promise).where(Promise.case_id.in_(seen))


def with_parties(query: Select) -> Select:
    """With what the ledger shows of a promise and asks about it."""
    case = joinedload(Promise.case)
    people = selectinload(Promise.collective).selectinload(Collective.memberships)
    return query.options(case.selectinload(Case.contacts), people)


def called(ref: str) -> Select:
    return select(Promise).where(Promise.ref == ref)


def over() -> Select:
    """Promises whose time has passed and that nobody has to act on any more."""
    idle = Promise.state.in_([State.PROMISED, State.CONFIRMED])
    return select(Promise).where(Promise.until < today(), idle)
