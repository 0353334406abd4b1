"""Of several collectives one that stops leaves by itself; the others and the municipality go on."""

from datetime import timedelta

import pytest
import time_machine

from collab.agreements import freezing
from collab.agreements.canonical import facts_of
from collab.agreements.lifecycle import Status, Weight
from collab.agreements.models import Agreement
from collab.approvals.rounds import ApprovalRule
from collab.approvals.words import SeatKind
from collab.cases.lifecycle import Stage
from collab.clock import now
from collab.collectives.words import MemberRole
from tests.round import mails, react

DOOR, WHY = "/cases/LD-1/withdrawal", "We have too few hands."
TOMORROW = timedelta(days=1)


@pytest.fixture
def shared(case, cast, session):
    case.involve(cast.other, by=cast.ben)
    session.commit()
    return case


def test_one_of_two_leaves_and_the_other_goes_on(shared, cast, as_, session):
    assert "The others go on" in as_(cast.cyd).get(DOOR).text
    assert as_(cast.cyd).post(DOOR, data={"reason": ""}).status_code == 422
    assert as_(cast.cyd).post(DOOR, data={"reason": WHY}).status_code == 303
    assert (shared.stage, shared.staying) == (Stage.EXPLORING, [cast.street])
    react()
    for person in (cast.ana, cast.ben):
        assert mails(session, person)[-1] == "left"
        page = as_(person).get("/cases/LD-1").text
        assert WHY in page
        assert "said that Other Street stops" in page
    assert as_(cast.cyd).post(DOOR, data={"reason": WHY}).status_code == 403


def test_the_stop_of_the_last_one_stops_it(shared, cast, as_):
    for person in (cast.cyd, cast.ana):
        assert as_(person).post(DOOR, data={"reason": WHY}).status_code == 303
    assert shared.stage == Stage.WITHDRAWN


def test_a_no_of_the_municipality_stops_it_for_all(shared, cast, as_):
    no = {"reason": "No.", "would_change": "Clean ground.", "turn_to": "The desk."}
    assert as_(cast.ben).post(DOOR, data=no).status_code == 303
    assert shared.stage == Stage.REFUSED


def test_who_represents_two_says_which_of_them_stops(shared, cast, as_, session):
    cast.other.admit(cast.ana, MemberRole.REPRESENTATIVE, by=cast.cyd)
    session.commit()
    assert as_(cast.ana).post(DOOR, data={"reason": WHY}).status_code == 422
    assert as_(cast.ana).post(DOOR, data={"reason": WHY, "collective": "C-2"}).status_code == 303
    assert shared.staying == [cast.street]


def test_who_left_reads_what_was_and_nothing_of_later(shared, cast, as_, session):
    as_(cast.cyd).post(DOOR, data={"reason": WHY})
    with time_machine.travel(now() + TOMORROW):
        shared.say("A word of later", by=cast.ben)
        text = Agreement.draft(shared, Weight.LIGHT, "en", by=cast.ana)
        session.add(text)
        session.commit()
        page = as_(cast.cyd).get("/cases/LD-1")
        assert page.status_code == 200
        assert WHY in page.text
        assert "A word of later" not in page.text
        for closed in ("messages", "withdrawal"):
            assert as_(cast.cyd).post(f"/cases/LD-1/{closed}", data={"text": "x"}).status_code == 403
        for closed in ("acquaintance", "readiness"):
            assert as_(cast.cyd).get(f"/cases/LD-1/{closed}").status_code == 403
        assert as_(cast.cyd).get(f"/agreements/{text.ref}").status_code == 404


@pytest.mark.parametrize("frozen", [False, True])
def test_a_text_on_the_table_goes_on_without_them(shared, cast, as_, session, make, frozen):
    text = make("drafted")
    provisions = {"A03": {"text": "We greet.", "nothing": False, "terms": None}}
    text.propose(3, provisions, seen=0, by=cast.ana)
    text.agree(3, seen=1, by=cast.ben)
    if frozen:
        text.status, shared.stage = Status.SIGNING, Stage.SIGNING
    session.commit()
    as_(cast.cyd).post(DOOR, data={"reason": WHY})
    assert (text.status, shared.stage) == (Status.NEGOTIATING, Stage.DRAFTING)
    assert text.article(3).is_agreed
    assert [party["key"] for party in facts_of(text)["parties"]] == ["C-1", "municipality"]
    with time_machine.travel(now() + TOMORROW):
        session.commit()
        assert as_(cast.cyd).get(f"/agreements/{text.ref}").status_code == 404
        assert as_(cast.cyd).get("/cases/LD-1").status_code == 200


def test_a_text_that_begins_afterwards_is_between_who_stayed(shared, cast, as_, session):
    as_(cast.cyd).post(DOOR, data={"reason": WHY})
    text = Agreement.draft(shared, Weight.LIGHT, "en", by=cast.ana)
    assert [party.key for party in text.parties] == ["C-1", "municipality"]


def test_who_leaves_an_agreement_in_force_is_shown_the_way(make, cast, as_, session):
    agreement = make("begun")
    agreement.case.involve(cast.other, by=cast.ben)
    session.commit()
    for person in (cast.ana, cast.ben):
        assert f"/agreements/{agreement.ref}/amendment" in as_(person).get("/cases/LD-1").text
    assert as_(cast.ana).post(DOOR, data={"reason": WHY}).status_code == 403


def test_nobody_waits_for_the_board_of_who_left_and_they_hear_no_more(shared, cast, as_, session, make):
    board = {"weight": None, "step": 1, "days": 5, "made_at": now(), "kind": SeatKind.BOARD}
    session.add(ApprovalRule(collective=cast.other, **board))
    text = make("proposed")
    as_(cast.cyd).post(DOOR, data={"reason": WHY})
    react()
    with time_machine.travel(now() + TOMORROW):
        before = len(mails(session, cast.cyd))
        for article in text.open_articles:
            text.agree(article.number, seen=1, by=cast.ben)
        assert freezing.why_not_yet(text) == []
        text.freeze(by=cast.ben)
        session.commit()
        react()
        react()
        assert mails(session, cast.cyd)[before:] == []


def test_what_who_left_would_have_done_is_taken_out_first(shared, cast, as_, session, make):
    mows = {"by": "C-2", "what": "mowing", "amount": None, "unit": None, "due_on": None, "every": "monthly",
            "until": None}  # fmt: skip
    text = make("proposed", A09=[mows, mows | {"by": "C-1", "what": "sowing"}])
    as_(cast.cyd).post(DOOR, data={"reason": WHY})
    for article in text.open_articles:
        text.agree(article.number, seen=1, by=cast.ben)
    assert text.missing() == []
    assert freezing.why_not_yet(text) == [
        "Article 5 still says what Other Street does, which takes part no longer."
        " First agree on another text."
    ]
    work = text.article(5).latest.provisions
    kept = work | {"A09": work["A09"] | {"terms": work["A09"]["terms"][1:]}}
    text.propose(5, kept, seen=1, by=cast.ana)
    text.agree(5, seen=2, by=cast.ben)
    assert freezing.why_not_yet(text) == []
