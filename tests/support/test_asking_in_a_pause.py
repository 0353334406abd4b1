"""A question waits for its answer as long as the clock stands still, and nobody is told that it is late."""

from datetime import timedelta

from collab.clock import at, now, today
from collab.support.jobs import tick
from collab.support.words import State
from tests.round import mails


def test_a_question_is_not_late_in_a_pause_and_gets_its_days_back(case, cast, promise, session):
    asked, begun = promise(State.ASKED), now()
    due, term = asked.answer_due_on, asked.answer_due_on - today()
    case.pause("We wait.", by=cast.ana)
    session.commit()
    with at(begun + timedelta(days=20)):
        tick.run()
        assert not {"unanswered", "no_answer"} & set(mails(session))
        assert asked.answer_days_late == 0
        case.resume(by=cast.ben)
        session.commit()
        assert asked.answer_due_on == due + timedelta(days=20)
        tick.run()
        assert not {"unanswered", "no_answer"} & set(mails(session))
    with at(begun + term + timedelta(days=22)):
        tick.run()
        assert {"unanswered", "no_answer"} <= set(mails(session))
