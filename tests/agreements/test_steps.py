"""No is an answer, a proposal can be withdrawn, and the latest step of one's own can be undone at once."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from collab.agreements.articles import Overtaken
from collab.agreements.lifecycle import ArticleState
from collab.cases.lifecycle import Waits
from collab.collectives.words import MemberRole
from collab.errors import NotNow, NotYours
from collab.overview.queries import articles_waiting

from .test_negotiating import words


@pytest.fixture
def open_text(make, cast):
    """Ana proposed a text for article 2, and it is the municipality's turn."""
    agreement = make("drafted")
    agreement.propose(2, words(), seen=0, by=cast.ana)
    return agreement


def names(parties) -> list[str]:
    return [party.name for party in parties]


def test_an_answer_to_the_others_proposal_is_a_counter_proposal(open_text, cast):
    counter = open_text.propose(2, words("We mow twice."), seen=1, by=cast.ben)
    own = open_text.propose(2, words("We mow thrice."), seen=2, by=cast.ben)
    assert (counter.answers, own.answers) == (1, None)
    assert [event.data["answers"] for event in open_text.events if event.name == "agreement.proposed"] == [
        None, 1, None,
    ]  # fmt: skip


def test_a_new_proposal_on_what_was_agreed_is_no_counter_proposal(make, cast):
    assert make("agreed").propose(2, words("We mow twice."), seen=1, by=cast.ben).answers is None


def test_a_no_leaves_the_text_and_waits_for_whoever_proposed_it(open_text, cast, case):
    open_text.reject(2, "We have no mower.", seen=1, by=cast.ben)
    article = open_text.article(2)
    assert article.state == ArticleState.REJECTED
    assert [(step.party.side, step.reason) for step in article.rejections] == [
        ("municipality", "We have no mower.")
    ]
    assert (names(article.waiting_parties), article.asked_parties) == (["Green Street"], [])
    assert case.waits_for == Waits.COLLECTIVE
    assert open_text.open_articles == [article]


def test_a_rejected_text_is_agreed_to_after_all_or_answered(open_text, cast):
    open_text.reject(2, "We have no mower.", seen=1, by=cast.ben)
    open_text.agree(2, seen=1, by=cast.ben)
    assert open_text.article(2).is_agreed
    open_text.propose(2, words("We mow twice."), seen=1, by=cast.ben)
    open_text.reject(2, "Twice is much.", seen=2, by=cast.ana)
    open_text.propose(2, words("We mow now and then."), seen=2, by=cast.ben)
    assert (open_text.article(2).state, open_text.article(2).rejections) == (ArticleState.PROPOSED, [])


@pytest.mark.parametrize(
    "act, sentence",
    [
        (lambda a, cast: a.reject(2, "No.", seen=1, by=cast.ana), "own proposal"),
        (lambda a, cast: a.take_back(2, seen=1, by=cast.ben), "Only Green Street can withdraw"),
        (lambda a, cast: a.reject(3, "No.", seen=0, by=cast.ana), "no proposal for this article"),
    ],
)
def test_what_makes_no_sense_is_refused(open_text, cast, act, sentence):
    with pytest.raises(NotNow, match=sentence):
        act(open_text, cast)


def test_after_an_answer_there_is_no_second_one(open_text, cast):
    open_text.reject(2, "We have no mower.", seen=1, by=cast.ben)
    with pytest.raises(NotNow, match="answered this text already"):
        open_text.reject(2, "Still none.", seen=1, by=cast.ben)


def test_withdrawing_a_proposal_brings_back_what_stood_before_with_its_consents(make, cast):
    agreement = make("agreed")
    agreement.propose(2, words("We mow twice."), seen=1, by=cast.ben)
    agreement.take_back(2, seen=2, by=cast.ben)
    assert (agreement.article(2).latest.number, agreement.article(2).is_agreed) == (1, True)
    agreement.propose(2, words("We mow at night."), seen=1, by=cast.ana)
    assert agreement.article(2).latest.number == 3


def test_withdrawing_the_first_proposal_leaves_the_article_open(open_text, cast, case):
    open_text.take_back(2, seen=1, by=cast.ana)
    assert (open_text.article(2).state, open_text.open_articles) == (ArticleState.OPEN, [])
    open_text.propose(2, words("We mow twice."), seen=0, by=cast.ben)
    assert names(open_text.article(2).waiting_parties) == ["Green Street"]


def test_a_yes_to_a_withdrawn_text_is_refused(open_text, cast):
    open_text.take_back(2, seen=1, by=cast.ana)
    with pytest.raises(Overtaken):
        open_text.agree(2, seen=1, by=cast.ben)


def test_what_all_agreed_to_is_not_withdrawn(make, cast):
    with pytest.raises(NotNow, match="All parties agreed"):
        make("agreed").take_back(2, seen=1, by=cast.ana)


def test_the_latest_step_is_undone_before_anybody_acts_on_it(open_text, cast, case):
    open_text.agree(2, seen=1, by=cast.ben)
    open_text.undo(2, seen=2, by=cast.ben)
    assert names(open_text.article(2).asked_parties) == ["Gemeente Lindendal"]
    assert case.waits_for == Waits.MUNICIPALITY
    assert [step.kind for step in open_text.article(2).steps] == ["proposed", "agreed", "undone"]
    open_text.agree(2, seen=1, by=cast.ben)
    assert open_text.article(2).is_agreed


def test_an_undone_proposal_is_off_the_table_and_an_undone_withdrawal_brings_it_back(open_text, cast):
    open_text.take_back(2, seen=1, by=cast.ana)
    open_text.undo(2, seen=2, by=cast.ana)
    assert open_text.article(2).latest.number == 1
    open_text.propose(2, words("We mow twice."), seen=1, by=cast.ana)
    open_text.undo(2, seen=4, by=cast.ana)
    assert open_text.article(2).latest.number == 1


def test_nothing_is_undone_once_somebody_else_acted_or_twice(open_text, cast):
    open_text.reject(2, "We have no mower.", seen=1, by=cast.ben)
    with pytest.raises(NotNow, match="only until"):
        open_text.undo(2, seen=1, by=cast.ana)
    open_text.undo(2, seen=2, by=cast.ben)
    with pytest.raises(NotNow, match="only until"):
        open_text.undo(2, seen=3, by=cast.ben)


def test_nothing_is_undone_once_the_turn_was_somebody_elses(open_text, cast):
    """Whoever acted on another article could count on what stood here."""
    open_text.agree(2, seen=1, by=cast.ben)
    assert open_text.article(2).undoable_by(open_text.party_for(cast.ben))
    open_text.propose(3, words("We greet.", "A03"), seen=0, by=cast.ana)
    assert open_text.article(2).undoable_by(open_text.party_for(cast.ben)) is None
    with pytest.raises(NotNow, match="only until"):
        open_text.undo(2, seen=2, by=cast.ben)


def test_nothing_is_undone_that_was_frozen(make, cast):
    agreement = make("half signed")
    agreement.reopen("One more look.", by=cast.ben)
    last = agreement.article(2).steps[-1]
    assert last.party is agreement.party_for(cast.ben)
    with pytest.raises(NotNow, match="only until"):
        agreement.undo(2, seen=last.number, by=cast.ben)


def test_an_editor_takes_back_only_what_they_wrote(open_text, cast):
    next(m for m in cast.street.memberships if m.person is cast.ali).change(MemberRole.EDITOR, by=cast.ana)
    with pytest.raises(NotYours, match="Only who did this"):
        open_text.take_back(2, seen=1, by=cast.ali)
    open_text.propose(2, words("We mow twice."), seen=1, by=cast.ali)
    open_text.undo(2, seen=2, by=cast.ali)
    assert open_text.article(2).latest.number == 1


def test_the_overview_counts_as_the_page_does(open_text, cast, case, session):
    """The same rules, once over rows in memory and once in the database."""
    steps = [
        lambda: open_text.propose(2, words("We mow twice."), seen=1, by=cast.ben),
        lambda: open_text.reject(2, "Twice is much.", seen=2, by=cast.ana),
        lambda: open_text.undo(2, seen=3, by=cast.ana),
        lambda: open_text.agree(2, seen=2, by=cast.ana),
        lambda: open_text.propose(3, words("We trust.", "A03"), seen=0, by=cast.ana),
        lambda: open_text.take_back(3, seen=1, by=cast.ana),
        lambda: open_text.undo(3, seen=2, by=cast.ana),
        lambda: open_text.reject(3, "We do not know you.", seen=1, by=cast.ben),
        lambda: open_text.agree(3, seen=1, by=cast.ben),
    ]
    for step in steps:
        step()
        session.flush()
        waiting: dict[str, list[int]] = {}
        for article in open_text.open_articles:
            for party in article.waiting_parties:
                waiting.setdefault(str(party.side), []).append(article.number)
        found = session.execute(articles_waiting([case.id]))
        counted = {side: (count, first) for _case, _ref, side, count, first in found}
        assert counted == {side: (len(numbers), min(numbers)) for side, numbers in waiting.items()}


@pytest.mark.parametrize(
    "statement", ["update step set yes = true", "delete from step", "delete from wording"]
)
def test_what_was_said_cannot_be_changed_by_the_application(open_text, session, statement):
    session.flush()
    session.execute(text("set local role collab_app"))
    with pytest.raises(ProgrammingError, match="permission denied"):
        session.execute(text(statement))
