"""Two people act on one conversation at the same moment: each act happens once or is refused, in words."""

import pytest

from collab.db import db
from collab.discussion.comments import Comment
from collab.discussion.meanings import Meaning
from collab.discussion.messages import Place
from tests.racing import app, at_once, draft_agreement, past, session

__all__ = ["app", "at_once", "past", "session"]
ROUNDS = 20
NOT_TOGETHER = {303, 409}


@pytest.fixture
def drafted(cast, session):
    agreement = draft_agreement(1, cast)
    session.commit()
    return agreement


def said(agreement, by) -> Comment:
    comment = Comment.write(Place(agreement, 7), "Three years would suit us.", by=by)
    db.session.add(comment)
    db.session.commit()
    return comment


def address_of(comment: Comment) -> str:
    return f"/agreements/{comment.agreement.ref}/messages/{comment.key}"


def test_changing_against_removing(cast, drafted, at_once):
    for _ in range(ROUNDS):
        comment = said(drafted, cast.ana)
        change = (cast.ana, "text", {"text": "Four years would.", "seen": "1"})
        statuses = at_once(address_of(comment), change, (cast.ana, "removal", {}))
        assert statuses[0] == 303
        assert set(statuses) <= NOT_TOGETHER
        assert comment.removed_at
        assert len(comment.revisions) == (2 if statuses == [303, 303] else 1)


def test_closing_against_answering(cast, drafted, at_once):
    for _ in range(ROUNDS):
        comment = said(drafted, cast.ana)
        answer = (cast.ben, "answers", {"message": "We look into it.", "audience": "all"})
        statuses = at_once(address_of(comment), answer, (cast.ana, "resolution", {}))
        assert set(statuses) <= NOT_TOGETHER
        assert comment.resolved_at
        assert len(comment.replies) == (1 if statuses == [303, 303] else 0)


def test_two_people_of_one_side_explain_an_article(cast, drafted, at_once):
    for number in range(1, 5):
        mine = {"text": "We may stay for three years.", "seen": "0"}
        act = (cast.ana, f"{number}/meaning", mine)
        assert at_once(f"/agreements/{drafted.ref}/articles", act, act) == [303, 409]
        article = drafted.article(number)
        assert [meaning.number for meaning in article.meanings] == [1]
        assert isinstance(article.meanings[0], Meaning)
