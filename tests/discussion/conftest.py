"""The cast of the agreement, with a secret of each side on the table."""

from types import SimpleNamespace

import pytest

from collab.discussion.comments import Comment
from collab.discussion.messages import Place
from collab.discussion.notes import Note
from tests.agreements.conftest import as_, case, cast, make
from tests.round import react

__all__ = ["as_", "case", "cast", "make"]


@pytest.fixture
def agreement(make):
    return make("proposed")


@pytest.fixture
def say(session):
    """Say something about article 7: to all, or with a `reader`, or only to the own side."""

    def say(agreement, by, text, shared=False, answers=None, **more):
        place = Place(agreement, 7, answers)
        said = (Comment if shared else Note).write(place, text, by=by, **more)
        session.add(said)
        session.flush()
        return said

    return say


@pytest.fixture
def talk(agreement, cast, say, session):
    """A shared conversation, and what each side says about it among themselves."""
    shared = say(agreement, cast.ana, "Three years would suit us.", shared=True)
    ours = say(agreement, cast.ana, "The pelican agrees to two years.", mentions=[cast.ali])
    theirs = say(agreement, cast.ben, "The walrus has money for one year.", answers=shared)
    session.flush()
    react()
    return SimpleNamespace(shared=shared, ours=ours, theirs=theirs)
