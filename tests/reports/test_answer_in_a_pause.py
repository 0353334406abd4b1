"""A clock that stands still gives the answer to a report its days back."""

from datetime import timedelta

from collab.clock import at, now, today
from collab.reports.doing import looking_back
from tests.round import react


def test_the_answer_to_a_report_is_due_so_much_later(agreement, cast, report):
    it = report(agreement, "submitted")
    due, begun = it.answer_due_on, now()
    agreement.case.pause("We wait.", by=cast.ana)
    with at(begun + timedelta(days=9)):
        agreement.case.resume(by=cast.ben)
    assert it.answer_due_on == due + timedelta(days=9)


def test_nobody_owes_it_late_while_the_clock_stands_still(agreement, cast, report, app):
    it = report(agreement, "submitted")
    begun, days = now(), (it.answer_due_on - today()).days
    agreement.case.pause("We wait.", by=cast.ana)
    with at(begun + timedelta(days=days + 20)), app.test_request_context():
        late = [todo.days_late for todo in looking_back([agreement.case]) if "/reports/" in todo.address]
    assert late == [0]


def test_a_report_that_is_being_written_is_due_on_the_day_that_holds(agreement, cast, report, session):
    it, begun = report(agreement, "written"), now()
    agreement.case.pause("We wait.", by=cast.ana)
    with at(begun + timedelta(days=9)):
        agreement.case.resume(by=cast.ben)
        assert it.due_on == it.promise.due_on
        it.promise.ask_new_day(it.due_on + timedelta(days=5), "Holidays.", by=cast.ana)
        it.promise.respond(True, by=cast.ben)
        session.commit()
        react()
    assert it.due_on == it.promise.due_on
