"""A text that replaced another, and texts that were signed otherwise than by each for themselves."""

import re
from io import BytesIO

import pytest

from collab.agreements import evidence, policy
from collab.agreements.authority import claims_of
from collab.agreements.paper import render
from collab.agreements.signing import Proof
from collab.clock import today
from tests.agreements.conftest import sign
from tests.documents.samples import bare, read
from tests.signing.conftest import ada, dee, frozen, share, texts

__all__ = ["ada", "dee", "frozen"]
SHORTER = {"text": "We mow twice.", "nothing": False, "terms": None}


@pytest.fixture
def replaced(make, cast, session, work):
    """The agreement in force, and the one that took its place after its paper was made."""
    before = make("begun")
    work()
    change = before.amend("Twice is enough.", by=cast.ana)
    session.add(change)
    session.flush()
    latest = change.article(2).latest
    change.propose(2, latest.provisions | {"A04": SHORTER}, seen=latest.number, by=cast.ana)
    change.agree(2, seen=latest.number + 1, by=cast.ben)
    change.freeze(by=cast.ben)
    sign(change, cast.ana)
    assert before.status == "active"
    sign(change, cast.bea)
    session.flush()
    work()
    return before, change


@pytest.fixture
def page_of(app):
    """The page that is printed, without its tags."""

    def page_of(agreement) -> str:
        with app.test_request_context():
            html = render(*evidence.of(agreement))
        return " ".join(re.sub(r"<[^>]+>", " ", html).split())

    return page_of


def test_the_code_of_a_replaced_agreement_says_so_and_names_the_later_one(replaced, client):
    before, change = replaced
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    page = texts(client.get(f"/check/{before.text.digest}"))
    assert "was replaced by a later one" in page
    assert f"Replaced by {change.ref}" in page
    assert "This is a real agreement." in texts(client.get(f"/check/{change.text.digest}"))


def test_the_paper_of_a_replaced_agreement_says_so_too(replaced, client):
    before, change = replaced
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    for agreement, said in ((before, "was replaced by a later one"), (change, "on a paper without a seal")):
        paper = (BytesIO(agreement.paper.content.body), "paper.pdf")
        assert said in client.post("/check", data={"paper": paper, "code": ""}).text


def test_the_paper_of_a_change_holds_the_whole_text_and_tells_which_articles_changed(replaced):
    before, change = replaced
    printed = read(change.paper.content.body)
    assert bare("This is change 1. It replaces agreement LD-1-1") in printed
    assert bare("Changed: article 2.") in printed
    assert "Wemowtwice." in printed
    first = read(before.paper.content.body)
    assert "Changed:article" not in first
    unchanged = set(said_in(change)) & set(said_in(before))
    assert len(unchanged) == len(said_in(before)) - 1
    assert all(bare(said) in printed for said in unchanged)


def said_in(agreement) -> list[str]:
    worded = [article.latest for article in agreement.articles if article.latest]
    return [provision["text"] for wording in worded for provision in wording.provisions.values()]


def test_a_guardian_signs_in_the_place_of_a_minor_in_print_and_in_evidence(frozen, cast, dee, page_of, as_):
    agreement = frozen(share("C-1", 1, 1, (dee.id, "Tim")))
    (claim,) = claims_of(dee, agreement)
    how = {"party": claim.party, "minor": claim.minor}
    agreement.sign(agreement.text.digest, "Tim, represented by Dee", claim.authority, by=dee, **how)
    sign(agreement, cast.bea)
    assert "in the place of Tim, as guardian" in page_of(agreement)
    proof = evidence.whole(agreement)
    assert [one["in_place_of"] for one in proof["signatures"]] == ["Tim", None]
    page = texts(as_(cast.ben).get(f"/agreements/{agreement.ref}/evidence"))
    assert "in the place of Tim, as guardian" in page


def test_who_signed_with_a_pen_is_told_with_the_day_on_the_paper(make, cast, page_of, as_, session):
    agreement = make("frozen")
    how = {"proof": Proof.PAPER, "on_paper_on": today()}
    authority = policy.authority_of(cast.ana, agreement)
    agreement.sign(agreement.text.digest, "Ana", authority, by=cast.ana, **how)
    sign(agreement, cast.bea)
    session.flush()
    page = page_of(agreement)
    assert page.count("Signed by hand on paper on") == 1
    assert "Each signed by typing their own name" not in page
    told = evidence.whole(agreement)["signatures"]
    assert [(one["proof"], one["on_paper_on"]) for one in told] == [
        ("paper", today().isoformat()),
        ("session", None),
    ]
    assert "By hand on paper" in texts(as_(cast.ali).get(f"/agreements/{agreement.ref}/evidence"))


def test_two_of_three_who_were_asked_is_told_in_print_and_in_evidence(
    frozen, cast, ada, dee, page_of, as_, session
):
    agreement = frozen(share("C-1", 1, 2, cast.ana, ada, (dee.id, "Tim")))
    sign(agreement, cast.ana)
    sign(agreement, ada)
    sign(agreement, cast.bea)
    session.flush()
    assert agreement.status == "active"
    said = "or Green Street 2 of the 3 people who were asked signed."
    assert said in page_of(agreement)
    (text,) = evidence.whole(agreement)["texts"]
    assert [(one["party"], one["signed"], one["asked"]) for one in text["shares"]] == [("C-1", 2, 3)]
    assert said in texts(as_(cast.ben).get(f"/agreements/{agreement.ref}/evidence"))


def test_where_all_who_were_asked_signed_nothing_is_counted(make, page_of):
    assert "who were asked signed" not in page_of(make("begun"))
