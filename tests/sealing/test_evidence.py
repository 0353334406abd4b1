"""The evidence tells exactly what happened: who, for whom, when, and what it did to the text."""

import json
from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy import text

from collab.agreements import evidence
from collab.agreements.models import Agreement
from collab.approvals.rounds import ApprovalRound
from collab.approvals.seats import ApprovalSeat
from collab.approvals.words import SeatKind
from collab.clock import at, now
from collab.signing.codes import Code
from tests.agreements.conftest import sign
from tests.approvals.conftest import asked, dan

__all__ = ["asked", "dan"]

FIRST = {"A04": {"text": "A garden for all.", "nothing": False, "terms": None}}
SECOND = {"A04": {"text": "A garden for everyone.", "nothing": False, "terms": None}}


@pytest.fixture
def link(session):
    """The chain is made at commit; in these tests, where nothing is kept, on demand."""
    return lambda: session.execute(text("set constraints all immediate"))


def fingerprint(provisions: dict) -> str:
    spelled = json.dumps(provisions, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(spelled.encode()).hexdigest()


def told(proof: dict, name: str) -> list[dict]:
    return [event for event in proof["events"] if event["event"] == f"agreement.{name}"]


@pytest.fixture
def talked(make, cast, session, link):
    """Ana proposes, Ben answers with another text, Ana agrees."""
    agreement = make("drafted")
    agreement.propose(2, FIRST, seen=0, by=cast.ana)
    agreement.propose(2, SECOND, seen=1, by=cast.ben)
    agreement.agree(2, seen=2, by=cast.ana)
    session.flush()
    link()
    return agreement


def test_each_event_has_who_for_whom_when_and_in_which_zone(talked, app):
    with app.test_request_context(headers={"Accept-Language": "en"}):
        proof = evidence.whole(talked)
    drafted, first, second, agreed = proof["events"]
    assert [event["who"] for event in proof["events"]] == ["Ana", "Ana", "Ben", "Ana"]
    assert [event["party"] for event in (first, second)] == ["Green Street", "Gemeente Lindendal"]
    assert drafted["what"] == "began the text of the agreement"
    assert agreed["what"] == "agreed to article 2"
    assert all(event["at"].endswith("+00:00") for event in proof["events"])
    assert all(event["local"].endswith(("CET", "CEST")) for event in proof["events"])
    assert proof["zone"] == "Europe/Amsterdam"


def test_a_question_when_the_answer_comes_stands_in_it(talked, cast):
    talked.propose(2, FIRST, seen=2, by=cast.ana)
    with at(now() + timedelta(days=60)):
        talked.nudge(by=cast.ana)
    [asked] = told(evidence.whole(talked), "nudged")
    assert (asked["who"], asked["party"]) == ("Ana", "Green Street")
    assert asked["what"].startswith("asked when the answer comes")


def test_a_code_by_mail_stands_in_it_without_its_digits(make, cast, session):
    agreement = make("frozen")
    code = Code.send(agreement.text, cast.ana)
    session.flush()
    proof = evidence.whole(agreement)
    [sent] = told(proof, "asked_code")
    assert (sent["who"], sent["what"]) == ("Ana", "was sent a code by mail")
    assert code.takes(code.digits)
    assert [one["who"] for one in told(evidence.whole(agreement), "used_code")] == ["Ana"]
    assert not [secret for secret in (code.digits, code.nonce) if secret in json.dumps(proof["events"])]


@pytest.mark.parametrize("who, party", [("cyd", "Other Street"), ("ana", "Green Street")])
def test_what_time_did_names_for_which_of_two_collectives(
    make, asked, dan, cast, case, session, as_, who, party
):
    asks = getattr(cast, who)
    case.involve(cast.other, by=cast.ben)
    agreement = make("agreed")
    for article in agreement.open_articles:
        agreement.agree(article.number, seen=1, by=cast.cyd)
    asked(agreement, by=asks).fall_silent()
    begun = ApprovalRound.start(
        agreement, agreement.party_of(asks), [ApprovalSeat(kind=SeatKind.BOARD, step=1, days=5)], by=asks
    )
    begun.lapse()
    session.flush()
    silent, lapsed = (
        event
        for event in evidence.whole(agreement)["events"]
        if event["event"] in {"opinion.unanswered", "approval_round.lapsed"}
    )
    for event in (silent, lapsed):
        assert (event["who"], event["side"], event["party"]) == (None, "collective", party)


def test_it_tells_the_fingerprints_of_an_article_before_and_after(talked):
    first, second = told(evidence.whole(talked), "proposed")
    assert first["text"] == {"before": None, "after": fingerprint(FIRST), "article": 2}
    assert second["text"] == {"before": fingerprint(FIRST), "after": fingerprint(SECOND), "article": 2}
    assert told(evidence.whole(talked), "agreed")[0]["text"] is None


def test_it_tells_the_fingerprints_of_the_whole_text_of_each_round(make, cast, session):
    agreement = make("half signed")
    first = agreement.text.digest
    agreement.reopen("A word was wrong.", by=cast.ben)
    other = {"A04": {"text": "Another purpose.", "nothing": False, "terms": None}}
    agreement.propose(2, other, seen=1, by=cast.ana)
    agreement.agree(2, seen=2, by=cast.ben)
    agreement.freeze(by=cast.ben)
    sign(agreement, cast.ana)
    sign(agreement, cast.bea)
    session.flush()
    proof = evidence.whole(agreement)
    assert [event["text"] for event in told(proof, "frozen")] == [
        {"before": None, "after": first, "article": None},
        {"before": first, "after": agreement.text.digest, "article": None},
    ]
    assert [(one["version"], one["name"]) for one in proof["signatures"]] == [
        (1, "Ana"),
        (2, "Ana"),
        (2, "Bea"),
    ]
    assert [text["digest"] for text in proof["texts"]] == [first, agreement.text.digest]


def test_each_event_has_its_place_in_the_chain(talked):
    proof = evidence.whole(talked)
    links = [event["chain"] for event in proof["events"]]
    assert [link["position"] for link in links] == sorted({link["position"] for link in links})
    assert all(link["holds"] for link in links)
    assert proof["chain_holds"] is True


def test_an_event_without_its_seal_is_no_proof(make):
    assert evidence.whole(make("drafted"))["chain_holds"] is False


def test_own_side_notes_and_inner_news_are_not_in_it(talked):
    names = {event["event"] for event in evidence.whole(talked)["events"]}
    assert names <= evidence.LOGGED | evidence.trail.STEPS
    assert not [name for name in evidence.LOGGED if name.startswith(("note.", "own_note.", "comment."))]


@pytest.mark.parametrize("who", ["ana", "ali", "ben"])
def test_both_sides_read_the_same(talked, cast, as_, who, link):
    page = as_(getattr(cast, who)).get(f"/agreements/{talked.ref}/evidence")
    assert (page.status_code, "made a counter-proposal for article 2" in page.text) == (200, True)
    assert fingerprint(SECOND)[:12] in page.text


def test_the_file_holds_what_the_page_tells(talked, cast, as_):
    answer = as_(cast.ana).get(f"/agreements/{talked.ref}/evidence.json")
    assert f"{talked.ref}-evidence.json" in answer.headers["Content-Disposition"]
    assert (answer.json["format"], answer.json["ref"]) == ("collab-evidence/1", talked.ref)
    assert len(answer.json["events"]) == 4


@pytest.mark.parametrize("address", ["evidence", "evidence.json"])
def test_for_others_there_is_nothing(talked, cast, as_, address):
    assert as_(cast.cyd).get(f"/agreements/{talked.ref}/{address}").status_code == 404


def test_on_paper_the_steps_of_one_person_in_a_row_are_one_line(make, session):
    agreement: Agreement = make("begun")
    _canonical, beside = evidence.of(agreement)
    said = [(entry["who"], entry["what"]) for entry in beside["log"]]
    assert [what for _who, what in said if "proposed" in what] == [
        f"proposed a text for {len([a for a in agreement.articles if a.latest])} articles"
    ]
    assert ("Bea", "signed the agreement") in said
    assert beside["log"][-1]["what"] == "The agreement is in force: all parties signed"


def test_on_paper_stands_where_the_chain_had_come_to(make, link, session):
    agreement = make("begun")
    link()
    _canonical, beside = evidence.of(agreement)
    began = evidence.whole(agreement)["events"][-1]["chain"]
    assert beside["chain"] == {"position": began["position"], "hash": began["hash"]}
