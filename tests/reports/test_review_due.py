"""From the first reminder of an evaluation until both sides shared, both read that it is due."""

from datetime import timedelta

import pytest
import time_machine

from collab.agreements.extending import ExtensionProposal, Longer
from collab.cases.beside import BesideKind
from collab.clock import morning_of, today
from collab.deadlines import Deadline, Kind
from collab.deadlines.shifting import move
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


@pytest.fixture
def near(agreement, session):
    """A planned evaluation of which the first reminder went out."""
    planned = Deadline.start(Kind.EVALUATION, "evaluation:9:LD-1-1", today(), subject="Garden")
    agreement.add_deadline(planned)
    session.commit()
    with time_machine.travel(morning_of(today()), tick=False):
        sweep_chunk()
        react()
    session.expire_all()
    assert agreement.case.beside(BesideKind.REVIEW_DUE)
    return planned


def test_on_another_day_it_is_not_due_yet(agreement, near, cast):
    move(near, today() + timedelta(days=200), cast.ben)
    assert agreement.case.beside(BesideKind.REVIEW_DUE) is None


def test_after_a_pause_it_is_still_due(agreement, near, cast, session):
    agreement.case.pause("We wait.", by=cast.ana)
    with time_machine.travel(morning_of(today() + timedelta(days=9))):
        agreement.case.resume(by=cast.ben)
        assert near.due_on > today() - timedelta(days=2)
    assert agreement.case.beside(BesideKind.REVIEW_DUE)


def test_a_longer_term_whose_evaluation_is_done_ends_it(agreement, near, cast, session):
    near.meet()
    longer = Longer(agreement.ends_on + timedelta(days=90), "Decision 12")
    ExtensionProposal.make(agreement, longer, by=cast.ben).agree(by=cast.ana)
    react()
    session.expire_all()
    assert agreement.case.beside(BesideKind.REVIEW_DUE) is None


def test_while_it_waits_another_one_does_not_end_it(agreement, near, cast, session):
    it = Evaluation.begin(agreement, Moment.EXTRA, None, by=cast.ben)
    for person in (cast.ana, cast.ben):
        it.write(View(own_well="We mowed."), 0, person)
        it.share(1, by=person)
    react()
    session.expire_all()
    assert agreement.case.beside(BesideKind.REVIEW_DUE)


def test_an_agreement_that_ended_asks_for_none(agreement, cast):
    agreement.case.note(BesideKind.REVIEW_DUE, by=None)
    agreement.case.end_besides(by=None)
    assert agreement.case.beside(BesideKind.REVIEW_DUE) is None
