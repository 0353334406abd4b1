"""The pages of an agreement, as people use them."""

import re

import pytest

from collab.agreements.forms import form_for
from collab.agreements.lifecycle import Status
from collab.agreements.models import Agreement
from collab.clock import today

PROPOSAL = "/agreements/LD-1-1/articles/2/proposal"


def typed(text="We mow.", seen=0, **more):
    return {"A04_text": text, "seen": seen} | more


def texts(agreement: Agreement, number: int) -> list[str]:
    return [wording.provisions["A04"]["text"] for wording in agreement.article(number).wordings]


def test_a_text_begins_from_the_page_of_the_cooperation(case, cast, as_):
    page = as_(cast.ana).post("/cases/LD-1/agreement", data={"weight": "light", "language": "en"})
    assert (page.status_code, page.location) == (303, "/agreements/LD-1-1")
    assert case.agreements[0].status == Status.NEGOTIATING


def test_the_page_says_what_is_left_and_why(make, cast, as_):
    make("drafted")
    page = as_(cast.ana).get("/agreements/LD-1-1").text
    assert "A start and an end give all parties certainty." in page


def test_the_first_text_is_the_standard_wording(make, cast, as_):
    agreement = make("drafted")
    page = as_(cast.ben).get("/agreements/LD-1-1/articles/12/proposal").text
    standard = agreement.article(12).topics[0].light_wording.en
    assert standard.split(".")[0] in page


def test_a_proposal_is_put_on_the_table_and_agreed_to(make, cast, as_):
    agreement = make("drafted")
    assert as_(cast.ana).post(PROPOSAL, data=typed()).status_code == 303
    answer = as_(cast.ben).post("/agreements/LD-1-1/articles/2/consent", data={"seen": 1})
    assert answer.status_code == 303
    assert agreement.article(2).is_agreed


def test_a_page_left_open_shows_both_texts_and_loses_nothing(make, cast, as_):
    agreement = make("drafted")
    as_(cast.ben).post(PROPOSAL, data=typed("Theirs: we mow on Monday."))
    page = as_(cast.ana).post(PROPOSAL, data=typed("Mine: we never mow.", seen=0))
    assert page.status_code == 409
    assert "Theirs: we mow on Monday." in page.text
    assert (
        page.text.count("Mine: we never mow.") == 2
    )  # beside the other text, and in the box to send it after all
    again = as_(cast.ana).post(PROPOSAL, data=typed("Mine: we never mow.", seen=1))
    assert again.status_code == 303
    assert texts(agreement, 2) == ["Theirs: we mow on Monday.", "Mine: we never mow."]


def test_a_yes_to_an_older_text_shows_the_newer_one(make, cast, as_):
    make("drafted")
    as_(cast.ana).post(PROPOSAL, data=typed("We mow."))
    as_(cast.ana).post(PROPOSAL, data=typed("We mow at night.", seen=1))
    page = as_(cast.ben).post("/agreements/LD-1-1/articles/2/consent", data={"seen": 1})
    assert page.status_code == 409
    assert "We mow at night." in page.text


def test_a_form_posted_twice_counts_once(make, cast, as_):
    agreement = make("drafted")
    answers = [as_(cast.ana).post(PROPOSAL, data=typed(once="one-key")) for _ in range(2)]
    assert [(answer.status_code, answer.location) for answer in answers] == [
        (303, "/agreements/LD-1-1/articles/2")
    ] * 2
    assert texts(agreement, 2) == ["We mow."]


@pytest.mark.parametrize(
    "text, sentence",
    [
        ("", "Write a text, or say that nothing is agreed on this."),
        ("We meet […how often] a year.", "Fill in this blank: how often."),
        ("x" * 200_000, "This text is too long."),
        ("left \u202e right", "invisible control characters"),
    ],
)
def test_what_cannot_be_kept_is_said_at_the_field_and_stays_typed(make, cast, as_, text, sentence):
    agreement = make("drafted")
    page = as_(cast.ana).post(PROPOSAL, data=typed(text))
    assert page.status_code == 422
    assert sentence in page.text
    assert text[:1000] in page.text
    assert agreement.article(2).latest is None


def test_emoji_and_other_scripts_are_kept_as_typed(make, cast, as_):
    agreement = make("drafted")
    as_(cast.ana).post(PROPOSAL, data=typed("Samen 🌱 – يدا بيد"))
    assert texts(agreement, 2) == ["Samen 🌱 – يدا بيد"]


def test_markup_in_a_text_is_shown_as_text(make, cast, as_):
    make("drafted")
    as_(cast.ana).post(PROPOSAL, data=typed("<b>x</b><script>alert(1)</script>{{ 7 * 7 }}"))
    page = as_(cast.ben).get("/agreements/LD-1-1/articles/2").text
    assert "&lt;script&gt;alert(1)" in page
    assert "<script" not in page
    assert "{{ 7 * 7 }}" in page


def test_dates_that_end_before_they_start_are_refused_at_the_field(make, cast, as_):
    make("drafted")
    dates = {"A07_terms-starts_on": "2027-05-01", "A07_terms-ends_on": "1-4-2027", "A07_text": "Term."}
    page = as_(cast.ana).post("/agreements/LD-1-1/articles/7/proposal", data=dates | {"seen": 0})
    assert page.status_code == 422
    assert "The last day lies before the first day." in page.text


def test_another_row_comes_without_losing_what_was_typed(make, cast, as_):
    agreement = make("drafted")
    row = {"A09_terms-0-by": "C-1", "A09_terms-0-what": "We water the trees", "A09_terms-0-every": "monthly"}
    page = as_(cast.ana).post(
        "/agreements/LD-1-1/articles/5/proposal", data=row | {"seen": 0, "more": "A09_terms"}
    )
    assert page.status_code == 200
    assert "We water the trees" in page.text
    assert agreement.article(5).latest is None


def test_another_language_comes_without_losing_what_was_typed(make, cast, as_):
    agreement = make("drafted")
    page = as_(cast.ana).post(PROPOSAL, data=typed("Half a sentence", _language="nl"))
    assert (page.status_code, 'lang="nl"' in page.text) == (200, True)
    assert "Half a sentence" in page.text
    assert agreement.article(2).latest is None
    assert cast.ana.language == "nl"


def test_the_standard_texts_go_on_the_table_at_once(make, cast, as_):
    agreement = make("drafted")
    as_(cast.ben).post("/agreements/LD-1-1/standard-wordings")
    proposed = agreement.open_articles
    assert {12, 13} <= {article.number for article in proposed}
    assert 7 not in {article.number for article in proposed}  # its facts only people can fill in


def test_all_that_was_read_is_agreed_to_at_once(make, cast, as_):
    agreement = make("proposed")
    page = as_(cast.ben).get("/agreements/LD-1-1/text").text
    seen = re.search(r'name="seen" value="([^"]+)"', page)[1]
    as_(cast.ben).post("/agreements/LD-1-1/consents", data={"seen": seen})
    assert agreement.missing() == []


def test_signing_asks_for_the_name_as_it_is_known(make, cast, as_):
    agreement = make("frozen")
    form = {"digest": agreement.text.digest, "read": "y", "typed_name": "Someone Else"}
    page = as_(cast.ana).post("/agreements/LD-1-1/signing", data=form)
    assert (page.status_code, "Type your name as it is known here: Ana." in page.text) == (422, True)
    assert (
        as_(cast.ana).post("/agreements/LD-1-1/signing", data=form | {"typed_name": "  ana "}).status_code
        == 303
    )
    assert [signature.typed_name for signature in agreement.text.signatures] == ["ana"]


def test_until_there_is_a_paper_the_page_says_so(make, cast, as_):
    make("begun")
    assert "The paper is being made." in as_(cast.ana).get("/agreements/LD-1-1").text
    assert as_(cast.ana).get("/agreements/LD-1-1/paper").status_code == 403


@pytest.mark.parametrize(
    "address",
    ["", "/text", "/articles/1", "/articles/1/proposal", "/signing", "/reopening", "/weight", "/paper"],
)
def test_somebody_elses_agreement_does_not_exist(make, cast, as_, address):
    make("frozen")
    assert as_(cast.cyd).get(f"/agreements/LD-1-1{address}").status_code == 404


def test_every_topic_of_every_article_has_its_questions(make, app):
    agreement = make("drafted")
    with app.test_request_context(headers={"Accept-Language": "en"}):
        for article in agreement.articles:
            form = form_for(article)
            assert [topic.code for topic in form.topics] == [topic.code for topic in article.topics]
            assert all(form.text(topic) is not None for topic in form.topics)


def test_the_page_names_what_ends_before_the_agreement(make, cast, as_):
    permit = [{"kind": "Tree permit", "number": "12", "holder": "C-1", "ends_on": str(today())}]
    make("begun", A29=permit, A10=[support_until(today())])
    page = as_(cast.ana).get("/agreements/LD-1-1").text
    assert "“water” ends before the agreement does, and nobody is named" in page


def support_until(day) -> dict:
    return {
        "by": "municipality",
        "kind": "space",
        "what": "water",
        "every": "once",
        "until": str(day),
        "successor": "",
    }


@pytest.mark.parametrize("moment", ["drafted", "proposed", "agreed", "frozen", "half signed", "begun"])
@pytest.mark.parametrize("address", ["", "/text", "/articles/1", "/articles/7"])
def test_every_page_is_there_at_every_moment(make, cast, as_, moment, address):
    make(moment)
    assert as_(cast.ben).get(f"/agreements/LD-1-1{address}").status_code == 200


def test_a_text_that_comes_too_late_is_still_there_to_read(make, cast, as_):
    make("frozen")
    page = as_(cast.ana).post(PROPOSAL, data=typed("An hour of typing."))
    assert page.status_code == 403
    assert "An hour of typing." in page.text


def test_a_text_that_nobody_could_print_is_not_frozen(make, cast, as_):
    agreement = make("agreed")
    provisions = {"A04": {"text": "words " * 90_000, "nothing": False, "terms": None}}
    agreement.propose(2, provisions, seen=1, by=cast.ana)
    agreement.agree(2, seen=2, by=cast.ben)
    read = {"digest": agreement.digest_now}
    assert "too long to print" in as_(cast.ben).post("/agreements/LD-1-1/freezing", data=read).text
