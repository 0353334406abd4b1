"""What was advised to one side, and asked, is found nowhere on the other, by whoever looks."""

import pytest

from collab.approvals.opinions import Asked, Opinion
from collab.approvals.words import Result
from collab.clock import today, working_days_after
from tests.discussion.crawl import leaks
from tests.round import react

OURS, THEIRS = "pelican", "walrus"


@pytest.fixture
def advised(make, cast, dan, session):
    """Both sides asked and got an answer; the municipality's adviser also asked for more time."""
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


def test_the_municipality_finds_nothing_of_the_collective(advised, app, as_, cast):
    assert leaks(app, as_, [cast.ben, cast.bea], advised, [OURS]) == []


def test_the_collective_finds_nothing_of_the_municipality(advised, app, as_, cast):
    assert leaks(app, as_, [cast.ana, cast.ali], advised, [THEIRS]) == []


def test_the_own_side_does_find_it(advised, app, as_, cast):
    """Else the search above could not fail."""
    assert leaks(app, as_, [cast.ben], advised, [THEIRS])
