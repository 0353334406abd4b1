"""Questions about the ledger."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from collab.cases import queries as cases
from collab.cases.lifecycle import OVER as ENDED
from collab.cases.models import Case
from collab.clock import today
from collab.collectives.models import Collective, Membership
from collab.people.models import Person
from collab.people.words import Side

from .amounts import PromiseUse
from .models import Promise
from .moving import PromiseProposal
from .remarks import PromiseRemark
from .words import OVER, OWED, Outcome, Sort, State

TOLD = timedelta(days=90)
Kept = Callable[[Person], ColumnElement[bool]]
_kept: list[Kept] = []


def of_texts(function: Kept) -> Kept:
    """A later slice knows which promises stand in a text that somebody goes on reading."""
    _kept.append(function)
    return function


def visible_to(person: Person) -> Select:
    """Whoever sees the case sees what was promised in it; a party that left what it agreed to
    or promised itself."""
    seen = cases.visible_to(person).with_only_columns(Case.id)
    found = select(Promise).where(Promise.case_id.in_(seen))
    if person.is_officer:
        return found
    taking_part = Promise.case_id.in_(select(Case.id).where(cases.takes_part(person)))
    mine = (Membership.person_id == person.id) & Membership.current()
    theirs = Promise.collective.has(Collective.memberships.any(mine))
    return found.where(or_(taking_part, theirs, *(kept(person) for kept in _kept)))


def with_parties(query: Select) -> Select:
    """With what the ledger shows of a promise and asks about it."""
    case = joinedload(Promise.case)
    people = selectinload(Promise.collective).selectinload(Collective.memberships)
    return query.options(case.selectinload(Case.contacts), people)


def of_case(case: Case, person: Person) -> Select:
    """The whole list of one cooperation, with what was said about each line."""
    return visible_to(person).where(Promise.case_id == case.id).order_by(Promise.id).options(
        selectinload(Promise.collective).selectinload(Collective.memberships),
        selectinload(Promise.remarks).joinedload(PromiseRemark.person),
        selectinload(Promise.proposals).joinedload(PromiseProposal.person),
        selectinload(Promise.uses).joinedload(PromiseUse.person),
    )  # fmt: skip


def counted(case: Case, person: Person) -> Select:
    """What the picture needs."""
    used = selectinload(Promise.uses)
    return visible_to(person).where(Promise.case_id == case.id).order_by(Promise.id).options(used)


def still_owed(case: Case, person: Person) -> Select:
    """How many promises of this cooperation somebody still has to keep."""
    mine = visible_to(person).where(Promise.case_id == case.id, Promise.state.in_(OWED))
    return mine.with_only_columns(func.count(Promise.id))


def called(ref: str) -> Select:
    return select(Promise).where(Promise.ref == ref)


def over() -> Select:
    """Promises whose time has passed and that nobody has to act on: late ones stay late. A pause makes what
    was promised beside the text last longer."""
    runs = Promise.agreement_id.is_not(None) | Promise.case.has(Case.turn_stopped_at.is_(None))
    dayless = Promise.state.in_([State.PROMISED, State.UNDER_WAY]) & Promise.due_on.is_(None)
    idle = (Promise.state == State.CONFIRMED) | dayless
    return select(Promise).where(Promise.until < today(), idle, runs)


def unanswered() -> Select:
    """Questions and offers whose promised day of an answer has passed, not so long ago that all know it."""
    runs = Promise.case.has(Case.stage.not_in(ENDED) & Case.turn_stopped_at.is_(None))
    waits = Promise.state.in_([State.ASKED, State.OFFERED]) & runs
    recent = Promise.answer_due_on >= today() - TOLD
    return select(Promise).where(waits, Promise.answer_due_on < today(), recent)


def for_several_years() -> Select:
    """Money or a budget line of the municipality that goes on after this calendar year."""
    year = today().replace(month=12, day=31)
    alive = Promise.state.not_in([*OVER, State.ASKED, State.OFFERED])
    costs = (Promise.sort == Sort.MONEY) | Promise.budget_line.is_not(None)
    return select(Promise).where(Promise.side == Side.MUNICIPALITY, alive, costs, Promise.until > year)


def proposals_waiting(numbers: list[int]) -> Select:
    waits = (PromiseProposal.outcome == Outcome.OPEN, Promise.case_id.in_(numbers))
    joined = PromiseProposal.promise_id == Promise.id
    return select(Promise, PromiseProposal).join(PromiseProposal, joined).where(*waits).order_by(Promise.id)
