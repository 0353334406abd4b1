"""Bringing somebody into a collective by their address, known to us or not."""

from collab.db import db
from collab.people.models import Person
from collab.people.queries import of_address
from collab.people.words import Purpose

from .models import Collective
from .words import MemberRole


def bring_in(collective: Collective, name: str, email: str, *, role: MemberRole, by: Person) -> Person:
    """Whoever never signed in gets an invitation by mail; whoever did is told that they belong to it."""
    person = db.session.scalar(of_address(email))
    if person is None:
        person = Person.join(name, email, by.language)
        db.session.add(person)
        db.session.flush()
    collective.admit(person, role, by=by)
    if not person.arrived_at:
        person.ask_link(Purpose.INVITATION, by=by)
    return person
