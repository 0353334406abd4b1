"""Each party says what an article means for it, and all read both."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from tests.agreements.conftest import said


def explain(as_, person, agreement, words, seen=0):
    typed = {"text": words, "seen": str(seen)}
    return as_(person).post(f"/agreements/{agreement.ref}/articles/7/meaning", data=typed)


def page(as_, person, agreement):
    return as_(person).get(f"/agreements/{agreement.ref}/articles/7").text


def test_all_parties_read_both_meanings(agreement, as_, cast):
    assert explain(as_, cast.ana, agreement, "We may stay for a year.").status_code == 303
    assert explain(as_, cast.ben, agreement, "We keep the place free.").status_code == 303
    for person in (cast.ana, cast.ali, cast.ben):
        shown = page(as_, person, agreement)
        assert "We may stay for a year." in shown
        assert "We keep the place free." in shown


def test_a_version_is_followed_never_changed(agreement, as_, cast, session):
    explain(as_, cast.ana, agreement, "We may stay for a year.")
    assert explain(as_, cast.ana, agreement, "We may stay longer.", seen=1).status_code == 303
    shown = page(as_, cast.ben, agreement)
    assert "We may stay longer." in shown
    assert "Earlier versions (1)" in shown
    late = explain(as_, cast.ana, agreement, "We leave.", seen=1)
    assert late.status_code == 409
    assert "We leave." in late.text
    with pytest.raises(ProgrammingError, match="permission denied"), session.begin_nested():
        session.execute(text("update meaning set text = 'something else'"))


def test_it_says_so_when_the_article_changed_afterwards(agreement, as_, cast, session):
    explain(as_, cast.ana, agreement, "We may stay for a year.")
    assert "changed after this was written" not in page(as_, cast.ben, agreement)
    topics = {topic.code: said(topic) for topic in agreement.article(7).needed}
    agreement.propose(7, topics, seen=1, by=cast.ben)
    session.flush()
    assert "changed after this was written" in page(as_, cast.ben, agreement)


def test_who_only_reads_along_explains_nothing(agreement, as_, cast):
    assert explain(as_, cast.ali, agreement, "Mine.").status_code == 403
    assert explain(as_, cast.bea, agreement, "Mine.").status_code == 403
    assert explain(as_, cast.cyd, agreement, "Mine.").status_code == 404
