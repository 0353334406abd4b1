"""Mail while workers die: nothing is lost, and what goes twice is recognised by its Message-ID."""

from collections import Counter
from itertools import count

import pytest
from sqlalchemy import select

from collab.db import db
from collab.history import Event
from collab.notifications.models import Notice
from collab.people.models import Person
from collab.people.words import Purpose
from tests.engines import eventually

pytestmark = [pytest.mark.live, pytest.mark.xdist_group("faults")]
numbers = count()


@pytest.fixture
def write_to(house):
    """So many people ask for a link; the notices are there, nothing went out yet."""

    def write(people: int) -> set[str]:
        from collab.history.jobs import react

        house.office.messages.clear(), house.office.lines.clear()
        with house.app.app_context():
            for _ in range(people):
                person = Person.join("Ana", f"ana{next(numbers)}@green.example")
                db.session.add(person)
                person.ask_link(Purpose.SIGN_IN, by=None)
            db.session.commit()
            react.run()
            return set(db.session.scalars(select(Notice.message_id).where(Notice.done_at.is_(None))))

    return write


def spelled(ids: set[str]) -> set[str]:
    return {f"<{id}@lindendal.example>" for id in ids}


def test_two_workers_share_a_pile_and_no_letter_goes_twice(house, write_to):
    house.staff(2)
    written = write_to(300)
    house.tick(*["notifications.deliver"] * len(house.workers))
    eventually(lambda: len(house.office.messages) >= 300 and house.owed() == 0)
    assert len(written) == 300
    assert Counter(house.office.ids) == dict.fromkeys(spelled(written), 1)
    assert len(house.office.lines) >= 2


def test_killed_while_mailing_nothing_is_lost_and_repeats_are_few_and_known(house, write_to):
    doomed = house.staff(3)[:3]
    written = write_to(200)
    house.tick(*["notifications.deliver"] * len(house.workers))
    for number, worker in enumerate(doomed, 1):
        eventually(lambda goal=number * 40: len(house.office.messages) >= goal, pause=0.002)
        house.kill(worker)
    assert house.owed() > 0
    house.staff(1)
    house.tick("notifications.deliver")
    eventually(lambda: house.owed() == 0)
    assert set(house.office.ids) == spelled(written)
    assert len(house.office.messages) - len(written) <= len(doomed)


def test_each_event_is_told_once_however_many_workers_died(house):
    from collab.history.jobs import react

    with house.app.app_context():
        react.run()
        names = db.session.scalars(select(Event.name)).all()
        links = Notice.template == "people/mail/sign_in"
        notices = db.session.scalars(select(Notice.id).where(links)).all()
    assert names.count("person.asked_link") == len(notices)
