"""From the first reminder of an evaluation until both sides shared, both read that it is due."""

from datetime import timedelta

import time_machine

from collab.cases.beside import BesideKind
from collab.clock import morning_of, today
from collab.deadlines import Deadline, Kind
from collab.deadlines.sweeping import sweep_chunk
from collab.reports.evaluations import Evaluation, View
from collab.reports.words import Moment
from tests.round import react


def test_it_is_due_until_both_have_shared(agreement, cast, session):
    day = today() + timedelta(days=90)
    planned = Deadline.start(Kind.EVALUATION, "evaluation:9:LD-1-1", day, subject="Garden")
    agreement.add_deadline(planned)
    session.commit()
    with time_machine.travel(morning_of(planned.due_on), tick=False):
        sweep_chunk()
        react()
        session.expire_all()
        assert agreement.case.beside(BesideKind.REVIEW_DUE)
        it = Evaluation.begin(agreement, Moment.YEARLY, planned, by=cast.ben)
        for person in (cast.ana, cast.ben):
            it.write(View(own_well="We mowed."), 0, person)
            it.share(1, by=person)
        react()
        session.expire_all()
        assert agreement.case.beside(BesideKind.REVIEW_DUE) is None


def test_an_agreement_that_ended_asks_for_none(agreement, cast):
    agreement.case.note(BesideKind.REVIEW_DUE, by=None)
    agreement.case.end_besides(by=None)
    assert agreement.case.beside(BesideKind.REVIEW_DUE) is None
