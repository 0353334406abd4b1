"""A cooperation can rest, comes back by itself, or stops."""

from datetime import timedelta

import pytest

from collab.cases.jobs import wake_due
from collab.cases.lifecycle import Stage, Waits
from collab.clock import at, now, today
from tests.round import mails, react

NEXT_WEEK = timedelta(days=7)


def rest(browser, until):
    return browser.post("/cases/LD-1/rest", data={"until": until.isoformat()})


def test_it_rests_until_a_day_and_nobody_is_on_turn(case, cast, as_, session):
    assert rest(as_(cast.ana), today() + NEXT_WEEK).status_code == 303
    react()
    assert (case.stage, case.waits_for) == (Stage.PARKED, Waits.NOBODY)
    assert "rests" in mails(session, cast.ben)
    assert "This cooperation rests until" in as_(cast.ben).get("/cases/LD-1").text


@pytest.mark.parametrize("days", [-1, 0, 4000])
def test_it_rests_until_a_day_that_comes(case, cast, as_, days):
    assert rest(as_(cast.ana), today() + timedelta(days=days)).status_code == 422
    assert case.stage == Stage.EXPLORING


def test_it_comes_back_once_and_where_it_was(make, case, cast, as_, session):
    make("drafted")
    rest(as_(cast.ana), today() + NEXT_WEEK)
    wake_due.run()
    assert case.stage == Stage.PARKED
    with at(now() + NEXT_WEEK):
        wake_due.run()
        wake_due.run()
        react()
    assert (case.stage, case.waits_for, case.wakes_on) == (Stage.DRAFTING, Waits.BOTH, None)
    assert mails(session, cast.ana).count("woke") == 1


def test_either_side_stops_and_says_why(case, cast, as_, session):
    as_(cast.ana).post("/cases/LD-1/withdrawal", data={"reason": "We found another way."})
    react()
    assert (case.stage, case.messages[-1].text) == (Stage.WITHDRAWN, "We found another way.")
    assert "stopped" in mails(session, cast.ben)
    assert as_(cast.ben).post("/cases/LD-1/messages", data={"text": "Oh"}).status_code == 403


def test_it_does_not_stop_without_a_word(case, cast, as_):
    assert as_(cast.ana).post("/cases/LD-1/withdrawal", data={"reason": ""}).status_code == 422
    assert case.stage == Stage.EXPLORING


def test_an_agreement_in_force_does_not_stop_this_way(make, cast, as_):
    make("begun")
    assert as_(cast.ana).get("/cases/LD-1/withdrawal").status_code == 403
    assert as_(cast.ana).get("/cases/LD-1/rest").status_code == 403
