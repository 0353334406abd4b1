"""Away for a while: others see it, and who stands in hears and acts for as long as it lasts."""

from datetime import timedelta

import pytest

from collab.cases.models import ContactRole
from collab.cases.policy import represent
from collab.cases.queries import visible_to
from collab.cases.speaking import Spokesperson
from collab.clock import at, now, today
from collab.errors import NotNow
from collab.people.words import Duty, Side
from tests.agreements.conftest import as_, case, cast, somebody

__all__ = ["as_", "case", "cast"]
WEEK = timedelta(days=7)


@pytest.fixture
def dee(session):
    return somebody("Dee", Duty.OFFICER)


def test_who_stands_in_reads_acts_and_hears_until_the_last_day(case, cast, dee, session):
    assert case not in session.scalars(visible_to(dee)).all()
    cast.ben.be_away(today(), today() + WEEK, dee, by=cast.ben)
    session.flush()
    assert cast.ben.is_away
    assert case in session.scalars(visible_to(dee)).all()
    assert represent(dee, case) is None
    assert dee in case.people(Side.MUNICIPALITY)
    with at(now() + WEEK + timedelta(days=1)):
        assert not cast.ben.is_away
        assert represent(dee, case)
        assert dee not in case.people()


def test_the_deputy_of_a_collective_hears_it_only_while_the_contact_person_is_away(case, cast, session):
    Spokesperson.appoint(case, cast.street, ContactRole.DEPUTY, cast.ali, by=cast.ana)
    assert cast.ali not in case.people()
    cast.ana.be_away(today(), today() + WEEK, None, by=cast.ana)
    session.flush()
    assert cast.ali in case.people()


def test_nobody_of_another_collective_hears_it(case, cast, session):
    cast.ana.be_away(today(), today() + WEEK, cast.cyd, by=cast.ana)
    session.flush()
    assert cast.cyd not in case.people()


def test_nobody_is_away_twice_on_one_day(cast, session):
    cast.ben.be_away(today(), today() + WEEK, None, by=cast.ben)
    with pytest.raises(NotNow):
        cast.ben.be_away(today() + WEEK, today() + 2 * WEEK, None, by=cast.ben)


def test_a_deputy_who_is_not_there_does_not_stand_in(case, cast, session, as_):
    cast.ben.be_away(today(), today() + WEEK, None, by=cast.ben)
    session.flush()
    page = as_(cast.ana).get(f"/cases/{case.ref}/people").text
    assert "There is no deputy yet" in page
    assert "Nobody stands in yet." in page
    assert "The deputy stands in." not in page


def test_an_absence_is_written_down_and_taken_back_on_the_pages(case, cast, dee, as_):
    form = {"starts_on": today().isoformat(), "ends_on": (today() + WEEK).isoformat(), "stand_in": dee.id}
    assert as_(cast.ben).post("/account/absence", data=form).status_code == 303
    assert "Dee stands in" in as_(cast.ana).get(f"/cases/{case.ref}/people").get_data(as_text=True)
    [absence] = cast.ben.absences
    assert as_(cast.ana).post(f"/account/absences/{absence.id}/ending").status_code == 404
    assert as_(cast.ben).post(f"/account/absences/{absence.id}/ending").status_code == 303
    assert not cast.ben.is_away


def test_an_absence_ends_after_it_begins(cast, as_):
    form = {"starts_on": (today() + WEEK).isoformat(), "ends_on": today().isoformat(), "stand_in": 0}
    assert as_(cast.ben).post("/account/absence", data=form).status_code == 422


def test_an_address_is_shown_only_when_somebody_chose_it(case, cast, as_):
    people = f"/cases/{case.ref}/people"
    assert cast.ana.email not in as_(cast.ben).get(people).get_data(as_text=True)
    chosen = {"channel": "phone", "phone": "06 1234", "hours": "in the evening"}
    assert as_(cast.ana).post("/account/channel", data=chosen).status_code == 303
    shown = as_(cast.ben).get(people).get_data(as_text=True)
    assert "06 1234" in shown
    assert "in the evening" in shown
    assert as_(cast.ana).post("/account/channel", data={"channel": "phone", "phone": ""}).status_code == 422
