"""A clock that stands still gives the answer to a report its days back."""

from datetime import timedelta

from collab.clock import at, now


def test_the_answer_to_a_report_is_due_so_much_later(agreement, cast, report):
    it = report(agreement, "submitted")
    due, begun = it.answer_due_on, now()
    agreement.case.pause("We wait.", by=cast.ana)
    with at(begun + timedelta(days=9)):
        agreement.case.resume(by=cast.ben)
    assert it.answer_due_on == due + timedelta(days=9)
