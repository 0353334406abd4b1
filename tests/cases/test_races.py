"""Two moves at the same moment, each over a connection of its own: one holds, the other is told why not."""

import pytest

from collab.cases.lifecycle import Stage
from collab.cases.models import Case
from tests.racing import app, at_once, open_case, past, session, times

__all__ = ["app", "at_once", "past", "session"]
ROUNDS = 20
NO = {"reason": "No ground.", "would_change": "Ground.", "turn_to": "The province."}


@pytest.fixture
def started(cast, session):
    def start(number: int) -> Case:
        case = open_case(number, cast)
        session.commit()
        return case

    return start


def test_a_no_against_a_proposal(cast, started, at_once):
    for number in range(ROUNDS):
        case = started(number)
        answers = at_once(
            f"/cases/{case.ref}", (cast.ben, "withdrawal", NO), (cast.ana, "step/proposal", {"text": ""})
        )
        assert set(answers) <= {303, 403, 409}
        assert 303 in answers
        refused = len(case.farewells) == 1
        assert (case.stage == Stage.REFUSED) == refused
        assert case.stage in {Stage.REFUSED, Stage.PROPOSAL}
        assert times("case.moved", case) == 1 + answers.count(303)


def test_both_stop_the_clock_and_it_stops_once(cast, started, at_once):
    for number in range(ROUNDS):
        case = started(number)
        reason = {"reason": "We wait."}
        answers = at_once(f"/cases/{case.ref}", (cast.ben, "pause", reason), (cast.ana, "pause", reason))
        assert answers == [303, 403]
        assert (len(case.besides), times("case.paused", case)) == (1, 1)


def test_resting_against_stopping(cast, started, at_once):
    for number in range(ROUNDS):
        case = started(number)
        rest, stop = {"until": "2027-03-01"}, {"reason": "We move."}
        answers = at_once(f"/cases/{case.ref}", (cast.ben, "rest", rest), (cast.ana, "withdrawal", stop))
        assert max(answers) < 500
        assert case.stage in {Stage.PARKED, Stage.WITHDRAWN}
        assert (case.stage == Stage.WITHDRAWN) == bool(case.farewells)
