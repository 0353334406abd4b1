"""Who is around a text: whom one can write to, and who is meant by @Name."""

import re
from typing import NamedTuple

from collab.agreements.models import Agreement
from collab.agreements.parties import Party
from collab.collectives.words import MemberRole
from collab.db import db
from collab.people.models import Person

from . import policy, queries
from .messages import Said

WRITES = {MemberRole.EDITOR, MemberRole.REPRESENTATIVE}


class Ring(NamedTuple):
    """The people of one party that somebody can reach."""

    party: Party
    people: list[Person]


def around(person: Person, agreement: Agreement) -> list[Ring]:
    """Of one's own party all who read along, first; of the others who write, and only for who may speak. A
    party that left is none of the others any more."""
    mine = agreement.party_for(person)
    others = [party for party in agreement.parties if party is not mine and party.is_asked]
    asked = [*([mine] if mine else []), *(others if policy.speak(person, agreement) is None else [])]
    rings = [Ring(party, _reached(party, person, own=party is mine)) for party in asked]
    return [ring for ring in rings if ring.people]


def readers_of(said: Said, person: Person) -> list[Person]:
    """Who, besides the writer, can be asked to look at a message that is there already."""
    rings = around(person, said.agreement)
    if said.is_shared:
        return [reader for ring in rings for reader in ring.people]
    if said.reader_id:
        other = said.other(person)
        return [other] if other and policy.answer(person, said) is None else []
    return [reader for ring in rings if ring.party is said.party for reader in ring.people]


def named_in(text: str, people: list[Person]) -> list[Person]:
    """Whom a text means by @Ana Pinas, or by @Ana when only one of them is called that."""
    found = {person.id for person in people if _says(text, person.name)}
    for person in people:
        first = person.name.split()[0]
        alone = sum(first == other.name.split()[0] for other in people) == 1
        if alone and _says(text, first):
            found.add(person.id)
    return [person for person in people if person.id in found]


def _says(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w)@{re.escape(name)}(?!\w)", text, re.IGNORECASE) is not None


def _reached(party: Party, person: Person, own: bool) -> list[Person]:
    people = _of_collective(party, own) if party.collective else _of_municipality(party.agreement, own)
    there = {p.id: p for p in people if p.is_active and p is not person}
    return [p for p in there.values() if party.agreement.party_for(p) is party]


def _of_municipality(agreement: Agreement, own: bool) -> list[Person]:
    contacts = list(db.session.scalars(queries.contacts_of(agreement)))
    return [*contacts, *db.session.scalars(queries.colleagues())] if own else contacts


def _of_collective(party: Party, own: bool) -> list[Person]:
    current = [membership for membership in party.collective.memberships if membership.is_current]
    people = [membership.person for membership in current if own or membership.role in WRITES]
    return sorted(people, key=lambda person: person.name)
