"""Two people answer the same article at the same moment: one outcome, nothing lost, no error page of ours."""

import pytest
from sqlalchemy import select

from collab.agreements.articles import Article, Wording
from collab.agreements.models import Agreement
from collab.agreements.steps import Step
from collab.db import db
from tests.racing import app, at_once, draft_agreement, past, session

from .test_negotiating import words

__all__ = ["app", "at_once", "past", "session"]
ROUNDS = 20


@pytest.fixture
def text(cast, session):
    """A text of its own, with Ana's proposal for article 2 on the table."""

    def make(number: int) -> Agreement:
        agreement = draft_agreement(number, cast)
        agreement.propose(2, words("We mow."), seen=0, by=cast.ana)
        session.commit()
        return agreement

    return make


def kinds(agreement: Agreement) -> list[str]:
    mine = select(Step.kind).join(Article).where(Article.agreement_id == agreement.id, Article.number == 2)
    return [str(kind) for kind in db.session.scalars(mine.order_by(Step.number))]


def test_a_yes_against_a_new_text_of_the_proposer(cast, text, at_once):
    for number in range(ROUNDS):
        agreement = text(number)
        yes = (cast.ben, "articles/2/consent", {"seen": 1})
        edit = (cast.ana, "articles/2/proposal", {"A04_text": "We mow twice.", "seen": 1})
        first, second = at_once(f"/agreements/{agreement.ref}", yes, edit)
        assert first == 303
        assert (second, kinds(agreement)) in [
            (409, ["proposed", "proposed"]),  # the yes came too late, and was shown the new text
            (303, ["proposed", "agreed", "proposed"]),  # first the yes, then a new text after it
        ]


def test_a_withdrawal_against_a_yes(cast, text, at_once):
    for number in range(ROUNDS):
        agreement = text(number)
        back = (cast.ana, "articles/2/withdrawal", {"seen": 1})
        yes = (cast.ben, "articles/2/consent", {"seen": 1})
        assert at_once(f"/agreements/{agreement.ref}", back, yes) == [303, 409]
        assert kinds(agreement) in [["proposed", "withdrawn"], ["proposed", "agreed"]]
        assert agreement.article(2).is_agreed == (kinds(agreement)[-1] == "agreed")


def test_two_texts_for_the_same_article(cast, text, at_once):
    for number in range(ROUNDS):
        agreement = text(number)
        mine = (cast.ana, "articles/2/proposal", {"A04_text": "We mow twice.", "seen": 1})
        theirs = (cast.ben, "articles/2/proposal", {"A04_text": "We never mow.", "seen": 1})
        assert at_once(f"/agreements/{agreement.ref}", mine, theirs) == [303, 409]
        made = select(Wording).join(Article).where(Article.agreement_id == agreement.id)
        assert len(list(db.session.scalars(made))) == 2


def test_texts_for_different_articles_do_not_meet(cast, text, at_once):
    for number in range(5):
        agreement = text(number)
        mine = (cast.ana, "articles/2/proposal", {"A04_text": "We mow twice.", "seen": 1})
        theirs = (cast.ben, "articles/3/proposal", {"A03_text": "We trust.", "seen": 0})
        assert at_once(f"/agreements/{agreement.ref}", mine, theirs) == [303, 303]
