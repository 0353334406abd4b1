"""Both sides write, everyone agrees, and nobody's yes is carried over to another text."""

import pytest

from collab.agreements import policy
from collab.agreements.articles import Overtaken
from collab.agreements.library import ARTICLES
from collab.agreements.lifecycle import ArticleState, Status, Weight
from collab.agreements.models import Agreement
from collab.agreements.reactions import withdraw_the_text
from collab.cases.lifecycle import Stage, Waits
from collab.clock import today
from collab.collectives.words import MemberRole
from collab.errors import NotNow

from .conftest import said


def words(text="We mow.", code="A04"):
    return {code: {"text": text, "nothing": False, "terms": None}}


def test_a_text_has_an_article_for_every_article_of_the_library(make):
    assert [article.number for article in make("drafted").articles] == [
        article.number for article in ARTICLES
    ]


def test_the_cooperation_is_drafting_once_a_text_has_begun(make, case):
    make("drafted")
    assert case.stage == Stage.DRAFTING


def test_there_is_one_agreement_at_a_time(make, case, cast):
    make("drafted")
    with pytest.raises(NotNow, match="already"):
        Agreement.draft(case, Weight.LIGHT, "en", by=cast.ana)


@pytest.mark.parametrize("writer, other", [("ana", "ben"), ("ben", "ana")])
def test_either_side_writes_and_the_other_agrees(make, cast, writer, other):
    agreement = make("drafted")
    agreement.propose(2, words(), seen=0, by=getattr(cast, writer))
    assert agreement.article(2).state == ArticleState.PROPOSED
    agreement.agree(2, seen=1, by=getattr(cast, other))
    assert agreement.article(2).state == ArticleState.AGREED


def test_who_proposes_has_agreed_and_waits_for_the_others(make, cast):
    agreement = make("drafted")
    agreement.propose(2, words(), seen=0, by=cast.ana)
    assert [party.name for party in agreement.article(2).waiting_parties] == ["Gemeente Lindendal"]
    with pytest.raises(NotNow, match="agreed to this text already"):
        agreement.agree(2, seen=1, by=cast.ana)


def test_a_new_wording_needs_everyones_yes_again(make, cast):
    agreement = make("agreed")
    agreement.propose(2, words("We mow twice."), seen=1, by=cast.ben)
    assert agreement.article(2).state == ArticleState.PROPOSED
    assert [party.name for party in agreement.article(2).waiting_parties] == ["Green Street"]


def test_a_yes_to_a_text_that_changed_meanwhile_is_refused(make, cast):
    agreement = make("drafted")
    agreement.propose(2, words(), seen=0, by=cast.ana)
    agreement.propose(2, words("We do not mow."), seen=1, by=cast.ana)
    with pytest.raises(Overtaken):
        agreement.agree(2, seen=1, by=cast.ben)


def test_the_same_text_is_no_new_proposal(make, cast):
    agreement = make("drafted")
    agreement.propose(2, words(), seen=0, by=cast.ana)
    with pytest.raises(NotNow, match="same text"):
        agreement.propose(2, words(), seen=1, by=cast.ben)


def test_nothing_agreed_on_this_settles_a_topic(make, cast):
    agreement = make("drafted")
    agreement.propose(12, {"A17": {"text": None, "nothing": True, "terms": None}}, seen=0, by=cast.ana)
    agreement.agree(12, seen=1, by=cast.ben)
    assert "A17" not in {topic.code for topic in agreement.missing()}


def test_the_turn_goes_to_whoever_has_to_answer(make, cast, case):
    agreement = make("drafted")
    agreement.propose(2, words(), seen=0, by=cast.ana)
    assert case.waits_for == Waits.MUNICIPALITY
    agreement.propose(2, words("We mow twice."), seen=1, by=cast.ben)
    assert case.waits_for == Waits.COLLECTIVE


def test_a_complex_agreement_asks_for_more_than_a_light_one(make, cast):
    agreement = make("drafted")
    light = {topic.code for topic in agreement.missing()}
    agreement.weigh(Weight.COMPLEX, by=cast.ben)
    assert light < {topic.code for topic in agreement.missing()}


def test_it_cannot_be_frozen_while_something_is_missing_or_open(make, cast):
    agreement = make("drafted")
    with pytest.raises(NotNow, match="needed"):
        agreement.freeze(by=cast.ana)
    agreement.propose(2, words(), seen=0, by=cast.ana)
    with pytest.raises(NotNow, match="open proposal for article 2"):
        agreement.freeze(by=cast.ana)


def test_a_frozen_text_does_not_change(make, cast):
    agreement = make("frozen")
    with pytest.raises(NotNow, match="waiting for signatures"):
        agreement.propose(2, words(), seen=1, by=cast.ana)
    assert agreement.status == Status.SIGNING


def test_whoever_speaks_for_no_party_writes_nothing(make, cast):
    with pytest.raises(NotNow, match="do not speak"):
        make("drafted").propose(2, words(), seen=0, by=cast.cyd)


def test_every_topic_that_is_needed_is_said_to_be_missing_until_it_is_agreed(make):
    agreement = make("proposed")
    needed = {topic.code for article in agreement.articles for topic in article.needed}
    assert {topic.code for topic in agreement.missing()} == needed
    assert said(agreement.articles[0].topics[0])["text"]


def test_the_text_stops_with_the_cooperation(make, cast, case, session):
    agreement = make("proposed")
    case.withdraw("We go on alone.", by=cast.ana)
    session.flush()
    stopped = case.events[-1]
    withdraw_the_text(stopped)
    withdraw_the_text(stopped)  # a reaction may run twice
    assert agreement.status == Status.WITHDRAWN
    assert policy.open_to(cast.ana, agreement) == set()


def test_while_a_cooperation_rests_nobody_writes(make, cast, case):
    agreement = make("proposed")
    case.park(today(), by=cast.ana)
    assert "rests" in policy.propose(cast.ben, agreement)


def test_an_editor_writes_and_a_representative_still_has_to_agree(make, cast):
    agreement = make("drafted")
    membership = next(m for m in cast.street.memberships if m.person is cast.ali)
    membership.change(MemberRole.EDITOR, by=cast.ana)
    agreement.propose(2, words(), seen=0, by=cast.ali)
    agreement.agree(2, seen=1, by=cast.ben)
    assert [party.name for party in agreement.article(2).waiting_parties] == ["Green Street"]
    agreement.agree(2, seen=1, by=cast.ana)
    assert agreement.article(2).is_agreed


@pytest.mark.parametrize("proposer", ["ana", "ben"])
def test_the_text_is_not_sent_on_over_an_open_proposal(make, cast, case, as_, proposer):
    """Equal pen: also not by the municipality to its own people, whoever's proposal it is."""
    agreement = make("agreed")
    agreement.propose(2, words("We mow twice."), seen=1, by=getattr(cast, proposer))
    assert "open proposal for article 2" in as_(cast.ben).get("/cases/LD-1/step").text
    assert as_(cast.ben).post("/cases/LD-1/step/internal_review", data={"text": ""}).status_code == 403
    assert case.stage == Stage.DRAFTING
    agreement.take_back(2, seen=2, by=getattr(cast, proposer))
    assert as_(cast.ben).post("/cases/LD-1/step/internal_review", data={"text": ""}).status_code == 303
    assert case.stage == Stage.INTERNAL_REVIEW
