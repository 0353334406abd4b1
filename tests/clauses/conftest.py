"""The cast of the agreement, with somebody who looks after the library."""

import pytest

from collab.people.words import Duty
from tests.agreements.conftest import as_, case, cast, make, somebody

__all__ = ["as_", "case", "cast", "make"]


@pytest.fixture
def ina(cast, session):
    """Of the integral team."""
    return somebody("Ina", Duty.INTEGRAL_TEAM)


@pytest.fixture
def written(session, ina):
    """A wording somebody put in the library, by the real verbs."""
    from collab.agreements.library import TOPICS, Words
    from collab.agreements.lifecycle import Weight
    from collab.clauses.models import Clause
    from collab.clauses.words import Level
    from collab.clock import today

    def written(text: str, level: str = "acceptable", topic: str = "A12", number: int = 1):
        clause = Clause.begin(TOPICS[topic], Weight.LIGHT, number, "When it suits.")
        session.add(clause)
        clause.word(Level(level), Words(nl=f"NL {text}", en=text), today(), seen=-1, by=ina)
        session.flush()
        return clause

    return written
