"""Two streets with an agreement each, so that one can be laid beside the other."""

import pytest

from collab.agreements.library import TOPICS
from collab.agreements.lifecycle import Weight
from tests.agreements.conftest import as_, case, cast, make

__all__ = ["as_", "case", "cast", "make"]


def standard(code: str, terms=None, language: str = "en") -> dict:
    said = TOPICS[code].light_wording.said_in(language)
    return {code: {"text": said, "nothing": False, "terms": terms}}


def own(code: str, terms=None, text: str = "Our own words.") -> dict:
    return {code: {"text": text, "nothing": False, "terms": terms}}


NOTICE = {"notice_days": 30}


def propose(agreement, number: int, provisions: dict, by) -> None:
    article = agreement.article(number)
    seen = article.latest.number if article.latest else 0
    agreement.propose(number, provisions, seen=seen, by=by)


@pytest.fixture
def garden(make):
    """Ana's agreement, being written with Ben."""
    return make("drafted")


@pytest.fixture
def meadow(cast, session):
    """Cyd's agreement with the same Ben, of a collective of the same kind in the same neighbourhood."""
    from collab.agreements.models import Agreement
    from collab.cases.models import Case
    from collab.collectives.models import Collective
    from collab.collectives.words import Kind, LegalForm

    field = Collective.register("C-9", "Far Field", Kind.ASSOCIATION, LegalForm.ASSOCIATION, by=cast.cyd)
    session.add(field)
    case = Case.open(
        "LD-9", field, by=cast.cyd, title="Secret meadow", about="A meadow.", neighbourhood="Riverside"
    )
    case.take(cast.ben)
    session.add(case)
    session.flush()
    agreement = Agreement.draft(case, Weight.LIGHT, "en", by=cast.cyd)
    session.add(agreement)
    session.flush()
    return agreement


@pytest.fixture
def explained(session):
    """A point is tailored with a reason and, when asked for, a decision."""
    from collab.clock import today
    from collab.tailoring.models import Account, Decided, Deviation
    from collab.tailoring.words import Outcome

    def explained(agreement, code: str, by, officer=None, summary: str = "") -> Deviation:
        deviation = Deviation.open(agreement, TOPICS[code])
        account = Account("Trees bear late.", ["trust"], "Who plants trees may count on it.")
        deviation.explain(account, seen=0, by=by)
        if officer:
            decided = Decided(Outcome.FOR_NOW, "Head of green", today(), None, summary)
            deviation.decide(decided, seen=0, by=officer)
        session.flush()
        return deviation

    return explained
