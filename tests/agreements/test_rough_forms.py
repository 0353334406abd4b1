"""What a form can hold when our own page did not write it, and amounts in every spelling people use."""

from datetime import timedelta

import pytest
from werkzeug.datastructures import MultiDict

from collab.agreements import policy
from collab.agreements.lifecycle import ArticleState
from collab.agreements.terms import SupportItem
from collab.clock import today
from collab.errors import NotNow

from .conftest import TERMS

ROUGH = ("²", "9" * 5000, "7", "-1", "x")


@pytest.mark.parametrize("seen", ROUGH)
def test_a_rough_number_is_no_fault_of_ours(make, cast, as_, seen):
    agreement, visitor = make("drafted"), as_(cast.ana)
    for door, form in (
        ("articles/1/consent", {"seen": seen}),
        ("articles/3/proposal", {"seen": seen, "A03_text": "We greet each other."}),
        ("consents", {"seen": f"1:{seen}"}),
        ("consents", {"seen": f"{seen}:1"}),
    ):
        assert visitor.post(f"/agreements/{agreement.ref}/{door}", data=form).status_code < 500, (door, seen)


def test_an_article_that_is_not_there_is_not_another_one(make, cast, as_):
    agreement, visitor = make("proposed"), as_(cast.ben)
    for pair in ("0:1", "18:1"):
        visitor.post(f"/agreements/{agreement.ref}/consents", data={"seen": pair})
    assert agreement.article(17).state == ArticleState.PROPOSED


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("4500", "4500"), ("4.500", "4500"), ("4,500", "4500"), ("€ 4.500,-", "4500"),
        ("4500,50", "4500.50"), ("4500.50", "4500.50"), ("4.500,5", "4500.50"), ("4,500.05", "4500.05"),
        ("1234567", "1234567"), ("12.345,67", "12345.67"),
        ("nan", None), ("inf", None), ("1e9", None), ("-5", None), ("1.23.4", None), ("1" * 12, None),
    ],
)  # fmt: skip
def test_an_amount_of_money_stays_what_was_meant(app, typed, kept):
    """Also when the page comes back and is sent again."""
    with app.test_request_context():
        item = support_item(typed)
        assert item.validate() == (kept is not None)
        if kept:
            assert item.amount.data == kept
            assert support_item(kept).validate()
            assert support_item(kept).amount.data == kept


def support_item(amount: str) -> SupportItem:
    typed = {"by": "municipality", "kind": "money", "what": "seeds", "amount": amount, "every": "once"}
    item = SupportItem(MultiDict(typed))
    item.by.choices = [("municipality", "Gemeente Lindendal")]
    item.validate()
    return item


def test_a_term_of_two_centuries_can_be_read_by_who_may_sign(make, cast, as_):
    term = TERMS["A07"] | {"months": None, "starts_on": "1990-01-01", "ends_on": "2199-12-31"}
    agreement = make("frozen", A07=term)
    assert as_(cast.bea).get(f"/agreements/{agreement.ref}").status_code == 200


@pytest.mark.parametrize("row", ["²", "9" * 30, "x", ""])
def test_a_row_with_an_odd_number_is_left_out(make, cast, as_, row):
    agreement = make("drafted")
    typed = {"seen": "0", "A09_text": "We mow.", f"A09_terms-{row}-what": "odd", "more": "A09_terms"}
    page = as_(cast.ana).post(f"/agreements/{agreement.ref}/articles/5/proposal", data=typed)
    assert page.status_code == 200
    assert "odd" not in page.text


def test_a_mandate_is_revoked_on_one_day(cast, session):
    mandate = cast.bea.mandates[0]
    mandate.revoke(by=cast.ben)
    mandate.revoked_on = yesterday = today() - timedelta(days=1)
    with pytest.raises(NotNow):
        mandate.revoke(by=cast.ben)
    assert mandate.revoked_on == yesterday


def test_no_text_begins_where_the_road_does_not_lead(make, cast, as_):
    agreement = make("begun")
    agreement.end(by=None)
    assert "rounded off" in policy.draft(cast.ben, agreement.case)
