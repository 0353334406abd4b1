"""Equal pen, in a change too: nobody stops it over a proposal of another that waits for their answer."""

from datetime import timedelta

import pytest

from collab.agreements.lifecycle import Status
from collab.clock import at, now, today
from collab.errors import NotNow

from .test_amending import change, in_force
from .test_negotiating import words

__all__ = ["change", "in_force"]
STOP = "/agreements/LD-1-2/amendment/withdrawal"
WHY = {"reason": "We do not need it."}


@pytest.mark.parametrize(("asks", "stops"), [("ana", "ben"), ("ben", "ana")])
def test_who_is_asked_something_answers_before_stopping(change, cast, as_, asks, stops):
    asks, stops = getattr(cast, asks), getattr(cast, stops)
    change.propose(2, words("We mow twice."), seen=1, by=asks)
    refused = as_(stops).post(STOP, data=WHY)
    assert (refused.status_code, change.status) == (409, Status.NEGOTIATING)
    assert "say no with a reason" in refused.text
    asked = as_(stops).get(STOP).text
    assert "say no with a reason" in asked
    assert 'href="/agreements/LD-1-2/articles/2"' in asked
    assert 'name="reason"' not in asked


@pytest.mark.parametrize("answer", ["agree", "reject", "counter"])
def test_after_an_answer_of_any_kind_they_may_stop(change, cast, as_, answer):
    change.propose(2, words("We mow twice."), seen=1, by=cast.ana)
    match answer:
        case "agree":
            change.agree(2, seen=2, by=cast.ben)
        case "reject":
            change.reject(2, "Too often.", seen=2, by=cast.ben)
        case "counter":
            change.propose(2, words("We mow once."), seen=2, by=cast.ben)
    assert as_(cast.ben).post(STOP, data=WHY).status_code == 303
    assert change.status == Status.WITHDRAWN


def test_over_their_own_proposals_only_everyone_may_stop(change, cast, as_):
    change.propose(2, words("We mow twice."), seen=1, by=cast.ana)
    assert 'name="reason"' in as_(cast.ana).get(STOP).text
    assert as_(cast.ana).post(STOP, data=WHY).status_code == 303
    assert change.status == Status.WITHDRAWN


def test_who_would_join_need_not_answer_what_was_in_force_already(change, cast):
    change.join(cast.other, today(), by=cast.ben)
    assert change.article(2) in change.open_articles
    change.propose(2, words("We mow twice."), seen=1, by=cast.ana)
    with pytest.raises(NotNow, match=r"its proposal for article 2\. Answer it first"):
        change.stop_amending(by=cast.cyd)
    change.reject(2, "Too often.", seen=2, by=cast.cyd)
    change.stop_amending(by=cast.cyd)
    assert change.status == Status.WITHDRAWN


def test_a_party_that_left_and_comes_back_is_a_change_by_itself(change, cast, session):
    before = change.amends
    left = before.parties[0]
    left.ends_on = today() + timedelta(3)
    change.withdraw(by=cast.ben)
    session.flush()
    with at(now() + timedelta(9)):
        again = before.amend("Green Street is back.", by=cast.ben)
        session.add(again)
        session.flush()
        assert again.changes_something is False
        assert left.collective not in [party.collective for party in again.parties]
        party = again.join(left.collective, today(), by=cast.ben)
        assert again.joining == [party]
        assert again.changes_something


def test_another_first_day_makes_no_new_party_of_one_that_stays(change, cast, case):
    party = change.party(cast.street.ref)
    change.cast(party, party.role, by=cast.ben, starts_on=today() + timedelta(2))
    assert change.joining == []
    change.withdraw(by=cast.ben)
    with at(now() + timedelta(1)):
        assert cast.street in case.staying
