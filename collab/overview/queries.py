"""What a first page reads: a fixed number of statements, however many cooperations there are."""

from datetime import timedelta

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload, raiseload, selectinload

from collab.agreements.articles import Article, Wording
from collab.agreements.lifecycle import Status
from collab.agreements.models import Agreement, Party
from collab.agreements.signing import Frozen, Mandate
from collab.cases.lifecycle import Stage
from collab.cases.models import Case, Contact, Participant
from collab.clock import today
from collab.collectives.models import Collective, Membership
from collab.deadlines import Deadline
from collab.history import Event
from collab.people.models import Person
from collab.people.words import Duty
from collab.support.models import Promise
from collab.support.words import State

SOON, MOST = timedelta(days=30), 60
OVER = (Stage.CLOSED, Stage.WITHDRAWN)


def my_cases(person: Person) -> Select:
    """Those in which this person acts: as member of a collective, as contact person or deputy; for the integral
    team also those that nobody took yet."""
    if not person.is_officer:
        held = (Membership.person_id == person.id) & Membership.current()
        through = Participant.collective.has(Collective.memberships.any(held))
        mine = Case.participants.any(Participant.current() & through)
    else:
        mine = Case.contacts.any((Contact.person_id == person.id) & Contact.current())
        if person.has(Duty.INTEGRAL_TEAM):
            mine = or_(mine, Case.stage == Stage.SIGNALLED)
    return select(Case).where(mine, Case.stage.not_in(OVER)).order_by(Case.id.desc()).limit(MOST)


def with_people(query: Select) -> Select:
    members = selectinload(Case.participants).joinedload(Participant.collective).selectinload(Collective.memberships)
    return query.options(
        members.joinedload(Membership.person), selectinload(Case.contacts).joinedload(Contact.person),
        selectinload(Case.agreements), raiseload(Case.events), raiseload(Case.messages), raiseload(Case.deadlines),
        raiseload(Case.promises),
    )  # fmt: skip


def being_written(cases: list[int]) -> Select:
    wordings = selectinload(Agreement.articles).selectinload(Article.wordings)
    query = select(Agreement).where(Agreement.case_id.in_(cases), Agreement.status == Status.NEGOTIATING)
    parties = selectinload(Agreement.parties).joinedload(Party.collective)
    return query.options(wordings.selectinload(Wording.consents), parties, raiseload(Agreement.events))


def waiting_for_signatures(cases: list[int], person: Person) -> Select:
    """Of these cases, and for a mandate holder of all."""
    concerns = Agreement.case_id.in_(cases)
    if person.has(Duty.MANDATE_HOLDER):
        reaches = select(Mandate.id).where(Mandate.person_id == person.id, Mandate.current())
        concerns = or_(concerns, reaches.exists())
    query = select(Agreement).where(concerns, Agreement.status == Status.SIGNING).limit(MOST)
    parties = selectinload(Agreement.parties).joinedload(Party.collective)
    return query.options(parties, selectinload(Agreement.frozen).selectinload(Frozen.signatures))


def promises_that_wait(cases: list[int]) -> Select:
    due = (Promise.state == State.PROMISED) & (Promise.due_on <= today() + SOON)
    waiting = or_(due, Promise.state == State.DELIVERED)
    query = select(Promise).where(Promise.case_id.in_(cases), waiting)
    return query.options(joinedload(Promise.case)).order_by(Promise.due_on, Promise.id).limit(MOST)


def coming_dates(cases: list[int]) -> Select:
    open_ = (Deadline.met_on.is_(None)) & (Deadline.due_on >= today())
    query = select(Deadline).where(Deadline.case_id.in_(cases), open_).options(joinedload(Deadline.case))
    return query.order_by(Deadline.due_on, Deadline.id).limit(6)


def news(cases: list[int], person: Person) -> Select:
    """What others did lately."""
    query = select(Event).where(Event.case_id.in_(cases), Event.actor_id != person.id)
    return query.options(joinedload(Event.actor), joinedload(Event.case)).order_by(Event.id.desc()).limit(25)
