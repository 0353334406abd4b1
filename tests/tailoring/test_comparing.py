"""How it was decided before, which texts stand on a wording, and where like cases differ without a reason."""

import re

import pytest

from collab.tailoring import jobs
from tests.agreements.conftest import TERMS
from tests.round import react

from .conftest import NOTICE, own, propose, standard


def page(visitor, address: str) -> str:
    answer = visitor.get(address)
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())


@pytest.fixture
def decided(cast, meadow, explained):
    propose(meadow, 13, own("A26", NOTICE), cast.cyd)
    return explained(meadow, "A26", cast.cyd, officer=cast.ben, summary="Notice can be longer for trees.")


def test_a_collective_reads_the_public_summary_of_others_and_no_names(as_, cast, garden, decided):
    read = page(as_(cast.ana), f"/agreements/{garden.ref}/articles/13")
    assert "How was this decided before?" in read
    assert "Notice can be longer for trees." in read
    assert "Riverside" in read
    for hidden in ("Secret meadow", "Far Field", "LD-9", "Cyd", "Head of green", "Trees bear late."):
        assert hidden not in as_(cast.ana).get(f"/agreements/{garden.ref}/articles/13").text
        assert hidden not in as_(cast.ana).get("/tailoring/decisions").text


def test_a_decision_without_a_public_summary_stays_with_its_own_people(as_, cast, garden, meadow, explained):
    propose(meadow, 13, own("A26", NOTICE), cast.cyd)
    explained(meadow, "A26", cast.cyd, officer=cast.ben)
    assert "decided before" not in page(as_(cast.ana), f"/agreements/{garden.ref}/articles/13")
    assert "Trees bear late." in page(as_(cast.cyd), "/tailoring/decisions")


def test_a_civil_servant_sees_who_decided_and_why(as_, cast, garden, decided):
    read = page(as_(cast.ben), f"/agreements/{garden.ref}/articles/13")
    for known in ("Secret meadow", "Head of green", "Trees bear late.", "allowed for now"):
        assert known in read


def test_another_article_has_other_precedents(as_, cast, garden, decided):
    assert "decided before" not in page(as_(cast.ben), f"/agreements/{garden.ref}/articles/7")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", True), ("topic=A26", True), ("topic=A07", False), ("weight=light", True),
        ("weight=complex", False), ("place=riverside", True), ("place=Hill", False),
        ("kind=association", True), ("kind=school", False), ("after=0", False), ("after=x", True),
    ],
)  # fmt: skip
def test_earlier_decisions_are_found_by_theme_class_place_and_kind(as_, cast, decided, asked, found):
    assert ("Secret meadow" in page(as_(cast.ben), f"/tailoring/decisions?{asked}")) is found


def compared(as_, cast) -> str:
    react()
    return page(as_(cast.ben), "/tailoring")


def test_like_cases_treated_unlike_without_a_reason_are_named(as_, cast, garden, meadow, explained):
    propose(garden, 13, standard("A26", NOTICE), cast.ana)
    propose(meadow, 13, own("A26", NOTICE), cast.cyd)
    assert "Secret meadow" in compared(as_, cast)
    assert f"/agreements/{meadow.ref}/tailoring/topics/A26" in as_(cast.ben).get("/tailoring").text
    explained(meadow, "A26", cast.cyd)
    assert "Secret meadow" not in compared(as_, cast)


def test_numbers_far_apart_without_a_reason_are_named(as_, cast, garden, meadow, explained):
    propose(garden, 13, standard("A26", {"notice_days": 30}), cast.ana)
    propose(meadow, 13, standard("A26", {"notice_days": 365}), cast.cyd)
    read = compared(as_, cast)
    assert "365 days of notice" in read
    assert "Usual in agreements like it: 30 days of notice" in read
    explained(meadow, "A26", cast.cyd)
    assert "365" not in compared(as_, cast)


def test_cases_that_are_alike_or_not_like_each_other_are_not_named(as_, cast, garden, meadow):
    propose(garden, 13, standard("A26", {"notice_days": 30}), cast.ana)
    propose(meadow, 13, standard("A26", {"notice_days": 45}), cast.cyd)
    propose(meadow, 11, own("A18"), cast.cyd)  # nobody else has said anything on this
    assert "No differences without a reason" in compared(as_, cast)


def test_only_the_newest_text_of_an_article_counts(as_, cast, garden, meadow):
    propose(garden, 13, standard("A26", NOTICE), cast.ana)
    propose(meadow, 13, own("A26", NOTICE), cast.cyd)
    propose(meadow, 13, standard("A26", NOTICE), cast.ben)
    assert "No differences without a reason" in compared(as_, cast)


@pytest.mark.parametrize("gone", ["take_back", "undo"])
def test_a_text_that_was_taken_from_the_table_counts_no_more(as_, cast, garden, meadow, gone):
    propose(garden, 13, standard("A26", NOTICE), cast.ana)
    propose(meadow, 13, standard("A26", NOTICE), cast.cyd)
    propose(meadow, 13, own("A26", NOTICE), cast.cyd)
    assert "Secret meadow" in compared(as_, cast)
    assert "Used in (1)" in page(as_(cast.ben), "/clauses/A26")
    getattr(meadow, gone)(13, seen=2, by=cast.cyd)
    assert "No differences without a reason" in compared(as_, cast)
    assert "Used in (2)" in page(as_(cast.ben), "/clauses/A26")


def test_a_change_of_an_agreement_is_not_compared_with_what_it_changes(as_, cast, make):
    change = make("begun").amend("Trees bear late.", by=cast.ana)
    propose(change, 13, own("A26", NOTICE), cast.ana)
    propose(change, 7, standard("A07", TERMS["A07"] | {"months": 60}), cast.ana)
    assert "No differences without a reason" in compared(as_, cast)


def test_the_list_goes_on_where_the_page_ended(as_, cast, garden, meadow, monkeypatch):
    monkeypatch.setattr("collab.tailoring.consistency.PAGE", 1)
    monkeypatch.setattr("collab.tailoring.queries.PAGE", 1)
    said = standard("A26", {"notice_days": 30}) | standard("A25")
    propose(garden, 13, said, cast.ana)
    propose(meadow, 13, own("A26", NOTICE) | own("A25"), cast.cyd)
    react()
    first = as_(cast.ben).get("/tailoring").text
    [older] = re.findall(r'href="(/tailoring\?after=[^"]+)"', first)
    second = as_(cast.ben).get(older).text
    assert ("topics/A26" in first, "topics/A25" in first) == (True, False)
    assert ("topics/A26" in second, "topics/A25" in second) == (False, True)


def test_a_collective_does_not_compare_others(as_, cast):
    assert as_(cast.ana).get("/tailoring").status_code == 403


def test_a_wording_names_the_texts_that_stand_on_it_to_whom_may_open_them(as_, cast, garden, meadow):
    propose(garden, 13, standard("A26", NOTICE), cast.ana)
    propose(meadow, 13, standard("A26", NOTICE), cast.cyd)
    react()
    mine, ours = page(as_(cast.ana), "/clauses/A26"), page(as_(cast.ben), "/clauses/A26")
    assert "Used in (1)" in mine
    assert "Secret meadow" not in mine
    assert "Used in (2)" in ours
    propose(meadow, 13, own("A26", NOTICE), cast.cyd)
    react()
    assert "Used in (1)" in page(as_(cast.ben), "/clauses/A26")


def test_texts_that_no_event_brought_are_read_later_and_only_once(as_, cast, garden):
    propose(garden, 13, standard("A26", NOTICE), cast.ana)
    jobs.read_the_rest()
    react()
    assert "Used in (1)" in page(as_(cast.ana), "/clauses/A26")
