"""While the clock stands still nothing promised comes late, and nothing ends that will last longer."""

from datetime import timedelta

import pytest

from collab.clock import at, now, today, working_days_between
from collab.people.words import Side
from collab.support.doing import promises
from collab.support.jobs import tick
from collab.support.picturing import picture_of
from collab.support.words import State

from .conftest import SOON


@pytest.mark.parametrize("side", list(Side))
def test_a_promise_is_not_late_in_a_pause_on_any_page(case, cast, promise, as_, session, side):
    line, begun = promise(State.PROMISED, side), now()
    case.pause("We wait.", by=cast.ana)
    session.commit()
    with at(begun + timedelta(days=20)):
        assert (line.is_late, line.days_late) == (False, 0)
        assert picture_of([line]).promises.sums[side].late == 0
        assert "late" not in [part for part, _start, _wide in picture_of([line]).promises.parts(side)]
        assert "days late" not in as_(cast.ana).get("/cases/LD-1/support").text
        case.resume(by=cast.ben)
        assert line.due_on == SOON + timedelta(days=20)


def test_what_was_late_before_stays_as_late_as_it_was(case, cast, promise, session, app):
    line, begun = promise(State.PROMISED), now()
    with at(begun + timedelta(days=20)):
        case.pause("We wait.", by=cast.ana)
        late = working_days_between(SOON, today())
        session.commit()
    with at(begun + timedelta(days=50)), app.test_request_context():
        assert (line.is_late, line.days_late) == (True, late)
        assert [todo.days_late for todo in promises([case])] == [late]


def test_what_was_promised_beside_the_text_does_not_end_in_a_pause(case, cast, promise, session):
    line, begun = promise(State.ASKED, until=SOON + timedelta(days=5)), now()
    line.promise(SOON, by=cast.ben)
    line.deliver(by=cast.ben)
    line.confirm(by=cast.ana)
    case.pause("We wait.", by=cast.ana)
    session.commit()
    with at(begun + timedelta(days=20)):
        tick.run()
        assert line.state == State.CONFIRMED
        case.resume(by=cast.ben)
        session.commit()
        tick.run()
        assert (line.state, line.until) == (State.CONFIRMED, SOON + timedelta(days=25))
    with at(begun + timedelta(days=37)):
        tick.run()
        assert line.state == State.ENDED
