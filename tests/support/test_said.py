"""What was promised in a conversation: first for the own side alone, then for both."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from collab.clock import today
from collab.deadlines import Deadline, Kind
from collab.history import Event
from collab.notifications.models import Notice
from collab.people.words import Side
from collab.support.doing import hearsay
from collab.support.jobs import tick
from collab.support.said import SaidPromise
from collab.support.said_words import Hearsay
from collab.support.words import State
from tests.round import mails, react

SECRET = "the key of the shed"
PLACES = ("/overview", "/cases", "/cases/LD-1", "/cases/LD-1/support", "/cases/LD-1?all=1")


@pytest.fixture
def note(as_, case):
    def note(writer, **more):
        side = {"who": "municipality", "said_by": "Ben"}
        return as_(writer).post("/cases/LD-1/support/said", data={"what": SECRET} | side | more)

    return note


def only(session) -> SaidPromise:
    return session.scalars(select(SaidPromise)).one()


@pytest.mark.parametrize(("writer", "other"), [("ana", "ben"), ("ben", "ana")])
def test_for_a_week_it_leaks_nowhere(note, cast, as_, session, case, writer, other):
    writer, other = getattr(cast, writer), getattr(cast, other)
    assert note(writer).status_code == 303
    react()
    said = only(session)
    assert SECRET in as_(writer).get("/cases/LD-1/support").text
    for reader in (other, cast.bea, cast.cyd) if writer is cast.ana else (other, cast.ali, cast.cyd):
        pages = [as_(reader).get(place).text for place in PLACES]
        assert not any(SECRET in page or said.ref in page for page in pages)
        for act in ("sharing", "withdrawal", "confirmation", "contest"):
            assert as_(reader).post(f"/said-promises/{said.ref}/{act}").status_code == 404
    about = session.scalars(select(Deadline).where(Deadline.kind == Kind.SAID_PROMISE)).all()
    mailed = session.scalars(select(Notice).where(Notice.template.contains("said_"))).all()
    told = [event for event in case.events if event.name.startswith("said_promise")]
    assert (about, mailed, told, case.promises) == ([], [], [], [])
    events = session.scalars(select(Event).where(Event.name.startswith("said_promise"))).all()
    assert all(SECRET not in str(event.data) for event in events)


def test_the_own_side_reads_along_and_another_collective_does_not(note, case, cast, as_):
    case.involve(cast.other, by=cast.ben)
    note(cast.ana)
    assert SECRET in as_(cast.ali).get("/cases/LD-1/support").text
    assert SECRET not in as_(cast.cyd).get("/cases/LD-1/support").text


def test_after_a_week_both_see_it_and_the_other_side_is_asked(note, cast, as_, session):
    note(cast.ana)
    said = only(session)
    tick()
    assert said.shared_at is None
    said.share_on = today()
    session.flush()
    tick()
    react()
    assert said.shared_at
    assert "said_shared" in mails(session, cast.ben)
    assert SECRET in as_(cast.ben).get("/cases/LD-1/support").text
    assert SECRET in as_(cast.ben).get("/overview").text
    deadline = session.scalars(select(Deadline).where(Deadline.key == f"said:{said.ref}")).one()
    assert (deadline.kind, deadline.side) == (Kind.SAID_PROMISE, Side.MUNICIPALITY)


def test_said_so_it_becomes_a_promise(note, cast, as_, session, case):
    due = (today() + timedelta(9)).isoformat()
    note(cast.ana, at_once="y", due_on=due)
    said = only(session)
    assert as_(cast.ana).post(f"/said-promises/{said.ref}/confirmation", data={}).status_code == 403
    assert (
        as_(cast.ben).post(f"/said-promises/{said.ref}/confirmation", data={"due_on": due}).status_code == 303
    )
    react()
    [promise] = case.promises
    assert (promise.state, promise.side, promise.what) == (State.PROMISED, Side.MUNICIPALITY, SECRET)
    assert promise.due_on.isoformat() == due
    assert "said_confirmed" in mails(session, cast.ana)
    assert all(deadline.met_on for deadline in case.deadlines if deadline.kind == Kind.SAID_PROMISE)


def test_the_page_says_the_one_thing_that_happened(case, cast, as_):
    """Asked at once, or kept to one's own side for a week; never both."""
    browser, line = as_(cast.ana), {"what": SECRET, "who": "municipality", "said_by": "Ben"}
    for more, heard in (({"at_once": "y"}, [True, False]), ({}, [False, True])):
        browser.post("/cases/LD-1/support/said", data=line | more)
        page = browser.get("/cases/LD-1/support").text
        told = ("The other side is asked whether it was said so.", "For a week only your own side sees it.")
        assert [sentence in page for sentence in told] == heard


def test_a_collective_mostly_writes_down_what_the_municipality_said(case, cast, as_):
    page = as_(cast.ana).get("/cases/LD-1/support/said").text
    assert re.search(r"<option[^>]* selected[^>]*>Gemeente Lindendal", page)


def test_remembered_otherwise_both_read_how(note, cast, as_, session, case):
    note(cast.ana, at_once="y")
    said = only(session)
    as_(cast.ben).post(f"/said-promises/{said.ref}/contest", data={"words": "I said: perhaps."})
    react()
    assert (said.state, case.promises) == (Hearsay.CONTESTED, [])
    for person in (cast.ana, cast.ben):
        assert "I said: perhaps." in as_(person).get("/cases/LD-1/support").text
    assert "said_contested" in mails(session, cast.ana)


def test_what_is_taken_back_in_time_was_never_there_for_the_other_side(note, cast, as_, session):
    note(cast.ana)
    said = only(session)
    as_(cast.ana).post(f"/said-promises/{said.ref}/withdrawal")
    said.share_on = today()
    session.flush()
    tick()
    assert (said.state, said.shared_at) == (Hearsay.WITHDRAWN, None)
    assert SECRET not in as_(cast.ben).get("/cases/LD-1/support").text


def test_it_can_start_from_what_was_said_in_the_thread(case, cast, as_, session):
    message = case.say("You get the key on Monday.", cast.ben)
    session.flush()
    assert f"message={message.id}" in as_(cast.ana).get("/cases/LD-1").text
    page = as_(cast.ana).get(f"/cases/LD-1/support/said?message={message.id}").text
    assert "You get the key on Monday." in page
    assert 'value="Ben"' in page


def test_a_message_of_another_cooperation_is_not_shown(case, cast, as_, session):
    from collab.cases.models import Case

    with session.no_autoflush:
        elsewhere = Case.open("LD-9", cast.other, by=cast.cyd, title="Elsewhere", about="Not here.")
    session.add(elsewhere)
    message = elsewhere.say("Only for us.", cast.cyd)
    session.flush()
    assert "Only for us." not in as_(cast.ana).get(f"/cases/LD-1/support/said?message={message.id}").text


def test_who_only_reads_writes_nothing_down(note, cast):
    assert [note(person).status_code for person in (cast.ali, cast.cyd)] == [403, 404]


def test_whoever_confirms_it_is_a_promise_of_who_said_it(note, cast, as_, session, case):
    """Ana noted what she herself promised: neither timeline nor mail says that Ben did."""
    note(cast.ana, at_once="y", who="C-1", said_by="Ana")
    assert as_(cast.ben).post(f"/said-promises/{only(session).ref}/confirmation", data={}).status_code == 303
    react()
    [promise] = case.promises
    assert (promise.side, promise.party_name) == (Side.COLLECTIVE, "Green Street")
    assert mails(session, cast.ana).count("said_confirmed") == 1
    assert "promised" not in mails(session, cast.ana)
    page = as_(cast.ana).get(f"/promises/{promise.ref}").text
    assert "confirmed that this was said" in page
    assert "Ben promised" not in page


def test_a_collective_answers_for_itself_and_not_for_another(note, case, cast, as_, session, app):
    case.involve(cast.other, by=cast.ben)
    page = as_(cast.ana).get("/cases/LD-1/support/said").text
    assert ("Green Street" in page, "Other Street" in page) == (True, False)
    assert note(cast.ana, who="C-2").status_code == 422
    assert note(cast.ben, at_once="y", who="C-1", said_by="Ana").status_code == 303
    react()
    said = only(session)
    for act in ("confirmation", "contest"):
        answer = as_(cast.cyd).post(f"/said-promises/{said.ref}/{act}", data={"words": "No."})
        assert answer.status_code == 403
    assert "said_shared" in mails(session, cast.ana)
    assert "said_shared" not in mails(session, cast.cyd)
    with app.test_request_context():
        assert {todo.collective_id for todo in hearsay([case])} == {cast.street.id}
    assert as_(cast.ana).post(f"/said-promises/{said.ref}/confirmation", data={}).status_code == 303


@pytest.mark.parametrize(("writer", "other"), [("ana", "ben"), ("ben", "ana")])
def test_the_other_side_hears_when_a_shared_one_is_taken_back(note, cast, as_, session, writer, other):
    writer, other = getattr(cast, writer), getattr(cast, other)
    who = {"who": "municipality"} if writer is cast.ana else {"who": "C-1"}
    note(writer, at_once="y", **who)
    as_(writer).post(f"/said-promises/{only(session).ref}/withdrawal")
    react()
    assert "said_withdrawn" in mails(session, other)
    assert "said_withdrawn" not in mails(session, writer)


def test_what_nobody_else_saw_is_taken_back_without_a_mail(note, cast, as_, session):
    note(cast.ana)
    as_(cast.ana).post(f"/said-promises/{only(session).ref}/withdrawal")
    react()
    assert "said_withdrawn" not in mails(session, cast.ben)
