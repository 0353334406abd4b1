"""Digests while workers work side by side and die: each message is told once, in the mail of its day."""

import re
from collections import Counter
from datetime import timedelta
from itertools import count

import pytest
from sqlalchemy import select

from collab import clock
from collab.db import db
from collab.notifications.choices import choose
from collab.notifications.models import DIGEST, Notice, notify
from collab.notifications.topics import Topic, Way
from collab.people.models import Person
from tests.engines import eventually

pytestmark = [pytest.mark.live, pytest.mark.xdist_group("faults")]
numbers = count()
EACH = 5


@pytest.fixture
def digests(house):
    """So many people had news the day before yesterday; the mails of that day are due."""

    def write(people: int) -> dict[str, set[str]]:
        house.office.messages.clear()
        expected = {}
        with house.app.app_context():
            for _ in range(people):
                person = Person.join("Ana", f"daily{next(numbers)}@green.example", "en")
                db.session.add(person)
                db.session.flush()
                choose(person, Topic.PROMISES, Way.DAILY)
                expected[person.email] = {f"thing {next(numbers)}" for _ in range(EACH)}
                with clock.at(clock.now() - timedelta(days=2)):
                    for what in expected[person.email]:
                        facts = {"ref": "LD-1", "title": "Garden", "who": "Ben", "due_on": None}
                        notify(person, what, "support/mail/promised", what=what, **facts)
            db.session.commit()
        return expected

    return write


def told(message) -> list[str]:
    return re.findall(r"Promised: (thing \d+)", message.get_body(("plain",)).get_content())


def heard(office) -> dict[str, set[str]]:
    return {message["To"].addresses[0].addr_spec: set(told(message)) for message in office.messages}


def test_two_workers_send_each_digest_once(house, digests):
    house.staff(2)
    expected = digests(40)
    house.tick(*["notifications.deliver"] * len(house.workers))
    eventually(lambda: house.owed() == 0)
    assert heard(house.office) == expected
    assert Counter(house.office.ids).most_common(1)[0][1] == 1
    assert all(len(told(message)) == EACH for message in house.office.messages)


def test_killed_over_a_digest_nothing_is_lost_and_a_repeat_is_known(house, digests):
    doomed = house.staff(2)[:2]
    expected = digests(60)
    house.tick(*["notifications.deliver"] * len(house.workers))
    for number, worker in enumerate(doomed, 1):
        eventually(lambda goal=number * 15: len(house.office.messages) >= goal, pause=0.002)
        house.kill(worker)
    house.staff(1)
    house.tick("notifications.deliver")
    eventually(lambda: house.owed() == 0)
    assert heard(house.office) == expected
    assert len(house.office.messages) - len(expected) <= len(doomed)
    assert len(set(house.office.ids)) == len(expected)
    with house.app.app_context():
        held = select(Notice).where(Notice.digest_id.is_not(None), Notice.sent_at.is_(None))
        assert db.session.scalars(held).all() == []


def test_news_while_the_mail_goes_out_is_in_one_digest_or_the_other(house, digests):
    """Each notice knows its digest, and no digest that went holds one that it did not tell."""
    house.staff(2)
    expected = digests(30)
    house.tick(*["notifications.deliver"] * len(house.workers))
    with house.app.app_context():
        people = db.session.scalars(select(Person).where(Person.email.in_(expected))).all()
        for person in people:
            with clock.at(clock.now() - timedelta(days=2)):
                facts = {"ref": "LD-1", "title": "Garden", "who": "Ben", "due_on": None}
                notify(person, "late", "support/mail/promised", what="thing 0", **facts)
            db.session.commit()
    house.tick("notifications.deliver")
    eventually(lambda: house.owed() == 0)
    wanted = {(email, what) for email, said in expected.items() for what in said | {"thing 0"}}
    messages = [(message["To"].addresses[0].addr_spec, told(message)) for message in house.office.messages]
    assert Counter((email, what) for email, said in messages for what in said) == dict.fromkeys(wanted, 1)
    with house.app.app_context():
        sent = select(Notice).where(Notice.template == DIGEST, Notice.sent_at.is_(None))
        assert db.session.scalars(sent).all() == []
