"""Who is asked to approve a text gets back the days on which the clock stood still."""

from datetime import timedelta

from collab.approvals.doing import approvals
from collab.clock import at, now, today, working_days_after

from .conftest import begin


def test_nobody_approves_late_in_a_pause_and_the_day_comes_later(complete, cast, eve, session, app):
    round = begin(complete, cast.ben)
    session.commit()
    [seat] = [one for one in round.seats if one.is_for(eve)]
    due, begun = working_days_after(today(), seat.days), now()

    def asked() -> tuple:
        with app.test_request_context():
            [todo] = approvals(eve)
        return todo.due_on, todo.days_late

    assert asked() == (due, 0)
    complete.case.pause("We wait for the council.", by=cast.ana)
    session.commit()
    with at(begun + timedelta(days=40)):
        assert asked() == (due, 0)
        complete.case.resume(by=cast.ben)
        session.commit()
        assert asked() == (due + timedelta(days=40), 0)
