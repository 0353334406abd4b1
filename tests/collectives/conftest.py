"""Ana represents Green Street, Eve writes along, Ali reads along; Ben is an officer; Cyd is elsewhere."""

from datetime import timedelta
from time import time
from types import SimpleNamespace

import pytest

NAMES = ("Ana", "Ali", "Eve", "Ben", "Cyd")


@pytest.fixture
def cast(session, app):
    from collab.collectives.models import Collective
    from collab.collectives.words import Kind, LegalForm, MemberRole
    from collab.people.models import Person
    from collab.people.words import Duty

    with app.test_request_context():
        people = {name: Person.join(name, f"{name.lower()}@town.example", "en") for name in NAMES}
        session.add_all(people.values())
        session.flush()
        ana, group = people["Ana"], (Kind.INFORMAL_GROUP, LegalForm.NONE_YET)
        people["Ben"].appoint(Duty.OFFICER, by=None)
        green = Collective.register("C-901", "Green Street", *group, by=ana)
        other = Collective.register("C-902", "Other Street", *group, by=people["Cyd"])
        session.add_all([green, other])
        green.admit(people["Ali"], MemberRole.READER, by=ana)
        green.admit(people["Eve"], MemberRole.EDITOR, by=ana)
        session.flush()
    return SimpleNamespace(
        **{name.lower(): person for name, person in people.items()}, green=green, other=other
    )


@pytest.fixture
def as_(app, session):
    """A browser of this person, signed in."""

    def as_(person):
        _begun, key = person.arrive(timedelta(hours=1))
        session.flush()
        browser = app.test_client()
        with browser.session_transaction() as kept:
            kept.update(key=key, seen=int(time()))
        return browser

    return as_
