"""What was advised to one side, and asked, is found nowhere on the other, by whoever looks."""

import pytest

from collab.approvals.opinions import Asked, Opinion
from collab.approvals.words import Result
from collab.clock import today, working_days_after
from tests.discussion.crawl import Crawl, leaks
from tests.round import react

OURS, THEIRS = "pelican", "walrus"


@pytest.fixture
def advised(make, cast, dan, session):
    """Both sides asked and got an answer; both advisers also asked for more time."""
    agreement = make("proposed")
    for word, asker in ((OURS, cast.ana), (THEIRS, cast.ben)):
        about = Asked("Legal affairs", "Dan", "the roof", working_days_after(today(), 10), [], None)
        brief = Opinion.ask(agreement, about, dan, f"What about the {word}?", by=asker)
        session.add(brief)
        session.flush()
        brief.opinion.ask_more_time(working_days_after(today(), 20))
        session.add(brief.opinion.answer(Result.CONDITIONS, f"The {word} is fine.", f"Mind the {word}."))
        session.flush()
    react()
    return agreement


@pytest.mark.parametrize(("reader", "word"), [("ben", OURS), ("ana", THEIRS)])
def test_neither_side_finds_what_was_advised_to_the_other(advised, app, as_, cast, reader, word):
    assert leaks(app, as_, [getattr(cast, reader)], advised, [word]) == []


@pytest.mark.parametrize(("reader", "number", "word"), [("ana", 1, OURS), ("ben", 2, THEIRS)])
def test_the_own_side_does_find_it(advised, app, as_, cast, reader, number, word):
    """Else the search above could not fail."""
    crawl = Crawl(app, as_(getattr(cast, reader)), [word])
    crawl.look(f"/agreements/{advised.ref}/opinions/{number}")
    assert len(crawl.found) == 1
