"""The values conversation comes back by itself, asks both sides alike and never stands in the way."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from collab.cases.models import ContactRole
from collab.clock import months_after, today
from collab.conversations.models import Conversation
from collab.conversations.words import Reason
from collab.deadlines import Deadline, Kind
from collab.deadlines.jobs import remind_of_due
from collab.people.words import Duty
from collab.phases.models import PhasePeriod, Wanted
from collab.phases.words import Phase
from tests.agreements.conftest import somebody
from tests.round import mails, react

from .test_values_conversation import waits_for

ACT = "Talk about the values again"


def asked(session) -> list[Deadline]:
    query = select(Deadline).where(Deadline.kind == Kind.CONVERSATION, Deadline.met_on.is_(None))
    return session.scalars(query.order_by(Deadline.due_on)).all()


@pytest.fixture
def dan(session):
    return somebody("Dan", Duty.OFFICER)


def test_after_a_year_both_are_asked_and_reminded(talk, case, cast, as_, session):
    talk("open")
    yearly = asked(session)[0]
    assert (yearly.due_on, yearly.side) == (months_after(today(), 12), None)
    assert [mark.step for mark in yearly.marks] == [-14, 0]
    assert waits_for(as_(cast.ana), ACT) is None
    yearly.due_on = today() + timedelta(days=13)
    yearly.next_at = yearly.marks[0].at
    session.flush()
    remind_of_due.run()
    react()
    for person in (cast.ana, cast.ben):
        assert "deadline_conversation" in mails(session, person)
        assert waits_for(as_(person), ACT) == "you"
    assert "a year has passed" in as_(cast.ali).get("/cases/LD-1/acquaintance").text


def test_after_another_contact_person(talk, case, cast, dan, as_, session):
    talk("open")
    case.appoint(ContactRole.CONTACT, dan, by=cast.ben)
    session.flush()
    react()
    react()
    soon, yearly = asked(session)
    assert soon.data["reason"] == Reason.CONTACT
    assert soon.due_on < yearly.due_on
    assert waits_for(as_(cast.ana), ACT) == "you"


def test_after_another_phase_of_the_collective(talk, case, cast, session):
    PhasePeriod.enter(cast.street, Wanted(Phase.IDEA, today(), "They meet."), by=cast.ben)
    talk("open")
    session.flush()
    react()
    assert len(asked(session)) == 1
    PhasePeriod.enter(cast.street, Wanted(Phase.FORMING, today(), "They grew."), by=cast.ben)
    session.flush()
    react()
    assert asked(session)[0].data["reason"] == Reason.PHASE


@pytest.mark.parametrize("who", ["ana", "ben"])
def test_after_a_dispute_that_either_side_noted(talk, case, cast, as_, session, who):
    talk("open")
    as_(getattr(cast, who)).post("/cases/LD-1/dispute", data={"reason": "The water bill."})
    react()
    soon, yearly = asked(session)
    assert (soon.data["reason"], soon.due_on < yearly.due_on) == (Reason.DISPUTE, True)
    for person in (cast.ana, cast.ben):
        assert waits_for(as_(person), ACT) == "you"


def test_it_is_asked_once_however_much_changes(talk, case, cast, dan, session):
    talk("open")
    for person in (dan, cast.ben, dan):
        case.appoint(ContactRole.CONTACT, person, by=cast.ben)
    session.flush()
    react()
    assert len(asked(session)) == 2


def test_the_first_contact_person_and_deputies_ask_for_nothing(talk, case, cast, dan, session):
    case.appoint(ContactRole.DEPUTY, dan, by=cast.ben)
    talk("open")
    case.appoint(ContactRole.DEPUTY, cast.bea, by=cast.ben)
    session.flush()
    react()
    assert len(asked(session)) == 1


def test_where_none_was_ever_held_none_is_asked_for(case, cast, dan, session):
    """A small cooperation that never wanted one is left in peace."""
    case.appoint(ContactRole.CONTACT, dan, by=cast.ben)
    session.flush()
    react()
    assert asked(session) == []


def test_beginning_answers_the_question(talk, case, cast, dan, as_, session):
    talk("open")
    case.appoint(ContactRole.CONTACT, dan, by=cast.ben)
    session.flush()
    react()
    page = as_(cast.ana).get("/cases/LD-1/conversations/new").text
    assert 'value="contact" checked' in page
    as_(cast.ana).post("/cases/LD-1/conversations/new", data={"reason": "contact"})
    assert asked(session) == []
    assert case.conversations[1].reason == Reason.CONTACT
    assert waits_for(as_(cast.ana), ACT) is None


@pytest.mark.parametrize("who", ["ana", "ben"])
def test_either_side_can_leave_it_for_this_time(talk, case, cast, dan, as_, session, who):
    talk("open")
    assert as_(cast.ali).post("/cases/LD-1/conversations/postponement").status_code == 403
    assert as_(cast.ana).post("/cases/LD-1/conversations/postponement").status_code == 409
    case.appoint(ContactRole.CONTACT, dan, by=cast.ben)
    case.appoint(ContactRole.DEPUTY, cast.ben, by=dan)
    session.flush()
    react()
    browser = as_(getattr(cast, who))
    assert "Not this time" in browser.get("/cases/LD-1/acquaintance").text
    assert browser.post("/cases/LD-1/conversations/postponement").status_code == 303
    assert [it.due_on for it in asked(session)] == [months_after(today(), 12)]
    assert waits_for(as_(cast.ana), ACT) is None
    assert "put the values conversation off for a year" in as_(cast.ali).get("/cases/LD-1").text


@pytest.mark.parametrize("reason", ["council", "dispute", "request"])
@pytest.mark.parametrize("who", ["ana", "ben"])
def test_either_side_begins_one_for_its_own_reason(talk, case, cast, as_, who, reason):
    talk("open")
    as_(getattr(cast, who)).post("/cases/LD-1/conversations/new", data={"reason": reason})
    assert case.conversations[1].reason == reason


def test_it_never_stands_in_the_way(make, talk, cast, as_):
    talk("half")
    make("begun")
    assert "In force" in as_(cast.ana).get("/cases/LD-1").text


def test_a_second_conversation_says_nothing_of_the_drafts_of_the_first(talk, case, cast):
    talk("open")
    again = Conversation.begin(case, Reason.REQUEST, by=cast.ben)
    assert (again.number, again.voices, again.wordings) == (2, [], [])
