"""Questions about collectives."""

from sqlalchemy import Select, select

from collab.people.models import Person

from .models import Collective, Membership


def visible_to(person: Person) -> Select:
    """Civil servants see the register, people see the collectives they belong to."""
    if person.is_officer:
        return select(Collective)
    own = Collective.memberships.any((Membership.person_id == person.id) & Membership.current())
    return select(Collective).where(own)
