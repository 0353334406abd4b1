"""Both sides ask, offer, promise, deliver and confirm in one list."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from collab.clock import today, working_days_between
from collab.deadlines import Deadline, Kind
from collab.notifications.letters import letter_for
from collab.notifications.models import Notice
from collab.people.words import Side
from collab.support import policy
from collab.support.models import Promise
from collab.support.words import CarriesOn, Rhythm, State
from tests.round import mails, react

from .conftest import SOON, WALKED


def ask(browser, what="eight chairs", kind="question", **more):
    return browser.post(f"/cases/LD-1/support/{kind}", data={"what": what, "sort": "materials"} | more)


def only(session) -> Promise:
    return session.scalars(select(Promise)).one()


def test_a_collective_asks_and_the_municipality_promises_with_a_date(case, cast, as_, session):
    ask(as_(cast.ana))
    asked = only(session)
    assert (asked.state, asked.side, asked.collective) == (State.ASKED, Side.MUNICIPALITY, None)
    as_(cast.ben).post(f"/promises/{asked.ref}/acceptance", data={"due_on": SOON.isoformat()})
    assert (asked.state, asked.due_on) == (State.PROMISED, SOON)
    assert SOON in session.scalars(select(Deadline.due_on).where(Deadline.key.startswith("promise:"))).all()


def test_the_municipality_asks_as_well_and_the_collective_is_named(case, cast, as_, session):
    ask(as_(cast.ben), "a tour for the neighbours")
    asked = only(session)
    assert (asked.side, asked.collective) == (Side.COLLECTIVE, cast.street)


def test_who_offers_does_it_and_the_other_side_says_yes(case, cast, as_, session):
    ask(as_(cast.ana), "help on Saturday", "offer")
    offered = only(session)
    assert (offered.state, offered.side, offered.collective) == (State.OFFERED, Side.COLLECTIVE, cast.street)
    yes = {"due_on": SOON.isoformat()}
    assert as_(cast.ana).post(f"/promises/{offered.ref}/acceptance", data=yes).status_code == 403
    assert as_(cast.ben).post(f"/promises/{offered.ref}/acceptance", data=yes).status_code == 303
    assert offered.state == State.PROMISED


def test_where_several_take_part_one_is_chosen(case, cast, as_, session):
    case.involve(cast.other, by=cast.ben)
    assert "Which collective?" in as_(cast.ben).get("/cases/LD-1/support/question").text
    ask(as_(cast.ben), collective="C-2")
    assert only(session).collective == cast.other


def test_it_is_done_when_the_other_side_confirms(promise, cast, as_, session):
    line = promise()
    as_(cast.ben).post(f"/promises/{line.ref}/delivery")
    assert line.state == State.DELIVERED
    assert as_(cast.ben).post(f"/promises/{line.ref}/confirmation").status_code == 403
    as_(cast.ana).post(f"/promises/{line.ref}/confirmation")
    react()
    assert (line.state, line.confirmed_by) == (State.CONFIRMED, cast.ana)
    assert "delivered" in mails(session, cast.ana)
    assert "confirmed" in mails(session, cast.ben)


def test_what_was_not_received_is_a_task_for_who_promised_it(promise, cast, as_, session):
    line = promise(State.DELIVERED)
    as_(cast.ana).post(f"/promises/{line.ref}/contest", data={"words": "The tap is dry."})
    react()
    assert (line.state, line.delivered_on) == (State.CONTESTED, None)
    deadline = session.scalars(select(Deadline).where(Deadline.key == f"promise:{line.ref}:0")).one()
    assert deadline.met_on is None
    assert "contested" in mails(session, cast.ben)
    for person in (cast.ana, cast.ben):
        assert "The tap is dry." in as_(person).get("/cases/LD-1/support").text
    assert "Answer what was not received" in as_(cast.ben).get("/overview").text


def test_a_repeating_promise_comes_round_again(promise):
    line = promise(State.CONFIRMED, every=Rhythm.MONTHLY)
    assert (line.state, line.round) == (State.PROMISED, 1)
    assert line.due_on > SOON


def test_nothing_is_promised_for_yesterday(promise, cast, as_):
    line = promise(State.ASKED)
    yesterday = (today() - timedelta(days=1)).isoformat()
    page = as_(cast.ben).post(f"/promises/{line.ref}/acceptance", data={"due_on": yesterday})
    assert (page.status_code, line.state) == (422, State.ASKED)


def test_late_is_counted_in_working_days_and_shown(promise, cast, as_):
    line = promise()
    line.due_on = today() - timedelta(days=16)
    assert line.days_late == working_days_between(line.due_on, today()) > 5
    assert f"{line.days_late} working days late" in as_(cast.ana).get("/cases/LD-1/support").text


def test_everyone_on_the_case_reads_the_same_list(promise, cast, as_):
    promise()
    pages = [as_(person).get("/cases/LD-1/support").text for person in (cast.ana, cast.ali, cast.ben)]
    assert all("water at the greenhouse" in page for page in pages)
    assert ["Report as delivered" in page for page in pages] == [False, False, True]


@pytest.mark.parametrize(
    ("who", "state", "may"),
    [
        ("ana", State.ASKED, {"withdraw"}),
        ("ben", State.ASKED, {"accept", "decline"}),
        ("ana", State.OFFERED, {"accept", "decline"}),
        ("ben", State.OFFERED, {"withdraw"}),
        ("ana", State.PROMISED, {"release", "move"}),
        ("ben", State.PROMISED, {"start", "deliver", "move"}),
        ("ana", State.UNDER_WAY, {"release", "move"}),
        ("ben", State.UNDER_WAY, {"deliver", "move"}),
        ("ana", State.DELIVERED, {"confirm", "contest"}),
        ("ben", State.DELIVERED, set()),
        ("ana", State.CONTESTED, {"confirm", "release", "move", "settle"}),
        ("ben", State.CONTESTED, {"answer", "move", "settle"}),
        ("ana", State.CONFIRMED, {"release"}),
        ("ben", State.CONFIRMED, set()),
        *((who, state, set()) for who in ("ali", "cyd") for state in WALKED),
        ("bea", State.ASKED, set()),
        *((who, state, set()) for who in ("ana", "ben") for state in (State.DECLINED, State.RELEASED)),
    ],
)
@pytest.mark.parametrize("side", list(Side))
def test_who_may_do_what_when_whichever_side_does_it(promise, cast, who, state, may, side):
    mirrored = {"ana": "ben", "ben": "ana"}.get(who, who) if side == Side.COLLECTIVE else who
    assert policy.open_to(getattr(cast, mirrored), promise(state, side)) == may


def test_what_the_agreement_promises_is_not_let_go_here(make, cast):
    row = {"by": "C-1", "what": "mow", "amount": "", "unit": "", "every": "monthly"}
    row |= {"due_on": None, "until": None}
    agreement = make("begun", A09=[row])
    assert "release" not in policy.open_to(cast.ben, agreement.promises[0])


def test_cyd_cannot_touch_it(promise, cast, as_):
    line = promise(State.DELIVERED)
    for act in (
        "acceptance",
        "refusal",
        "delivery",
        "confirmation",
        "contest",
        "answer",
        "release",
        "response",
    ):
        assert as_(cast.cyd).post(f"/promises/{line.ref}/{act}").status_code == 404


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_mail_of_the_ledger_reads_well(promise, cast, session, language):
    cast.ana.language = cast.ben.language = language
    promise(State.CONFIRMED)
    promise(State.OFFERED).withdraw(by=cast.ben)
    promise(State.DECLINED)
    promise(State.RELEASED)
    promise(State.UNDER_WAY)
    late = promise(State.CONTESTED, until=SOON + timedelta(90))
    late.answer("It runs now.", again=True, by=cast.ben)
    late.contest("Still dry.", by=cast.ana)
    late.ask_new_day(SOON + timedelta(3), "A part is missing.", by=cast.ben)
    late.respond(False, by=cast.ana)
    late.ask_new_day(SOON + timedelta(4), None, by=cast.ana)
    late.respond(True, by=cast.ben)
    late.carry_on(CarriesOn.STOPS, None, None, by=cast.ben)
    settled = promise(State.CONTESTED)
    settled.ask_settlement("We share a tank.", by=cast.ana)
    settled.respond(True, by=cast.ben)
    react()
    notices = session.scalars(select(Notice).where(Notice.template.startswith("support/"))).all()
    written = {notice.template.rpartition("/")[2] for notice in notices}
    steps = (
        "asked offered promised started delivered confirmed contested answered declined withdrawn released"
    )
    steps += " new_day_asked moved proposal_refused settlement_asked settled carried_on"
    assert written >= set(steps.split())
    for notice in notices:
        letter = letter_for(notice, {})
        assert "water at the greenhouse" in letter.subject
        assert f"/promises/{notice.data['promise']}\n" in letter.text


def test_the_other_side_has_as_long_to_confirm_whoever_delivered(promise, cast, session):
    line = promise()
    line.deliver(cast.ben)
    session.flush()
    waits = [deadline for deadline in line.case.deadlines if deadline.kind == Kind.CONFIRMATION]
    assert [(deadline.side, deadline.due_on) for deadline in waits] == [
        (Side.COLLECTIVE, today() + timedelta(14))
    ]
    line.contest("not there", by=cast.ana)
    line.answer("now it is", again=True, by=cast.ben)
    line.confirm(cast.ana)
    confirmations = [d for d in line.case.deadlines if d.kind == Kind.CONFIRMATION]
    assert len(confirmations) == 2
    assert all(deadline.met_on for deadline in confirmations)
