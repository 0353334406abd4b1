"""Questions about collectives."""

from sqlalchemy import Select, select, tuple_
from sqlalchemy.orm import selectinload

from collab.people.models import Person

from .models import Authority, Collective, Membership

PAGE = 50


def visible_to(person: Person) -> Select:
    """Civil servants see the register, people see the collectives they belong to."""
    if person.is_officer:
        return select(Collective)
    own = Collective.memberships.any((Membership.person_id == person.id) & Membership.current())
    return select(Collective).where(own)


def listed(person: Person, after: Collective | None, words: str = "") -> Select:
    """A page of the register by name, and one more to know whether there is a next."""
    query = visible_to(person).order_by(Collective.name, Collective.id).limit(PAGE + 1)
    if after:
        query = query.where(tuple_(Collective.name, Collective.id) > (after.name, after.id))
    return query.where(Collective.name.icontains(words, autoescape=True)) if words else query


def people_of(collective: Collective) -> Select:
    """Everyone who belongs or belonged to it, newest first."""
    query = (
        select(Membership)
        .where(Membership.collective_id == collective.id)
        .options(selectinload(Membership.person))
    )
    return query.order_by(Membership.starts_on.desc(), Membership.id.desc())


def authorities_of(collective: Collective) -> Select:
    query = (
        select(Authority)
        .where(Authority.collective_id == collective.id)
        .options(selectinload(Authority.person))
    )
    return query.order_by(Authority.starts_on.desc(), Authority.id.desc())
