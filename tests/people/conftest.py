"""Ana is a resident, Ben a civil servant, Bea administers, Cyd is nobody's colleague."""

from datetime import timedelta
from time import time
from types import SimpleNamespace

import pytest

PASSWORD = "zonnebloem-en-regen"


@pytest.fixture
def cast(session, app):
    from collab.people.models import Person
    from collab.people.words import Duty

    with app.test_request_context():
        names = ("Ana", "Ben", "Bea", "Cyd")
        people = {name: Person.join(name, f"{name.lower()}@town.example", "en") for name in names}
        session.add_all(people.values())
        session.flush()
        people["Bea"].appoint(Duty.ADMINISTRATOR, by=None)
        people["Ben"].appoint(Duty.OFFICER, by=people["Bea"])
        people["Ana"].set_password(PASSWORD, by=people["Ana"])
        session.flush()
    return SimpleNamespace(**{name.lower(): person for name, person in people.items()})


@pytest.fixture
def as_(app, session):
    """A browser of this person, signed in."""

    def as_(person):
        begun, key = person.arrive(timedelta(hours=1))
        session.add(begun)
        session.flush()
        browser = app.test_client()
        with browser.session_transaction() as kept:
            kept.update(key=key, seen=int(time()))
        return browser

    return as_


@pytest.fixture
def mailed(session):
    """The key that goes in the mail for the newest link of this person."""
    from sqlalchemy import select

    from collab.people.models import Link
    from collab.people.sessions import key_of

    def mailed(person):
        newest = select(Link).where(Link.person_id == person.id).order_by(Link.id.desc()).limit(1)
        link = session.scalar(newest)
        return link and key_of(link)

    return mailed
