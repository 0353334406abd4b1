"""Two people act on one round at the same moment: each time exactly one outcome, and never a broken page."""

from datetime import timedelta
from threading import Barrier, Thread
from time import time

import pytest
from sqlalchemy import select, update

from collab.agreements.lifecycle import Weight
from collab.agreements.mandate import Mandate
from collab.agreements.models import Agreement
from collab.approvals import eyes
from collab.approvals.reactions import lapse_rounds_of
from collab.approvals.rounds import ApprovalRound, ApprovalRule
from collab.approvals.words import RoundState, SeatKind, SeatState
from collab.cases.models import Case
from collab.clock import now, today
from collab.db import db
from collab.people.words import Duty
from tests.agreements.conftest import TERMS, agree_all, propose_all
from tests.keeping import past  # noqa: F401  a fixture

from .conftest import begin

ROUNDS = 20
pytestmark = pytest.mark.xdist_group("races of approval")


@pytest.fixture
def app(past):  # noqa: F811
    return past


@pytest.fixture
def session(past):  # noqa: F811
    """Kept, so that other connections see it."""
    return db.session


@pytest.fixture
def laid_before(cast, session):
    """A round about a text, asked of everybody with a mandate: whoever answers first."""
    limits = {"heaviest": Weight.COMPLEX, "max_months": None, "max_amount": None, "starts_on": today()}
    cast.ali.memberships[0].ends_on = today() - timedelta(days=1)
    cast.ali.memberships[0].starts_on = today() - timedelta(days=9)
    session.add(Mandate.give(cast.ali, "head of parks", "decision 9", by=None, **limits))
    session.execute(update(ApprovalRule).values(removed_at=now()))
    facts = {"weight": None, "step": 1, "days": 5, "made_at": now()}
    session.add(ApprovalRule(kind=SeatKind.DUTY, duty=Duty.MANDATE_HOLDER, **facts))
    session.commit()

    def make(number: int) -> ApprovalRound:
        with session.no_autoflush:
            case = Case.open(f"LD-{number}", cast.street, by=cast.ana, title="Garden", about="A garden.")
        session.add(case)
        case.take(cast.ben)
        agreement = Agreement.draft(case, Weight.LIGHT, "en", by=cast.ana)
        session.add(agreement)
        propose_all(agreement, cast, TERMS)
        agree_all(agreement, cast, TERMS)
        session.flush()
        round = begin(agreement, cast.ben)
        session.commit()
        return round

    return make


@pytest.fixture
def at_once(app, session):
    """Everyone posts their form at the same moment; answers the statuses, in the order of the acts."""

    def post(address: str, *acts: tuple) -> list[int]:
        start, answers = Barrier(len(acts)), {}

        def act(place, visitor, door: str, form: dict) -> None:
            start.wait()
            answers[place] = visitor.post(f"{address}/{door}", data=form).status_code

        people = [
            (place, browser(app, person), door, form) for place, (person, door, form) in enumerate(acts)
        ]
        threads = [Thread(target=act, args=one) for one in people]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
        session.expire_all()
        return [answers[place] for place in range(len(acts))]

    return post


def browser(app, person):
    begun, key = person.arrive(timedelta(hours=1))
    db.session.add(begun)
    db.session.commit()
    visitor = app.test_client()
    with visitor.session_transaction() as kept:
        kept.update(key=key, seen=int(time()))
    return visitor


def yes(round: ApprovalRound, person) -> tuple:
    return person, "approval", {"digest": round.digest, "read": "y"}


def test_a_yes_against_another_text(cast, laid_before, at_once):
    """The yes counts for the text that was read, or is refused: never for the new text."""
    for number in range(ROUNDS):
        round = laid_before(number)
        agreement = round.agreement
        article = agreement.article(2)
        edit = {"seen": "1", f"{article.topics[0].code}_text": f"Another aim, number {number}."}
        approved, edited = at_once(
            f"/agreements/{agreement.ref}", yes(round, cast.bea), (cast.ana, "articles/2/proposal", edit)
        )
        assert edited == 303
        assert approved in {303, 409}
        lapse_rounds_of(agreement)
        db.session.commit()
        assert round.state == RoundState.LAPSED
        said_yes = round.seats[0].state == SeatState.APPROVED
        assert said_yes == (approved == 303)
        municipality = agreement.party_of(cast.ben)
        assert eyes.complete_round(agreement, municipality, eyes.digest_of(agreement)) is None


def test_a_yes_against_asking_for_a_change(cast, laid_before, at_once):
    """Two who are asked together answer at once: the first one counts."""
    for number in range(ROUNDS):
        round = laid_before(number)
        change = (cast.ali, "approval/change", {"digest": round.digest, "comment": "Name who mows."})
        approved, asked = at_once(f"/agreements/{round.agreement.ref}", yes(round, cast.bea), change)
        assert sorted([approved, asked])[0] == 303
        assert sorted([approved, asked])[1] in {403, 409}
        won = RoundState.COMPLETE if approved == 303 else RoundState.CHANGE
        assert round.state == won
        assert [seat.state for seat in round.seats] == ["approved" if approved == 303 else "change"]


def test_two_yeses_count_once(cast, laid_before, at_once):
    for number in range(5):
        round = laid_before(number)
        first, second = sorted(
            at_once(f"/agreements/{round.agreement.ref}", yes(round, cast.bea), yes(round, cast.ali))
        )
        assert (first, second in {403, 409}) == (303, True)
        names = [event.name for event in round.agreement.events]
        assert names.count("approval_round.approved") == names.count("approval_round.completed") == 1


def test_two_who_start_a_round_start_one(cast, laid_before, at_once):
    round = laid_before(1)
    round.lapse()
    db.session.commit()
    answers = at_once(
        f"/agreements/{round.agreement.ref}", (cast.ben, "rounds", {}), (cast.ben, "rounds", {})
    )
    assert sorted(answers) == [303, 409]
    assert len(db.session.scalars(select(ApprovalRound)).all()) == 2
