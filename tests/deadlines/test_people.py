"""Who is reminded: those who act at that moment, both sides alike, each once."""

from datetime import datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from collab.cases.models import ContactRole
from collab.clock import ZONE
from collab.deadlines import Deadline, Kind
from collab.history.jobs import react
from collab.notifications.models import Notice
from collab.people.models import Person
from collab.people.words import Duty, Side

from .test_reminders import DUE, START, at, promise  # noqa: F401  fixtures


@pytest.fixture(autouse=True)
def before_anything_is_due():
    with time_machine.travel(START - timedelta(days=1)):
        yield


@pytest.fixture
def ben(session):
    return officer(session, "Ben")


def officer(session, name: str) -> Person:
    person = Person.join(name, f"{name.lower()}@lindendal.example")
    person.appoint(Duty.OFFICER, by=None)
    session.add(person)
    session.flush()
    return person


def reminded(session, deadline: Deadline) -> list[str]:
    """Names of who got a notice about this deadline, in order."""
    session.commit()
    with time_machine.travel(datetime(2027, 1, 1, 9, tzinfo=ZONE), tick=False):
        react.run()
    about = Notice.key.startswith(f"deadline:{deadline.id}:")
    return [notice.person.name for notice in session.scalars(select(Notice).where(about).order_by(Notice.id))]


def test_who_became_contact_later_hears_of_what_was_promised_before(promise, at, session, case, ben):  # noqa: F811
    water = promise()
    case.take(ben)
    at(DUE - timedelta(days=21))
    assert reminded(session, water) == ["Ben"]
    case.appoint(ContactRole.CONTACT, officer(session, "Bea"), by=ben)
    at(DUE - timedelta(days=7))
    assert reminded(session, water) == ["Ben", "Bea"]


@pytest.mark.parametrize(
    ("side", "names"), [(Side.COLLECTIVE, ["Ana"]), (Side.MUNICIPALITY, ["Ben"]), (None, ["Ana", "Ben"])]
)
def test_the_side_that_acts_hears_and_both_when_both_act(promise, at, session, case, ben, side, names):  # noqa: F811
    deadline = promise(kind=Kind.PROMISE)
    deadline.side = side
    case.take(ben)
    at(DUE)
    assert sorted(reminded(session, deadline)) == names


def test_three_weeks_of_silence_give_each_person_one_reminder(promise, at, session, case, ben):  # noqa: F811
    evaluation = promise(kind=Kind.EVALUATION)
    evaluation.side = None
    case.take(ben)
    at(DUE + timedelta(days=1)), at(DUE + timedelta(days=2))
    assert sorted(reminded(session, evaluation)) == ["Ana", "Ben"]


def test_what_is_met_before_the_round_of_history_is_not_reminded_of(promise, at, session, case, ben):  # noqa: F811
    water = promise()
    case.take(ben)
    at(DUE)
    water.meet()
    assert reminded(session, water) == []
