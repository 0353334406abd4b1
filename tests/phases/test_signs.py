"""Signs in the record and moments to decide call for a conversation. They are told to both sides alike."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from collab.cases.models import Contact, ContactRole, Message
from collab.clock import now, today
from collab.collectives.words import MemberRole
from collab.deadlines import Deadline, Kind
from collab.people.words import Side
from collab.phases.jobs import look
from collab.phases.talking import FINDERS, Reason
from collab.phases.words import Cause, Phase
from collab.support.models import Promise
from collab.support.words import Sort, State
from tests.conversations.test_values_conversation import waits_for
from tests.round import mails, react

from .conftest import HERE

TALK = "Talk about it together"
LONG_AGO = today() - timedelta(days=400)


def asked(session) -> set[Cause]:
    session.commit()
    look()
    session.expire_all()
    return {it.cause for it in session.scalars(select(Reason)) if it.is_asked_now}


@pytest.fixture
def alone(case, session):
    """For months everything has rested on Ana."""
    case.opened_on = LONG_AGO
    case.messages.append(Message(person=case.contact, side=Side.MUNICIPALITY, text="Hello.", said_at=now()))
    session.flush()
    assert asked(session) == {Cause.ONE_CARRIER}
    return session.scalar(select(Reason))


def test_a_new_cooperation_has_no_signs(case, session):
    assert asked(session) == set()


@pytest.mark.parametrize("who", ["ana", "ben"])
def test_both_sides_read_the_same_and_either_says_that_they_talked(alone, cast, as_, session, who):
    for person in (cast.ana, cast.ben):
        page = as_(person).get(HERE).text
        assert "It rests on one person: Green Street" in page
        assert "Who could share the work" in page
        assert waits_for(as_(person), TALK) == "you"
    address = f"{HERE}/reasons/{alone.id}/conversation"
    said = {"line": "Ali learns the books.", "on": today().isoformat()}
    assert as_(getattr(cast, who)).post(address, data=said | {"line": ""}).status_code == 422
    assert as_(getattr(cast, who)).post(address, data=said).status_code == 303
    assert asked(session) == set()
    for person in (cast.ana, cast.ben):
        assert "Ali learns the books." in as_(person).get(HERE).text
        assert waits_for(as_(person), TALK) is None
    assert as_(getattr(cast, who)).post(address, data=said).status_code == 409


def test_not_now_comes_back_on_its_day(alone, cast, as_, session):
    address = f"{HERE}/reasons/{alone.id}/postponement"
    until = today() + timedelta(days=30)
    assert as_(cast.ana).post(address, data={"until": today().isoformat()}).status_code == 422
    assert as_(cast.ana).post(address, data={"until": until.isoformat()}).status_code == 303
    assert asked(session) == set()
    assert "Put off by Ana." in as_(cast.ben).get(HERE).text
    alone.later_until = today()
    assert asked(session) == {Cause.ONE_CARRIER}


def give(ali, cast, role) -> None:
    next(it for it in cast.street.memberships if it.person is ali).role = role


def test_what_is_not_so_any_more_asks_for_nothing(alone, cast, session):
    give(cast.ali, cast, MemberRole.EDITOR)
    assert asked(session) == set()
    give(cast.ali, cast, MemberRole.READER)
    assert asked(session) == {Cause.ONE_CARRIER}


def test_cyd_and_who_reads_along_answer_nothing(alone, cast, as_):
    address = f"{HERE}/reasons/{alone.id}/conversation"
    assert as_(cast.ali).post(address, data={}).status_code == 403
    assert as_(cast.cyd).post(address, data={}).status_code == 404


def test_the_same_voice_for_more_than_four_years(case, cast, session):
    cast.street.memberships[0].starts_on = today() - timedelta(days=4 * 365 - 30)
    assert asked(session) == set()
    cast.street.memberships[0].starts_on = today() - timedelta(days=4 * 365 + 30)
    assert asked(session) == {Cause.SAME_VOICE}


def test_reports_that_came_late_twice(case, session):
    for n, days in enumerate((200, 20)):
        due = Deadline.start(
            Kind.REPORT, f"report:{n}", today() - timedelta(days), subject="Report", side=Side.COLLECTIVE
        )
        case.deadlines.append(due)
        if n == 0:
            due.met_on = today() - timedelta(days=150)
            assert asked(session) == set()
    assert asked(session) == {Cause.LATE_REPORTS}


def test_support_that_ended_without_a_successor(case, cast, session):
    facts = {"side": Side.MUNICIPALITY, "sort": Sort.MONEY, "until": today() - timedelta(days=3)}
    money = Promise.write(case, State.PROMISED, "the coordinator", by=cast.ben, **facts)
    session.add(money)
    assert asked(session) == {Cause.SUPPORT_ENDED}
    money.successor = "The province"
    assert asked(session) == set()


def test_a_contact_person_that_changed_twice_in_a_year(case, cast, session):
    for person in (cast.bea, cast.ben):
        case.contacts.append(
            Contact(role=ContactRole.CONTACT, person=person, starts_on=today(), handed_over=False)
        )
        found = asked(session)
        assert (Cause.CONTACT_CHANGED in found) == (person is cast.ben)


def test_nothing_of_an_agreement_came_in_half_a_year(make, session):
    row = {
        "by": "municipality", "what": "water", "amount": None, "unit": None, "due_on": None, "every": "once",
        "until": None,
    }  # fmt: skip
    agreement = make("begun", A09=[row])
    assert asked(session) == set()
    agreement.starts_on = today() - timedelta(days=200)
    assert asked(session) == {Cause.NO_START}
    agreement.promises[0].delivered_on = today()
    assert asked(session) == set()


def test_a_permit_that_ends_before_the_agreement(make, session):
    agreement = make("begun")
    ends_on = today() + timedelta(days=90)
    permit = Deadline.start(Kind.PERMIT_ENDS, "permit:1", ends_on, subject="Permit for the stall")
    agreement.case.deadlines.append(permit)
    permit.agreement = agreement
    assert asked(session) == {Cause.PERMIT_FIRST}


def test_silence_by_the_rhythm_of_the_phase_is_for_the_contact_person(enter, case, cast, as_, session):
    enter(Phase.RUNNING, days=10)
    case.opened_on = today() - timedelta(days=80)
    assert asked(session) == set()
    case.opened_on = today() - timedelta(days=100)
    give(cast.ali, cast, MemberRole.EDITOR)
    assert asked(session) == {Cause.SILENCE}
    assert waits_for(as_(cast.ben), f"{TALK}: {Cause.SILENCE.label}") == "you"
    assert waits_for(as_(cast.ana), TALK) == "other"
    case.say("How is it going?", by=cast.ben)
    assert asked(session) == set()


@pytest.mark.parametrize(("one", "other"), [("ana", "ben"), ("ben", "ana")])
def test_either_side_marks_a_moment_to_decide(case, cast, as_, session, one, other):
    given = {"kind": "first_paid", "on": today().isoformat(), "note": "A coordinator for two days"}
    assert as_(getattr(cast, one)).post(f"{HERE}/C-1/moment", data=given).status_code == 303
    react()
    assert "marked" in mails(session, getattr(cast, other))
    page = as_(getattr(cast, other)).get(HERE).text
    assert "There is something to decide: first paid person" in page
    assert "A coordinator for two days" in page
    assert as_(getattr(cast, one)).post(f"{HERE}/C-1/moment", data=given).status_code == 409
    assert asked(session) == {Cause.MOMENT}


def test_looking_twice_finds_it_once(alone, session):
    look()
    look()
    assert len(session.scalars(select(Reason)).all()) == 1


def test_only_the_collective_says_that_its_money_comes_from_one_source(case, cast, as_, session):
    door, button = f"{HERE}/C-1/one-source", "Nearly all our money comes from one source"
    for person, code in ((cast.ben, 403), (cast.ali, 403), (cast.cyd, 404)):
        assert as_(person).post(door).status_code == code
    assert button in as_(cast.ana).get(HERE).text
    assert button not in as_(cast.ben).get(HERE).text
    assert as_(cast.ana).post(door).status_code == 303
    react()
    assert "one_source" in mails(session, cast.ben)
    for person in (cast.ana, cast.ben):
        assert "Look together for a second one." in as_(person).get(HERE).text
        assert waits_for(as_(person), TALK) == "you"
    assert button not in as_(cast.ana).get(HERE).text
    assert as_(cast.ana).post(door).status_code == 409
    assert asked(session) == {Cause.ONE_SOURCE}
    session.scalar(select(Reason)).talk("We look for a second fund.", today(), by=cast.ben)
    assert as_(cast.ana).post(door).status_code == 303


def test_every_reason_to_talk_can_come_up():
    assert {*FINDERS, Cause.MOMENT, Cause.ONE_SOURCE} == set(Cause)


def test_nobody_writes_down_a_moment_that_was_not_chosen(case, cast, as_):
    given = {"on": today().isoformat(), "note": "Nadia leaves"}
    answer = as_(cast.ana).post(f"{HERE}/C-1/moment", data=given)
    assert answer.status_code == 422
    assert "Choose what happens." in answer.text
    assert "Nadia leaves" in answer.text
