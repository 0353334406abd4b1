"""A phase is set together: one side proposes, the other agrees, sees it otherwise, or leaves it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from collab.clock import today
from collab.notifications.letters import letter_for
from collab.notifications.models import Notice
from collab.phases.models import PhasePeriod, PhaseProposal, current
from collab.phases.words import Outcome, Phase
from tests.round import react

from .conftest import HERE, proposes

EITHER = pytest.mark.parametrize(("one", "other"), [("ana", "ben"), ("ben", "ana")])


def lying(session) -> PhaseProposal | None:
    return session.scalar(select(PhaseProposal).where(PhaseProposal.outcome == Outcome.OPEN))


@EITHER
def test_one_side_proposes_and_the_other_agrees(case, cast, as_, session, one, other):
    assert proposes(as_(getattr(cast, one))).status_code == 303
    assert current(cast.street) is None
    page = as_(getattr(cast, other)).get(HERE).text
    assert "We know how we decide." in page
    assert (
        as_(getattr(cast, other)).post(f"{HERE}/proposals/{lying(session).id}/agreement").status_code == 303
    )
    now = current(cast.street)
    assert (now.phase, now.set_by, now.agreed_by) == (Phase.FORMING, getattr(cast, one), getattr(cast, other))
    for person in (cast.ana, cast.ben, cast.ali):
        assert "The group chooses how it decides" in as_(person).get(HERE).text


@EITHER
def test_nobody_agrees_to_their_own_proposal(case, cast, as_, session, one, other):
    proposes(as_(getattr(cast, one)))
    assert as_(getattr(cast, one)).post(f"{HERE}/proposals/{lying(session).id}/agreement").status_code == 409
    assert current(cast.street) is None


@EITHER
def test_the_other_side_proposes_another_phase_instead(case, cast, as_, session, one, other):
    proposes(as_(getattr(cast, one)))
    first = lying(session)
    answer = proposes(as_(getattr(cast, other)), phase="idea", reason="Not so far.", seen=first.id)
    assert answer.status_code == 303
    session.refresh(first)
    assert (first.outcome, lying(session).phase) == (Outcome.REPLACED, Phase.IDEA)
    assert as_(getattr(cast, other)).post(f"{HERE}/proposals/{first.id}/agreement").status_code == 409


def test_it_can_be_left_as_it_is_for_a_reason(case, cast, as_, session):
    proposes(as_(cast.ana))
    address = f"{HERE}/proposals/{lying(session).id}/answer"
    assert as_(cast.ben).post(address, data={"answer": " "}).status_code == 422
    assert as_(cast.ben).post(address, data={"answer": "Let us wait for the summer."}).status_code == 303
    assert lying(session) is None


def test_a_proposal_is_taken_back_by_its_own_side(case, cast, as_, session):
    proposes(as_(cast.ana))
    address = f"{HERE}/proposals/{lying(session).id}/withdrawal"
    assert as_(cast.ben).post(address).status_code == 409
    assert as_(cast.ana).post(address).status_code == 303
    assert lying(session) is None


def test_who_saw_another_table_looks_again_and_keeps_the_words(case, cast, as_):
    proposes(as_(cast.ana))
    answer = proposes(as_(cast.ben), phase="idea", reason="Typed while Ana was proposing.")
    assert answer.status_code == 409
    assert "Typed while Ana was proposing." in answer.text


def test_going_back_is_normal_and_seen(enter, cast, as_):
    enter(Phase.RUNNING, days=200)
    enter(Phase.TRIAL, days=20)
    first, second = sorted(cast.street.phases, key=lambda it: it.starts_on)
    assert (first.ends_on, second.ends_on) == (today() - timedelta(21), None)
    page = as_(cast.ana).get(HERE).text
    assert "A step back, which is fine." in page
    assert 'role="img"' in page


def test_one_activity_goes_its_own_way_and_comes_back(enter, case, cast, as_, session):
    enter(Phase.RUNNING, days=200)
    enter(Phase.IDEA, days=20, activity="Kitchen")
    assert current(cast.street).phase == Phase.RUNNING
    assert current(cast.street, "Kitchen").phase == Phase.IDEA
    page = as_(cast.ben).get(HERE).text
    assert "“Kitchen” goes its own way" in page
    assert "stroke-dasharray" in page
    assert "A step back" not in page
    along = {"phase": "along", "activity": "Kitchen", "reason": "It is all one now.", "seen": "0"}
    address = f"{HERE}/C-1/proposal?activity=Kitchen"
    assert as_(cast.ben).post(address, data=along | {"since": today().isoformat()}).status_code == 303
    as_(cast.ana).post(f"{HERE}/proposals/{lying(session).id}/agreement")
    assert current(cast.street, "Kitchen") is None


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"phase": ""}, "Choose a phase."),
        ({"since": ""}, "Choose the day from which it is so."),
        ({"since": "2199-01-01"}, "Choose today or an earlier day."),
        ({"since": "2001-01-01"}, "The phase of now began later than this day."),
        ({"phase": "running"}, "That is the phase it is in now."),
        ({"reason": ""}, "Write in a sentence why."),
    ],
)
def test_what_is_not_right_is_said_at_its_field(enter, cast, as_, given, said):
    enter(Phase.RUNNING, days=30)
    answer = proposes(as_(cast.ana), **given)
    assert answer.status_code == 422
    assert said in answer.text


def test_who_reads_along_proposes_nothing_and_cyd_sees_nothing(case, cast, as_):
    assert proposes(as_(cast.ali)).status_code == 403
    assert proposes(as_(cast.cyd)).status_code == 404
    assert proposes(as_(cast.ana), collective="C-2").status_code == 404


def test_it_blocks_nothing(make, cast, as_):
    """A text goes its whole road while a proposal lies there."""
    proposes(as_(cast.ana))
    assert make("begun").starts_on


def test_the_timeline_tells_it_and_the_others_hear_of_it(case, cast, as_, session, enter):
    enter(Phase.IDEA)
    react()
    page = as_(cast.ali).get("/cases/LD-1").text
    assert "proposed the phase “Idea and exploration”" in page
    assert "agreed to the phase “Idea and exploration”" in page
    for template in ("phases/mail/proposed", "phases/mail/agreed"):
        notice = session.scalar(select(Notice).where(Notice.template == template))
        assert "Garden: Idea and exploration." in letter_for(notice, {}).text


def test_old_notes_of_one_side_still_read(cast, case, session, as_):
    """Written down before phases were set together."""
    session.add(
        PhasePeriod(
            collective=cast.street, activity="", phase=Phase.IDEA, reason="At the first meeting",
            starts_on=today(), set_by=cast.ben,
        )
    )  # fmt: skip
    session.flush()
    assert "Written down by Ben." in as_(cast.ana).get(HERE).text
