"""A clock that stands still stands still for both; a suspension is known two days before, to the minute."""

from datetime import timedelta

import pytest

from collab.cases.beside import BesideKind
from collab.cases.jobs import wake_due
from collab.clock import at, now, today
from collab.deadlines import Deadline, Kind
from collab.people.words import Side
from tests.agreements.conftest import agree_all, freeze, sign_ana, sign_bea
from tests.round import mails, react
from tests.signing.conftest import texts

DAYS = timedelta(days=12)
NOTICE = timedelta(hours=48)
STANDS = "The clock stands still<"


def pause(browser, reason="We wait for the council."):
    return browser.post("/cases/LD-1/pause", data={"reason": reason})


def turn(case):
    return next(d for d in case.deadlines if d.kind == Kind.TURN and d.met_on is None)


@pytest.mark.parametrize("one, other", [("ana", "ben"), ("ben", "ana")])
def test_either_side_stops_the_clock_of_both_and_both_read_why(case, cast, as_, session, one, other):
    assert pause(as_(getattr(cast, one))).status_code == 303
    react()
    for name in (one, other):
        page = as_(getattr(cast, name)).get("/cases/LD-1").text
        assert "The clock stands still" in page
        assert "We wait for the council." in page
    assert mails(session, getattr(cast, other))[-1] == "paused"
    assert turn(case).paused_at


def test_every_page_of_the_cooperation_says_so(case, cast, as_):
    tabs = ("acquaintance", "support", "phase", "reports", "people")
    for tab in tabs:
        assert STANDS not in as_(cast.ben).get(f"/cases/LD-1/{tab}").text
    case.pause("We wait.", by=cast.ana)
    for tab in tabs:
        assert STANDS in as_(cast.ben).get(f"/cases/LD-1/{tab}").text


def test_no_clock_stops_without_a_word(case, cast, as_):
    assert pause(as_(cast.ana), " ").status_code == 422
    assert not case.is_paused


def test_who_only_reads_along_stops_nothing(case, cast, as_):
    assert pause(as_(cast.ali)).status_code == 403
    assert as_(cast.cyd).get("/cases/LD-1/pause").status_code == 404


def test_every_day_moves_by_the_time_that_really_passed_and_again(case, cast, as_, session):
    due = turn(case).due_on
    for number in (1, 2):
        start = now() + number * 3 * DAYS
        with at(start):
            case.pause("We wait.", by=cast.ana)
            used = case.turn_days_used
        with at(start + DAYS):
            assert case.turn_days_used == used
            case.resume(by=cast.ben)
        assert turn(case).due_on == case.turn_due_on == due + number * DAYS
    with at(now() + 9 * DAYS):
        react()
    assert mails(session, cast.ana).count("resumed") == 2


def test_nobody_is_late_while_the_clock_stands_still(case, cast):
    with at(now() + timedelta(days=3)):
        case.pause("We wait.", by=cast.ben)
    with at(now() + timedelta(days=100)):
        assert (case.turn_days_late, turn(case).is_late) == (0, False)


def test_what_begins_meanwhile_counts_from_when_the_clock_runs_on(case, cast, session):
    case.pause("We wait.", by=cast.ben)
    case.say("Your turn.", by=cast.ana, hand_over=True)
    due = turn(case).due_on
    with at(now() + DAYS):
        case.resume(by=cast.ana)
        assert turn(case).due_on == case.turn_due_on == due + DAYS


def test_what_is_opened_again_meanwhile_waits_as_well(case, cast, session):
    due = today() + timedelta(days=30)
    water = Deadline.start(Kind.PROMISE, "promise:x:0", due, subject="water", side=Side.MUNICIPALITY)
    case.deadlines.append(water)
    water.meet()
    case.pause("We wait.", by=cast.ben)
    water.reopen()
    assert not water.still_waits({})
    with at(now() + DAYS):
        case.resume(by=cast.ana)
    assert water.due_on == due + DAYS
    assert water.still_waits({})


def test_the_clock_stops_once_and_runs_on_once(case, cast, as_):
    pause(as_(cast.ana))
    assert pause(as_(cast.ben)).status_code == 403
    assert as_(cast.ben).post("/cases/LD-1/pause/end").status_code == 303
    assert as_(cast.ana).post("/cases/LD-1/pause/end").status_code == 403


def test_what_rests_has_no_clock_that_stands_still(case, cast):
    case.pause("We wait.", by=cast.ana)
    case.park(today() + DAYS, by=cast.ben)
    assert (case.is_paused, case.beside(BesideKind.PAUSED)) == (False, None)


def test_a_suspension_is_known_48_hours_before(make, cast, as_, session):
    case = make("begun").case
    soon = {"reason": "The roof is not safe.", "starts_on": (today() + timedelta(days=1)).isoformat()}
    assert as_(cast.ben).post("/cases/LD-1/suspension", data=soon).status_code == 422
    as_(cast.ben).post("/cases/LD-1/suspension", data={"reason": "The roof is not safe."})
    react()
    row = case.beside(BesideKind.SUSPENDED)
    assert (row.has_begun, row.starts_at - row.noted_at > NOTICE - timedelta(seconds=1)) == (False, True)
    due = next(d for d in case.deadlines if d.kind == Kind.SUSPENSION)
    assert (due.due_at, due.side) == (row.starts_at, "collective")
    assert "suspended" in mails(session, cast.ana)
    assert "The roof is not safe." in as_(cast.ana).get("/cases/LD-1").text
    with at(now() + NOTICE + timedelta(minutes=1)):
        wake_due.run()
        assert (row.has_begun, due.met_on is not None) == (True, True)


def test_a_suspension_is_one_date_of_both_and_stands_beside_the_stage(make, cast, as_):
    case = make("begun").case
    as_(cast.ben).post("/cases/LD-1/suspension", data={"reason": "The roof is not safe."})
    for page in ("/overview", "/cases/LD-1"):
        shown = texts(as_(cast.ana).get(page))
        assert "Together : suspension begins" in shown
        assert "whether the suspension can end" not in shown
    assert "Suspended" not in texts(as_(cast.ana).get("/overview"))
    case.beside(BesideKind.SUSPENDED).starts_at -= NOTICE
    assert "Suspended" in texts(as_(cast.ana).get("/overview"))


def test_who_suspended_ends_it(make, cast, as_, session):
    case = make("begun").case
    as_(cast.ana).post("/cases/LD-1/suspension", data={"reason": "There is no water."})
    assert as_(cast.ben).post("/cases/LD-1/suspension/end").status_code == 403
    assert as_(cast.ana).post("/cases/LD-1/suspension/end").status_code == 303
    assert case.beside(BesideKind.SUSPENDED) is None
    react()
    assert "suspension_ended" in mails(session, cast.ben)
    assert not [d for d in case.deadlines if d.kind in {Kind.SUSPENSION, Kind.SUSPENDED} and not d.met_on]


def test_only_the_work_of_an_agreement_is_suspended(case, cast, as_):
    assert as_(cast.ana).get("/cases/LD-1/suspension").status_code == 403


def test_the_municipality_says_when_the_agreement_is_public(make, cast, as_):
    case = make("begun").case
    assert case.beside(BesideKind.UNPUBLISHED)
    assert as_(cast.ana).post("/cases/LD-1/publication").status_code == 403
    as_(cast.ben).post("/cases/LD-1/publication")
    assert case.beside(BesideKind.UNPUBLISHED) is None
    assert all(d.met_on for d in case.deadlines if d.kind == Kind.PUBLICATION)


def test_silence_counts_anew_with_each_message(case, cast):
    def silence():
        return [d for d in case.deadlines if d.kind == Kind.SILENCE and d.met_on is None]

    with at(now() + DAYS):
        case.say("Hello?", by=cast.ana)
        assert [d.due_on for d in silence()] == [today() + timedelta(days=42)]
        case.say("Still here.", by=cast.ben)
        assert len(silence()) == 1


def test_a_change_stands_beside_the_agreement_until_it_is_dropped(make, cast):
    agreement = make("begun")
    change = agreement.amend("We want more.", by=cast.ana)
    assert agreement.case.beside(BesideKind.AMENDING)
    change.withdraw(by=cast.ana)
    assert agreement.case.beside(BesideKind.AMENDING) is None


def test_a_suspension_follows_the_hours_that_were_agreed(make, cast, as_):
    agreement = make("proposed")
    pausing = next(article for article in agreement.articles if article.number == 13)
    seen = pausing.latest.number if pausing.latest else 0
    own = {"A08": {"text": "Tell a day before.", "nothing": False, "terms": {"notice_hours": 24}}}
    before = pausing.latest.provisions if pausing.latest else {}
    agreement.propose(13, before | own, seen=seen, by=cast.ana)
    agreement.agree(13, seen=seen + 1, by=cast.ben)
    for step in (agree_all, freeze, sign_ana, sign_bea):
        step(agreement, cast, {})
    case = agreement.case
    as_(cast.ben).post("/cases/LD-1/suspension", data={"reason": "The roof is not safe."})
    row = case.beside(BesideKind.SUSPENDED)
    assert timedelta(hours=23, minutes=59) < row.starts_at - row.noted_at < timedelta(hours=24, minutes=1)
    as_(cast.ben).post("/cases/LD-1/suspension/end")
    assert "at least 24 hours before" in as_(cast.ana).get("/cases/LD-1/suspension").text
