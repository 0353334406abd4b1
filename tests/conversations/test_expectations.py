"""Each side says what it expects, the others say that they heard it, and one of them can be promised."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from collab.clock import today
from collab.conversations.expectations import Expectation
from collab.people.words import Side
from collab.support.models import Promise
from collab.support.words import State
from tests.round import mails, react

from .test_values_conversation import waits_for

INDEX, ALL = "/cases/LD-1/acquaintance", "/cases/LD-1/expectations"
SOON = (today() + timedelta(days=20)).isoformat()


def says(browser, text="You answer within a week."):
    return browser.post(f"{ALL}/new", data={"text": text})


def hears(browser, number=1, seen=1):
    return browser.post(f"{ALL}/{number}/hearing", data={"seen": seen})


def only(session) -> Expectation:
    return session.scalars(select(Expectation)).one()


@pytest.mark.parametrize(("who", "other"), [("ana", "ben"), ("ben", "ana")])
def test_each_side_says_it_and_the_other_hears(case, cast, as_, session, who, other):
    me, them = getattr(cast, who), getattr(cast, other)
    assert says(as_(me)).status_code == 303
    react()
    assert "expected" in mails(session, them)
    assert "expected" not in mails(session, me)
    assert waits_for(as_(them), "Hear what is expected") == "you"
    assert waits_for(as_(me), "Hear what is expected") == "other"
    assert hears(as_(me)).status_code == 403
    assert hears(as_(them)).status_code == 303
    assert f"Heard by {them.name}" in as_(cast.ali).get(INDEX).text
    assert waits_for(as_(them), "Hear what is expected") is None


def test_in_other_words_it_is_heard_again_and_the_earlier_ones_stay(case, cast, as_, session):
    says(as_(cast.ana))
    hears(as_(cast.ben))
    again = as_(cast.ana).post(f"{ALL}/1/wording", data={"text": "You answer in five days.", "seen": 1})
    assert again.status_code == 303
    assert [party.key for party in only(session).waiting_parties] == ["municipality"]
    page = as_(cast.ben).get(INDEX).text
    assert "You answer in five days." in page
    assert "You answer within a week." in page
    assert hears(as_(cast.ben), seen=1).status_code == 409
    assert hears(as_(cast.ben), seen=2).status_code == 303


def test_two_people_of_one_side_lose_no_words(case, cast, eva, as_):
    says(as_(cast.ana))
    as_(eva).post(f"{ALL}/1/wording", data={"text": "Of Eva.", "seen": 1})
    page = as_(cast.ana).post(f"{ALL}/1/wording", data={"text": "Of Ana.", "seen": 1})
    assert page.status_code == 409
    assert "Of Eva." in page.text
    assert page.text.count("Of Ana.") == 2


def test_only_who_expects_it_changes_it(case, cast, as_, session):
    says(as_(cast.ana))
    assert as_(cast.ben).post(f"{ALL}/1/wording", data={"text": "Nothing.", "seen": 1}).status_code == 403
    assert as_(cast.ben).post(f"{ALL}/1/withdrawal").status_code == 403
    assert as_(cast.ali).post(f"{ALL}/1/withdrawal").status_code == 403
    assert as_(cast.ana).post(f"{ALL}/1/withdrawal").status_code == 303
    page = as_(cast.ben).get(INDEX).text
    assert "What nobody expects any more" in page
    assert "You answer within a week." in page
    assert hears(as_(cast.ben)).status_code == 409
    assert only(session).waiting_parties == []


def test_of_more_parties_each_other_one_hears_it(case, cast, as_, session):
    case.involve(cast.other, by=cast.ben)
    says(as_(cast.ana))
    hears(as_(cast.cyd))
    assert [party.key for party in only(session).waiting_parties] == ["municipality"]
    hears(as_(cast.ben))
    assert only(session).waiting_parties == []


@pytest.mark.parametrize(
    ("who", "doer"),
    [("ana", Side.MUNICIPALITY), ("ben", Side.COLLECTIVE)],
    ids=["collective", "municipality"],
)
def test_who_expects_it_can_ask_the_other_to_promise_it(case, cast, as_, session, who, doer):
    me = getattr(cast, who)
    says(as_(me))
    assert as_(me).post(f"{ALL}/1/promise", data=line()).status_code == 303
    promise = session.scalars(select(Promise)).one()
    assert (promise.state, promise.side) == (State.ASKED, doer)
    assert promise.collective == (cast.street if doer == Side.COLLECTIVE else None)


@pytest.mark.parametrize(("who", "doer"), [("ana", Side.MUNICIPALITY), ("ben", Side.COLLECTIVE)])
def test_the_other_can_promise_it_with_a_day(case, cast, as_, session, who, doer):
    me, them = getattr(cast, who), {"ana": cast.ben, "ben": cast.ana}[who]
    says(as_(me))
    assert "Promise this" in as_(them).get(INDEX).text
    assert as_(them).post(f"{ALL}/1/promise", data=line()).status_code == 303
    promise = session.scalars(select(Promise)).one()
    assert (promise.state, promise.side, promise.due_on.isoformat()) == (State.PROMISED, doer, SOON)
    assert as_(me).post(f"{ALL}/1/promise", data=line()).status_code == 403


def test_the_link_stands_on_both_pages(case, cast, as_, session):
    says(as_(cast.ana))
    as_(cast.ben).post(f"{ALL}/1/promise", data=line())
    promise = session.scalars(select(Promise)).one()
    assert f"/cases/LD-1/support#{promise.ref}" in as_(cast.ana).get(INDEX).text
    assert "/cases/LD-1/acquaintance#expectation-1" in as_(cast.ana).get("/cases/LD-1/support").text


def test_of_more_parties_one_is_asked(case, cast, as_, session):
    case.involve(cast.other, by=cast.ben)
    says(as_(cast.ben))
    assert "Whom do you ask?" in as_(cast.ben).get(f"{ALL}/1/promise").text
    as_(cast.ben).post(f"{ALL}/1/promise", data=line(party="C-2"))
    assert session.scalars(select(Promise)).one().collective == cast.other


@pytest.mark.parametrize("text", ["", "   ", "x" * 2000, "a \u202e b"])
def test_what_cannot_be_kept_is_said_at_the_field(case, cast, as_, session, text):
    page = says(as_(cast.ana), text)
    assert page.status_code == 422
    assert session.scalars(select(Expectation)).all() == []


def test_cyd_finds_nothing(case, cast, as_):
    says(as_(cast.ana))
    for door in ("new", "1/wording", "1/promise"):
        assert as_(cast.cyd).get(f"{ALL}/{door}").status_code == 404
    for door in ("1/hearing", "1/withdrawal"):
        assert as_(cast.cyd).post(f"{ALL}/{door}").status_code == 404
    assert as_(cast.ana).get(f"{ALL}/2/wording").status_code == 404


def line(**more):
    return {"what": "an answer within a week", "sort": "act", "due_on": SOON} | more
