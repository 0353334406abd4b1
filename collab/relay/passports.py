"""The contact passport of each side, and what the page of a hand-over shows."""

from datetime import date
from typing import Any, NamedTuple

from collab.cases.models import Case, Contact, ContactRole
from collab.cases.queries import officers
from collab.cases.speaking import spoken_by
from collab.clock import today
from collab.collectives.models import Collective
from collab.collectives.words import Kind
from collab.db import db
from collab.people.absence import Absence
from collab.people.models import Person
from collab.people.words import Side

from . import policy
from .drafting import draw
from .models import Relay


class Place(NamedTuple):
    """Somebody in a place: since and until when, and who stands in while they are away."""

    person: Person
    role: object
    is_first: bool
    since: date | None
    until: date | None
    absence: Absence | None


class Passport(NamedTuple):
    side: Side
    collective: Collective | None
    places: list[Place]
    lacks_deputy: bool
    may_choose: bool
    earlier: list[Any]


def of(case: Case, person: Person) -> list[Passport]:
    theirs = [_passport(case, collective, person) for collective in case.collectives]
    return [*theirs, _passport(case, None, person)]


def lacks_deputy(case: Case, collective: Collective | None) -> bool:
    """From the day there is a contact person. One resident has nobody to name."""
    if case.contact is None or (collective and collective.kind == Kind.NATURAL_PERSON):
        return False
    return (spoken_by(case, collective, ContactRole.DEPUTY) if collective else case.deputy) is None


def places_of(case: Case, person: Person) -> dict[str, Any]:
    """The places of this person's own side that can end, by a key for the form."""
    if person.is_officer:
        return {f"c{one.id}": one for one in case.contacts if one.holds and one.person.is_officer}
    own = [it for it in case.collectives if policy.choose_for(person, case, it) is None]
    return {f"s{one.id}": one for one in case.spokespeople if one.collective in own and one.holds}


def who_could(relay: Relay) -> list[Person]:
    if relay.collective:
        return sorted(relay.collective.people, key=lambda person: person.name)
    return list(db.session.scalars(officers()))


def letter_of(relay: Relay) -> dict[str, Any]:
    """As it was when the letter was written; before that, as the record says now."""
    return relay.letter.drawn if relay.letter else draw(relay.case)


def _passport(case: Case, collective: Collective | None, person: Person) -> Passport:
    held: list[Any] = case.contacts if collective is None else _spoken(case, collective)
    places = [_place(one) for one in held if _stands(one)]
    if collective:
        places += _unchosen(case, collective, {place.person for place in places})
    return Passport(
        Side.COLLECTIVE if collective else Side.MUNICIPALITY, collective,
        sorted(places, key=lambda place: (not place.is_first, place.person.name)),
        lacks_deputy(case, collective), policy.choose_for(person, case, collective) is None,
        [one for one in held if one.ends_on and not one.holds],
    )  # fmt: skip


def _spoken(case: Case, collective: Collective) -> list[Any]:
    return [one for one in case.spokespeople if one.collective is collective]


def _stands(one: Any) -> bool:
    if isinstance(one, Contact):
        return one.holds and one.person.is_active and one.person.is_officer
    return one.holds


def _place(one: Any) -> Place:
    is_first = one.role == ContactRole.CONTACT
    return Place(one.person, one.role.label, is_first, one.starts_on, one.ends_on, absence_of(one.person))


def _unchosen(case: Case, collective: Collective, told: set[Person]) -> list[Place]:
    """Representatives without a place of their own here; the only one is the contact person unasked."""
    sole = spoken_by(case, collective, ContactRole.CONTACT)
    found = []
    for one in collective.memberships:
        if one.is_current and one.person in collective.representatives and one.person not in told:
            is_first = one.person is sole
            role = ContactRole.CONTACT.label if is_first else one.role.label
            away = absence_of(one.person)
            found.append(Place(one.person, role, is_first, one.starts_on, one.ends_on, away))
    return found


def absence_of(person: Person) -> Absence | None:
    if not person.is_away:
        return None
    return next((one for one in person.absences if one.overlaps(today(), today())), None)
