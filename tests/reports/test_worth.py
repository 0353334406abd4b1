"""What counts, in the words of the people; hours given; nothing is ever compared or summed over others."""

from datetime import timedelta
from decimal import Decimal

import pytest

from collab.cases.models import Case
from collab.clock import today
from collab.reports import worth_showing
from collab.reports.words import Method
from collab.reports.worth import Value, VolunteerHours

THERE = "/cases/LD-1/values"
TYPED = {"wording": "Neighbours know each other", "method": "survey", "unit": "people", "amount": "31"}


def begins(browser, **more):
    return browser.post(f"{THERE}/new", data=TYPED | {"day": today().isoformat()} | more)


@pytest.fixture
def value(case, cast, session):
    it = Value.begin(case, "Neighbours know each other", Method.SURVEY, by=cast.ana, unit="people")
    for days, amount in ((200, 31), (100, 44), (0, 58)):
        it.measure(today() - timedelta(days), Decimal(amount), "", by=cast.ana)
    session.flush()
    return it


def test_both_sides_write_down_what_counts_and_both_read_it(case, cast, as_):
    assert begins(as_(cast.ana)).location == f"{THERE}/1"
    assert begins(as_(cast.ben), wording="Fewer quarrels").location == f"{THERE}/2"
    for reader in (cast.ana, cast.ali, cast.ben):
        page = as_(reader).get("/cases/LD-1/reports").text
        assert "Neighbours know each other" in page
        assert "Fewer quarrels" in page


def test_a_story_is_as_good_as_a_number_and_one_of_them_is_needed(case, cast, as_):
    told = begins(as_(cast.ana), method="story", amount="", unit="", words="She waters the garden now.")
    assert "She waters the garden now." in as_(cast.ben).get(told.location).text
    refused = begins(as_(cast.ana), amount="")
    assert refused.status_code == 422
    assert "Neighbours know each other" in refused.text


def test_later_moments_draw_a_line_with_the_table_beside_it(value, cast, as_):
    as_(cast.ana).post(f"{THERE}/1/measurements", data={"day": today().isoformat(), "amount": "63"})
    page = as_(cast.ana).get(f"{THERE}/1").text
    assert page.count("<circle") >= 4
    assert "63" in page
    assert "<table" in page


def test_one_number_makes_no_line(case, cast, as_):
    begins(as_(cast.ana))
    assert "<polyline" not in as_(cast.ana).get(f"{THERE}/1").text


def test_a_line_of_equal_numbers_and_of_one_day_can_be_drawn(case, cast, as_):
    it = Value.begin(case, "Quiet", Method.COUNT, by=cast.ana)
    for _n in range(2):
        it.measure(today(), Decimal(0), "", by=cast.ana)
    assert len(worth_showing.line_of(it)) == 2


@pytest.mark.parametrize(("typed", "kept"), [("2.400", 2400), ("2,400", 2400), ("40,5", 40.5), ("-3", -3)])
def test_a_number_is_read_as_people_write_it(value, cast, as_, typed, kept):
    as_(cast.ana).post(f"{THERE}/1/measurements", data={"day": today().isoformat(), "amount": typed})
    assert value.measurements[-1].amount == Decimal(str(kept))


def test_what_was_wrong_is_taken_out_and_the_rest_stays(value, cast, as_):
    assert "44 <bdi>" in as_(cast.ana).get(f"{THERE}/1").text
    as_(cast.ana).post(f"{THERE}/1/measurements/2/removal")
    page = as_(cast.ana).get(f"{THERE}/1").text
    assert "44 <bdi>" not in page
    assert "58 <bdi>" in page


@pytest.mark.parametrize("typed", [{"amount": "many"}, {"amount": "NaN"}, {"amount": "1e99"}, {"day": ""}])
def test_a_strange_number_or_day_is_refused_and_stays_typed(value, cast, as_, typed):
    data = {"day": today().isoformat(), "amount": "5", "words": "My story."} | typed
    refused = as_(cast.ana).post(f"{THERE}/1/measurements", data=data)
    assert refused.status_code == 422
    assert "My story." in refused.text


def test_avoided_costs_are_an_assumption_and_marked_as_one(case, cast, as_):
    refused = begins(as_(cast.ana), is_assumed="y")
    assert refused.status_code == 422
    told = begins(as_(cast.ana), is_assumed="y", assumption="Else the town would mow.")
    page = as_(cast.ben).get(told.location).text
    assert "Else the town would mow." in page
    assert "(assumption)" in page


def test_hours_may_be_an_estimate_and_then_the_sum_is_one_too(agreement, case, cast, as_):
    first, last = (today() - timedelta(30)).isoformat(), today().isoformat()
    hours = {"starts_on": first, "ends_on": last, "hours": "40.5", "words": "mowing"}
    assert as_(cast.ana).post("/cases/LD-1/hours/new", data=hours).status_code == 303
    assert "40.5 hours together." in as_(cast.ben).get("/cases/LD-1/reports").text
    as_(cast.ana).post("/cases/LD-1/hours/new", data=hours | {"hours": "100", "is_estimate": "y"})
    assert "About 140.5 hours together, partly estimated." in as_(cast.ben).get("/cases/LD-1/reports").text
    as_(cast.ana).post("/cases/LD-1/hours/2/removal")
    assert "40.5 hours together." in as_(cast.ben).get("/cases/LD-1/reports").text
    assert as_(cast.ben).get("/cases/LD-1/hours/new").status_code == 403


@pytest.mark.parametrize(
    "typed", [{"hours": "0"}, {"hours": "-3"}, {"ends_on": "2020-01-01"}, {"hours": "x"}]
)
def test_hours_that_cannot_be_are_refused(case, cast, as_, typed):
    first, last = (today() - timedelta(30)).isoformat(), today().isoformat()
    data = {"starts_on": first, "ends_on": last, "hours": "4"} | typed
    answer = as_(cast.ana).post("/cases/LD-1/hours/new", data=data)
    assert answer.status_code == 422
    assert "1 answer is not right yet" in answer.text
    assert answer.text.count("Error: </span>") == 1


def test_no_page_adds_up_or_orders_what_different_collectives_are_worth(value, cast, as_, session):
    other = Case.open("LD-2", cast.other, by=cast.cyd, title="Shed", about="A shed.")
    session.add(other)
    other.take(cast.ben)
    VolunteerHours.give(
        other, cast.other, by=cast.cyd, starts_on=today(), ends_on=today(), hours=Decimal(7), words="",
        is_estimate=False,
    )  # fmt: skip
    session.flush()
    for address in ("/cases", "/overview", "/collectives"):
        page = as_(cast.ben).get(address).text
        assert "Neighbours know each other" not in page
        assert "hours together" not in page
    assert "7 hours together." in as_(cast.ben).get("/cases/LD-2/reports").text


def test_cyd_finds_nothing(value, cast, as_):
    visitor = as_(cast.cyd)
    for address in (f"{THERE}/1", f"{THERE}/new", f"{THERE}/1/measurements", "/cases/LD-1/hours/new"):
        assert visitor.get(address).status_code == 404
