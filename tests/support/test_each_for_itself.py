"""Nobody promises in the name of another, and what stopped asks nothing of anybody."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from collab.cases.lifecycle import Stage
from collab.clock import at, now, today
from collab.collectives.words import MemberRole
from collab.deadlines import Deadline, Kind
from collab.deadlines.sweeping import sweep_chunk
from collab.history import Event
from collab.people.words import Side
from collab.support.doing import hearsay, promises
from collab.support.jobs import tick
from collab.support.models import Promise
from collab.support.said import SaidPromise
from collab.support.words import State
from tests.round import mails, react

from .conftest import SOON

LATER = SOON + timedelta(days=30)
NO = {"reason": "No ground.", "would_change": "Ground.", "turn_to": "The province."}


@pytest.fixture
def both(case, cast, session):
    """Other Street takes part too, and Cyd represents it."""
    case.involve(cast.other, by=cast.ben)
    session.flush()
    return case


def test_a_collective_offers_nothing_in_the_name_of_another(both, cast, as_, session):
    address = "/cases/LD-1/support/offer"
    assert "Other Street" not in as_(cast.ana).get(address).text
    offer = {"what": "help on Saturday", "sort": "act", "every": "once"}
    as_(cast.ana).post(address, data=offer | {"collective": "C-2"})
    made = session.scalars(select(Promise)).all()
    assert {one.collective for one in made} <= {cast.street}
    cast.other.admit(cast.ana, MemberRole.REPRESENTATIVE, by=cast.cyd)
    session.flush()
    assert "Other Street" in as_(cast.ana).get(address).text


def test_of_several_only_the_one_that_is_asked_hears_it(both, cast, session):
    asked = Promise.write(
        both, State.ASKED, "mowing", by=cast.ben, side=Side.COLLECTIVE, collective=cast.street
    )
    asked.asked_on, asked.answer_due_on = today() - timedelta(20), today() - timedelta(5)
    session.flush()
    react()
    tick()
    assert {"asked", "unanswered"} <= set(mails(session, cast.ana))
    assert not {"asked", "unanswered"} & set(mails(session, cast.cyd))
    assert "no_answer" in mails(session, cast.ben)


def test_what_the_municipality_promised_is_told_to_all(both, cast, session):
    Promise.write(both, State.OFFERED, "a shed", by=cast.ben, side=Side.MUNICIPALITY)
    react()
    assert all("offered" in mails(session, person) for person in (cast.ana, cast.cyd))


def said(case, writer, session, **facts) -> SaidPromise:
    facts = {"side": Side.MUNICIPALITY, "said_by": "Ben", "said_on": today(), "collective": None} | facts
    made = SaidPromise.write(case, "the key of the shed", by=writer, **facts)
    session.flush()
    return made


@pytest.mark.parametrize("given", [SOON, None])
def test_the_day_of_a_promise_is_for_who_promised_it(case, cast, as_, session, given):
    """Ben wrote down what the municipality itself promised; Ana says that it was said, not when."""
    heard = said(case, cast.ben, session, due_on=given)
    heard.share(by=cast.ben)
    session.flush()
    address = f"/said-promises/{heard.ref}/confirmation"
    assert 'name="due_on"' not in as_(cast.ana).get(address).text
    assert as_(cast.ana).post(address, data={"due_on": today().isoformat()}).status_code == 303
    assert (heard.promise.due_on, heard.promise.side) == (given, Side.MUNICIPALITY)


def test_who_promised_it_may_say_another_day(case, cast, as_, session):
    heard = said(case, cast.ana, session, due_on=SOON)
    heard.share(by=cast.ana)
    session.flush()
    as_(cast.ben).post(f"/said-promises/{heard.ref}/confirmation", data={"due_on": LATER.isoformat()})
    assert heard.promise.due_on == LATER


def test_what_was_private_stays_private_when_it_stops(case, cast, as_, session):
    heard = said(case, cast.ana, session, due_on=None)
    heard.share_on = today()
    session.commit()
    as_(cast.ben).post("/cases/LD-1/withdrawal", data=NO)
    tick()
    assert heard.shared_at is None
    case.take_up(None, by=cast.ana)
    session.commit()
    tick()
    assert heard.shared_at


def test_a_question_in_what_stopped_waits_for_nobody(case, cast, promise, as_, session, app):
    asked, heard = promise(State.ASKED), said(case, cast.ana, session, due_on=None)
    heard.share(by=cast.ana)
    asked.asked_on, asked.answer_due_on = today() - timedelta(20), today() - timedelta(5)
    session.commit()
    as_(cast.ben).post("/cases/LD-1/withdrawal", data=NO)
    tick()
    react()
    assert not {"unanswered", "no_answer"} & set(mails(session))
    with app.test_request_context():
        assert [*promises([case]), *hearsay([case])] == []


def test_nothing_is_late_in_what_stopped(case, cast, promise, as_, session):
    line = promise()
    as_(cast.ben).post("/cases/LD-1/withdrawal", data=NO)
    line.due_on = today() - timedelta(5)
    late = session.scalars(select(Deadline).where(Deadline.kind == Kind.PROMISE)).one()
    near = {"case_id": case.id, "data": {"deadline": late.id, "step": 3}}
    climbed = {"case_id": case.id, "data": near["data"] | {"rung": "coordinator", "last": True}}
    session.add_all(
        [Event.happened("deadline.came_near", **near), Event.happened("deadline.climbed", **climbed)]
    )
    react()
    assert not {"late", "climbed", "climbed_last", "deadline_promise"} & set(mails(session))


def test_an_archive_is_read_and_not_written(case, promise, cast, as_, session):
    line = promise(State.PROMISED)
    asked = promise(State.ASKED)
    case.stage = Stage.ARCHIVED
    session.commit()
    assert as_(cast.ana).get("/cases/LD-1/support").status_code == 200
    assert as_(cast.ana).post("/cases/LD-1/support/question", data={"what": "more"}).status_code == 403
    assert as_(cast.ben).post(f"/promises/{asked.ref}/acceptance", data={}).status_code == 403
    assert as_(cast.ben).post(f"/promises/{line.ref}/delivery").status_code == 403
    assert as_(cast.ana).post("/cases/LD-1/phase/C-1/moment", data={}).status_code == 403


def test_another_collective_is_not_asked_what_one_of_them_said(both, cast, session):
    heard = said(both, cast.ben, session, side=Side.COLLECTIVE, collective=cast.street)
    heard.share(by=cast.ben)
    session.commit()
    with at(now() + timedelta(days=8)):
        sweep_chunk()
        react()
    assert "deadline" in mails(session, cast.ana)
    assert not {"deadline", "said_shared"} & set(mails(session, cast.cyd))


def test_another_collective_is_not_asked_how_it_stands(both, cast, as_, session):
    owed = Promise.write(
        both, State.ASKED, "mowing", by=cast.ben, side=Side.COLLECTIVE, collective=cast.street
    )
    owed.promise(today(), by=cast.ana)
    session.flush()
    [deadline] = [one for one in both.deadlines if one.kind == Kind.PROMISE]
    assert as_(cast.ben).post(f"/cases/LD-1/deadlines/{deadline.id}/nudge").status_code == 303
    react()
    assert "nudged" in mails(session, cast.ana)
    assert "nudged" not in mails(session, cast.cyd)
