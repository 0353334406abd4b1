"""The cast of the agreement. Dan gives advice by mail, Eve has a mandate without limits."""

import re
from datetime import timedelta

import pytest

from collab.agreements.lifecycle import Weight
from collab.agreements.mandate import Mandate
from collab.approvals import eyes
from collab.approvals.advice import key_of
from collab.approvals.opinions import AdviceAnswer, Asked, Opinion
from collab.approvals.rounds import ApprovalRound
from collab.approvals.words import Result
from collab.clock import today
from collab.people.models import Person
from collab.people.words import Duty
from tests.agreements.conftest import as_, case, cast, make, somebody

__all__ = ["as_", "case", "cast", "make"]
SECRET = "The roof is weak, says the engineer inside."


@pytest.fixture
def eve(cast, session):
    """Head of the department: she may decide on everything."""
    eve = somebody("Eve", Duty.MANDATE_HOLDER)
    limits = {"heaviest": Weight.COMPLEX, "max_months": None, "max_amount": None, "starts_on": today()}
    session.add(Mandate.give(eve, "head of everything", "decision 1", by=None, **limits))
    session.flush()
    return eve


@pytest.fixture
def dan(cast, session):
    dan = Person.join("Dan", "dan@legal.example", "en")
    session.add(dan)
    session.flush()
    return dan


@pytest.fixture
def asked(make, cast, dan, session):
    """Legal affairs is asked by the municipality; `more` changes what is asked, or by whom."""

    def asked(agreement=None, by=None, **more) -> Opinion:
        agreement = agreement or make("proposed")
        about = {
            "unit": "Legal affairs", "name": "Dan", "subject": "liability on the roof",
            "due_on": today() + timedelta(days=20), "articles": [],
        } | more  # fmt: skip
        brief = Opinion.ask(agreement, Asked(**about), dan, "Who pays when it breaks?", by=by or cast.ben)
        session.add(brief)
        session.flush()
        return brief.opinion

    return asked


@pytest.fixture
def answered(asked, session):
    def answered(**how) -> Opinion:
        opinion = asked(**how)
        answer: AdviceAnswer = opinion.answer(Result.UNFAVOURABLE, SECRET, "Look at the roof again.")
        session.add(answer)
        session.flush()
        return opinion

    return answered


@pytest.fixture
def complete(make, eve):
    """A big agreement on which all parties agree, and which waits for a yes inside the municipality."""
    return make("agreed", Weight.COMPLEX)


def begin(agreement, by) -> ApprovalRound:
    party = agreement.party_of(by)
    return ApprovalRound.start(agreement, party, eyes.seats_for(agreement, party), by=by)


def way_in(opinion: Opinion) -> str:
    return f"/advice/{key_of(opinion.link)}"


def words_of(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True)))
