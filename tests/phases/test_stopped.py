"""A cooperation that stopped calls for no conversation: nobody could answer it there."""

from datetime import timedelta

from collab.clock import today
from collab.phases.doing import proposals, talks
from collab.phases.models import PhaseProposal, Wanted
from collab.phases.words import Cause, Phase

from .test_signs import asked


def test_what_stopped_calls_for_no_conversation(case, cast, session, app):
    case.opened_on = today() - timedelta(days=400)
    session.flush()
    assert Cause.ONE_CARRIER in asked(session)
    case.withdraw("We stop.", by=cast.ana)
    with app.test_request_context():
        assert list(talks([case])) == []
    assert asked(session) == set()


def test_another_collective_is_not_asked_about_the_phase_of_this_one(case, cast, session, app):
    case.involve(cast.other, by=cast.ben)
    wanted = Wanted(Phase.FORMING, today(), "We see it so.")
    session.add(PhaseProposal.make(case, cast.street, wanted, seen=0, by=cast.ben))
    session.flush()
    with app.test_request_context():
        [todo] = proposals([case])
    assert (todo.collective_id, "collective=C-1" in todo.address) == (cast.street.id, True)
