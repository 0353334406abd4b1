"""Questions about cases."""

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import selectinload

from collab.clock import today
from collab.collectives.models import Collective, Membership
from collab.people.models import Person
from collab.people.words import Duty

from .lifecycle import Stage
from .models import Case, Contact, Participant

SEES_ALL = {Duty.INTEGRAL_TEAM, Duty.MANDATE_HOLDER}


def visible_to(person: Person) -> Select:
    """The integral team and mandate holders see every case; a civil servant their own and those nobody took yet;
    people of a collective those in which it takes part."""
    if person.duties & SEES_ALL:
        return select(Case)
    own = Case.participants.any(
        Participant.current()
        & Participant.collective.has(
            Collective.memberships.any((Membership.person_id == person.id) & Membership.current())
        )
    )
    if not person.is_officer:
        return select(Case).where(own)
    mine = Case.contacts.any((Contact.person_id == person.id) & Contact.current())
    return select(Case).where(or_(own, mine, Case.stage == Stage.SIGNALLED))


def with_people(query: Select) -> Select:
    """For pages that show who is on it: everything in five statements, however many cases."""
    memberships = selectinload(Case.participants).selectinload(Participant.collective).selectinload(Collective.memberships)
    return query.options(memberships.selectinload(Membership.person), selectinload(Case.contacts).selectinload(Contact.person))


def to_wake() -> Select:
    return select(Case).where(Case.stage == Stage.PARKED, Case.wakes_on <= today())
