"""Who hears what happens in a case: those who act, and who stands in for them while they are away."""

from collections.abc import Iterator
from typing import Any

from collab.db import db
from collab.people.absence import away_today
from collab.people.models import Person
from collab.people.words import Side


def hearers(case: Any, side: Side) -> set[Person]:
    found = set(_officers(case) if side == Side.MUNICIPALITY else _of_collectives(case))
    return {person for person in found | set(_stand_ins(found, side, case)) if person.is_active}


def _officers(case: Any) -> Iterator[Person]:
    yield from (person for person in (case.contact, case.deputy) if person)


def _of_collectives(case: Any) -> Iterator[Person]:
    """Representatives hear everything; a deputy who is none hears it while a contact person is away."""
    for collective in case.collectives:
        held = [one for one in case.spokespeople if one.collective is collective and one.holds]
        contacts = {*collective.representatives, *(one.person for one in held if one.role == "contact")}
        yield from contacts
        if not contacts or any(person.is_away for person in contacts):
            yield from (one.person for one in held)


def _stand_ins(people: set[Person], side: Side, case: Any) -> Iterator[Person]:
    asked = {away_today().get(person.id) for person in people} - {None}
    for person in (db.session.get(Person, number) for number in asked):
        if person and _belongs(person, side, case):
            yield person


def _belongs(person: Person, side: Side, case: Any) -> bool:
    if side == Side.MUNICIPALITY:
        return person.is_officer
    return not person.is_officer and case.collective_of(person) is not None
