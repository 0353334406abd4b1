"""Days that come near: both sides are reminded alike."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from collab.cases.models import ContactRole
from collab.cases.reactions import OWN_LETTERS, OWN_WORDS
from collab.cases.speaking import Spokesperson
from collab.clock import at, morning_of, today
from collab.db import db
from collab.deadlines import Deadline, Kind, shifting
from collab.deadlines.jobs import remind_of_due
from collab.history import Event
from collab.notifications.letters import letter_for
from collab.notifications.models import Notice
from collab.people.words import Side
from tests.round import mails, react

KINDS = sorted(set(Kind) - OWN_LETTERS)


def near(case, kind, side=None, step=0, **more) -> Deadline:
    key = f"{kind}:{len(case.deadlines)}"
    deadline = Deadline.start(kind, key, today(), subject="water", side=side, **more)
    case.deadlines.append(deadline)
    db.session.flush()
    about = {"case_id": case.id, "data": {"deadline": deadline.id, "step": step}}
    db.session.add(Event.happened("deadline.came_near", **about))
    db.session.flush()
    return deadline


@pytest.mark.parametrize("kind", KINDS)
def test_the_side_that_acts_is_reminded(case, cast, session, kind):
    near(case, kind, Side.COLLECTIVE)
    near(case, kind, Side.MUNICIPALITY)
    react()
    for person in (cast.ana, cast.ben):
        assert mails(session, person).count(f"deadline_{kind}" if kind in OWN_WORDS else "deadline") == 1


def test_what_both_do_is_told_to_both(case, cast, session):
    near(case, Kind.EVALUATION)
    react()
    assert all("deadline_evaluation" in mails(session, person) for person in (cast.ana, cast.ben))
    assert "deadline_evaluation" not in mails(session, cast.ali)


def test_once_per_step_however_often_it_is_told(case, cast, session):
    deadline = near(case, Kind.PROMISE, Side.COLLECTIVE, step=-7)
    about = {"case_id": case.id, "data": {"deadline": deadline.id, "step": -7}}
    session.add(Event.happened("deadline.came_near", **about))
    react()
    assert mails(session, cast.ana).count("deadline_promise") == 1


def test_nobody_is_reminded_of_what_was_done_meanwhile(case, cast, session):
    near(case, Kind.PROMISE, Side.COLLECTIVE).meet()
    react()
    assert "deadline_promise" not in mails(session, cast.ana)


def test_a_day_that_was_agreed_anew_meanwhile_is_reminded_of_in_its_own_time(case, cast, session):
    due = today() + timedelta(days=7)
    with at(morning_of(today()) + timedelta(hours=1)):
        deadline = Deadline.start(Kind.PROMISE, "promise:x:0", due, subject="water", side=Side.COLLECTIVE)
        case.deadlines.append(deadline)
        session.flush()
        remind_of_due.run()
        shifting.move(deadline, today() + timedelta(days=40))
        react()
    assert "deadline_promise" not in mails(session, cast.ana)
    for days in (21, 7, 0):
        with at(morning_of(deadline.due_on - timedelta(days=days)) + timedelta(hours=1)):
            remind_of_due.run()
            react()
    assert mails(session, cast.ana).count("deadline_promise") == 3


def test_of_two_collectives_only_the_one_that_promised_is_reminded(case, cast, session):
    case.involve(cast.other, by=cast.ben)
    session.flush()
    near(case, Kind.PROMISE, Side.COLLECTIVE, data={"collective": "C-2"})
    react()
    assert "deadline_promise" in mails(session, cast.cyd)
    assert "deadline_promise" not in mails(session, cast.ana)


def test_of_what_a_collective_promised_that_left_another_is_not_reminded(case, cast, session):
    case.involve(cast.other, by=cast.ben)
    case.participants[-1].ends_on = today() - timedelta(days=1)
    session.flush()
    near(case, Kind.PROMISE, Side.COLLECTIVE, data={"collective": "C-2"})
    react()
    assert "deadline_promise" not in mails(session, cast.ana)


def test_while_who_promised_is_away_their_deputy_is_reminded(case, cast, session):
    Spokesperson.appoint(case, cast.street, ContactRole.DEPUTY, cast.ali, by=cast.ana)
    cast.ana.be_away(today(), today() + timedelta(days=9), None, by=cast.ana)
    session.flush()
    near(case, Kind.PROMISE, Side.COLLECTIVE, data={"collective": "C-1"})
    react()
    assert "deadline_promise" in mails(session, cast.ali)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("days", [-3, 5])
def test_every_reminder_reads_well(case, cast, session, language, days):
    cast.ana.language = language
    for kind in KINDS:
        near(case, kind, Side.COLLECTIVE).due_on = today() + timedelta(days=days)
    react()
    for notice in session.scalars(select(Notice).where(Notice.person_id == cast.ana.id)):
        letter = letter_for(notice, {})
        assert letter.subject
        assert "/cases/LD-1" in letter.text
        assert "{" not in letter.text + letter.subject
