"""Numbers: used in parts, drawn per measure for both sides, and support that ends."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from collab.clock import months_after, today
from collab.deadlines import Kind
from collab.errors import NotNow
from collab.people.words import Duty, Side
from collab.support.amounts import measure_in, number_in
from collab.support.budget import next_moments
from collab.support.jobs import tick
from collab.support.kinds import Detail, Measure, Support, kind_of
from collab.support.picturing import picture_of
from collab.support.words import SUPPORT, CarriesOn, Rhythm, Sort, State

from .conftest import SOON

HOURS = {"quantity": Decimal(40), "measure": Measure.HOURS}
EUROS = {"quantity": Decimal(4500), "measure": Measure.EUROS, "sort": Sort.MONEY}


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("4.500", 4500),
        ("4500", 4500),
        ("1.250,50", "1250.50"),
        ("12,5", "12.5"),
        ("€ 300", 300),
        ("many", None),
    ],
)
def test_numbers_are_read_as_people_write_them(written, number):
    assert number_in(written) == (None if number is None else Decimal(number))


@pytest.mark.parametrize(
    ("unit", "measure"),
    [
        ("euro per jaar", Measure.EUROS),
        ("uur", Measure.HOURS),
        ("m²", Measure.SQUARE_METRES),
        ("stoelen", Measure.OTHER),
    ],
)
def test_units_become_measures(unit, measure):
    assert measure_in(unit, Sort.ACT) == measure


def test_every_sort_of_support_belongs_to_one_of_six_kinds():
    assert {kind_of(sort) for sort in SUPPORT} == set(Support)
    assert all(detail.kind in Support for detail in Detail)
    assert not {str(detail) for detail in Detail} & {str(sort) for sort in Sort}


@pytest.mark.parametrize("who", ["ana", "ben"])
def test_use_is_noted_in_parts_and_never_more_than_there_is(promise, cast, as_, who):
    line = promise(State.CONFIRMED, **HOURS)
    use = f"/promises/{line.ref}/use"
    form = {"quantity": "12", "used_on": today().isoformat(), "note": "spring"}
    assert as_(getattr(cast, who)).post(use, data=form).status_code == 303
    assert "12 hours of 40 hours used" in as_(cast.ana).get("/cases/LD-1/support").text
    assert as_(cast.ana).post(use, data=form | {"quantity": "28,5"}).status_code == 409
    assert as_(cast.ana).post(use, data=form | {"quantity": "-3"}).status_code == 422
    assert (line.noted, len(line.uses)) == (12, 1)


def test_money_and_hours_are_never_added_up(promise):
    lines = [
        promise(**HOURS),
        promise(**EUROS),
        promise(side=Side.COLLECTIVE, **HOURS),
        promise(State.ASKED, **HOURS),
    ]
    groups = {group.name: group for group in picture_of(lines).groups}
    assert [str(name) for name in groups] == ["promises", "euros", "hours"]
    sums = groups["hours"].sums
    assert (sums[Side.MUNICIPALITY].promised, sums[Side.COLLECTIVE].promised) == (40, 40)
    assert groups["euros"].sums[Side.MUNICIPALITY].promised == 4500


def test_used_free_and_late_make_up_what_was_promised(promise, cast):
    line = promise(**HOURS)
    line.use(Decimal(15), today(), "", by=cast.ana)
    [_all, hours] = picture_of([line]).groups
    assert hours.sums[Side.MUNICIPALITY] == (15, 25, 0)
    line.due_on = today() - timedelta(3)
    [_all, hours] = picture_of([line]).groups
    assert hours.sums[Side.MUNICIPALITY] == (15, 0, 25)
    assert hours.end(Side.MUNICIPALITY) == 150


def test_a_repeating_promise_counts_every_round(promise):
    line = promise(State.CONFIRMED, every=Rhythm.MONTHLY, **HOURS)
    [_all, hours] = picture_of([line]).groups
    assert hours.sums[Side.MUNICIPALITY] == (40, 40, 0)


def test_the_picture_says_all_its_numbers_in_words(promise, cast, as_):
    promise(**HOURS)
    for address in ("/cases/LD-1/support", "/cases/LD-1"):
        assert 'role="img"' in as_(cast.ana).get(address).text
    assert (
        "promised 40, used or kept 0, still free or to come 40, late 0"
        in as_(cast.ana).get("/cases/LD-1/support").text
    )


@pytest.fixture
def ending(promise, cast, session):
    """Money for years that ends, promised beside the agreement."""
    line = promise(State.ASKED, until=months_after(today(), 26), **EUROS)
    line.promise(SOON, by=cast.ben)
    session.flush()
    return line


def ends(line) -> list:
    return [deadline for deadline in line.case.deadlines if deadline.kind == Kind.SUPPORT_ENDS]


def test_support_that_ends_is_announced_until_somebody_decides(ending, cast, as_):
    [deadline] = ends(ending)
    assert (deadline.due_on, deadline.met_on) == (ending.until, None)
    ending.until = today() + timedelta(60)
    assert "Decide who carries on" in as_(cast.ben).get("/overview").text
    door = f"/promises/{ending.ref}/continuation"
    assert as_(cast.ana).post(door, data={"how": "stops"}).status_code == 403
    assert as_(cast.ben).post(door, data={"how": "successor", "successor": ""}).status_code == 422
    as_(cast.ben).post(door, data={"how": "successor", "successor": "The care office"})
    assert (ending.carries_on, ending.successor) == (CarriesOn.SUCCESSOR, "The care office")
    assert "Decide who carries on" not in as_(cast.ben).get("/overview").text


def test_a_decision_meets_the_deadline(ending, cast):
    ending.carry_on(CarriesOn.STOPS, None, "The house is finished then.", by=cast.ben)
    assert ends(ending)[0].met_on == today()
    with pytest.raises(NotNow):
        ending.stand_in_budget(None, by=cast.ben)


def test_support_for_years_must_stand_in_the_budget_papers(ending, cast, as_, session, monkeypatch):
    moment = next_moments()[0]
    monkeypatch.setattr("collab.support.jobs.BUDGET_AHEAD", (moment.on - today()).days)
    monkeypatch.setattr("collab.support.jobs.BUDGET_TOO_NEAR", 0)
    tick()
    tick()
    session.expire_all()
    [deadline] = ending.budgets
    assert (deadline.kind, deadline.due_on, deadline.side) == (
        Kind.BUDGET_CYCLE,
        moment.on,
        Side.MUNICIPALITY,
    )
    assert as_(cast.ana).post(f"/promises/{ending.ref}/budget", data={}).status_code == 403
    as_(cast.ben).post(f"/promises/{ending.ref}/budget", data={"words": "line 6.2"})
    assert deadline.met_on == today()


def test_a_municipality_has_its_own_budget_days(cast, as_, session):
    cast.bea.appoint(Duty.ADMINISTRATOR, by=None)
    form = {"spring_day": "15", "spring_month": "5", "autumn_day": "1", "autumn_month": "9"}
    assert as_(cast.ana).post("/budget-calendar", data=form).status_code == 403
    assert as_(cast.bea).post("/budget-calendar", data=form | {"spring_month": "13"}).status_code == 422
    assert as_(cast.bea).post("/budget-calendar", data=form).status_code == 303
    session.expire_all()
    days = {(moment.on.month, moment.on.day) for moment in next_moments()}
    assert days == {(5, 15), (9, 1)}
    assert all(isinstance(moment.on, date) for moment in next_moments())
