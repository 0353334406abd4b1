"""The pages on which people answer a proposal: no with a reason, taken back, undone, compared."""

import pytest

from collab.agreements.lifecycle import Status

from .test_negotiating import words

ARTICLE = "/agreements/LD-1-1/articles/2"


@pytest.fixture
def open_text(make, cast):
    agreement = make("drafted")
    agreement.propose(2, words("It lasts two years."), seen=0, by=cast.ana)
    return agreement


def test_a_counter_proposal_is_shown_as_a_difference_with_words_for_the_ear(open_text, cast, as_):
    as_(cast.ben).post(f"{ARTICLE}/proposal", data={"A04_text": "It lasts three years.", "seen": 1})
    page = as_(cast.ana).get(ARTICLE).text
    assert "The counter-proposal" in page
    assert '<ins><span class="visually-hidden"> [added: </span>three' in page
    assert '<del><span class="visually-hidden"> [deleted: </span>two' in page
    assert "Read the old and the new text without marks" in page


def test_no_is_said_with_a_reason_that_stands_beside_the_text(open_text, cast, as_):
    assert "Say no" in as_(cast.ben).get(f"{ARTICLE}/rejection").text
    empty = as_(cast.ben).post(f"{ARTICLE}/rejection", data={"seen": 1, "reason": " "})
    assert empty.status_code == 422
    done = as_(cast.ben).post(f"{ARTICLE}/rejection", data={"seen": 1, "reason": "Two is short."})
    assert (done.status_code, done.location) == (303, ARTICLE)
    page = as_(cast.ana).get(ARTICLE).text
    assert "Two is short." in page
    assert "Gemeente Lindendal said no" in page
    assert "Withdraw this proposal" in page


def test_nobody_says_no_to_a_text_they_did_not_see_and_the_reason_is_not_lost(open_text, cast, as_):
    open_text.propose(2, words("It lasts four years."), seen=1, by=cast.ana)
    page = as_(cast.ben).post(f"{ARTICLE}/rejection", data={"seen": 1, "reason": "Two is short."})
    assert page.status_code == 409
    assert "It lasts four years." in page.text
    assert "Two is short." in page.text


def test_a_text_typed_as_an_answer_to_what_was_withdrawn_is_not_lost(open_text, cast, as_):
    as_(cast.ana).post(f"{ARTICLE}/withdrawal", data={"seen": 1})
    page = as_(cast.ben).post(f"{ARTICLE}/proposal", data={"A04_text": "Three years.", "seen": 1})
    assert page.status_code == 409
    assert "The proposal was withdrawn." in page.text
    again = as_(cast.ben).post(f"{ARTICLE}/proposal", data={"A04_text": "Three years.", "seen": 0})
    assert again.status_code == 303
    assert open_text.article(2).latest.provisions["A04"]["text"] == "Three years."


def test_overtaken_texts_are_compared(open_text, cast, as_):
    open_text.propose(2, words("It lasts four years."), seen=1, by=cast.ben)
    page = as_(cast.ana).post(f"{ARTICLE}/proposal", data={"A04_text": "It lasts five years.", "seen": 1})
    assert page.status_code == 409
    assert '<ins><span class="visually-hidden"> [added: </span>five' in page.text


def test_the_last_step_is_undone_from_the_page(open_text, cast, as_):
    page = as_(cast.ana).get(ARTICLE).text
    assert "Undo our last step" in page
    assert "Undo our last step" not in as_(cast.ben).get(ARTICLE).text
    assert as_(cast.ana).post(f"{ARTICLE}/undoing", data={"seen": 1}).status_code == 303
    assert open_text.article(2).latest is None
    page = as_(cast.ana).get(ARTICLE).text
    assert "undid the last step" in page


def test_whoever_only_reads_has_no_say(open_text, cast, as_):
    for door in ("rejection", "withdrawal", "undoing"):
        answer = as_(cast.ali).post(f"{ARTICLE}/{door}", data={"seen": 1, "reason": "No."})
        assert answer.status_code == 403


def test_any_two_texts_of_an_article_are_compared(open_text, cast, as_):
    open_text.propose(2, words("It lasts four years."), seen=1, by=cast.ben)
    open_text.propose(2, words("It lasts five years."), seen=2, by=cast.ana)
    page = as_(cast.ben).get(f"{ARTICLE}/comparison?from=1&to=3").text
    assert "[deleted: </span>two" in page
    assert "[added: </span>five" in page
    assert as_(cast.ben).get(f"{ARTICLE}/comparison?from=x&to=99").status_code == 200
    assert "nothing to compare" in as_(cast.ben).get("/agreements/LD-1-1/articles/3/comparison").text


def test_the_whole_text_is_compared_between_two_moments(make, cast, as_):
    agreement = make("frozen")
    agreement.reopen("A word is wrong.", by=cast.ben)
    agreement.propose(2, words("It lasts five years."), seen=1, by=cast.ana)
    page = as_(cast.ben).get("/agreements/LD-1-1/comparison").text
    assert "frozen for signing (1)" in page
    assert "It lasts five years" in page
    assert "Without change" in page
    same = as_(cast.ben).get("/agreements/LD-1-1/comparison?from=now&to=now").text
    assert "Nothing changed between these two moments." in same


def test_nobody_freezes_a_text_that_changed_after_they_read_it(make, cast, as_, session):
    agreement = make("agreed")
    read = agreement.digest_now
    agreement.propose(2, words("We mow twice."), seen=1, by=cast.ana)
    agreement.agree(2, seen=2, by=cast.ben)
    session.flush()
    late = as_(cast.ben).post("/agreements/LD-1-1/freezing", data={"digest": read})
    assert (late.status_code, agreement.status) == (409, Status.NEGOTIATING)
    assert "The text changed after you opened this page." in late.text
    assert agreement.digest_now in as_(cast.ben).get("/agreements/LD-1-1").text
    done = as_(cast.ben).post("/agreements/LD-1-1/freezing", data={"digest": agreement.digest_now})
    assert (done.status_code, agreement.status) == (303, Status.SIGNING)


def test_nobody_freezes_over_an_open_proposal_and_the_answer_names_it(make, cast, as_):
    agreement = make("agreed")
    agreement.propose(2, words("We mow twice."), seen=1, by=cast.ana)
    agreement.reject(2, "Twice is much.", seen=2, by=cast.ben)
    page = as_(cast.ben).post("/agreements/LD-1-1/freezing", data={"digest": agreement.digest_now})
    assert page.status_code == 409
    assert "open proposal for article 2" in page.text


@pytest.mark.parametrize("door", ["withdrawal", "rest"])
def test_whoever_stops_over_open_proposals_is_told_which(open_text, cast, as_, door, app):
    page = as_(cast.ben).get(f"/cases/LD-1/{door}")
    assert page.status_code == 200
    assert "for these articles: 2." in page.text
