"""A longer term: recorded with its ground, told to both, and what hangs on the end may move along."""

from datetime import timedelta

import pytest

from collab.clock import today
from collab.deadlines import Deadline, Kind
from tests.round import mails, react


@pytest.fixture
def begun(make):
    return make("begun")


def open_days(agreement, kind) -> list:
    return [d.due_on for d in agreement.deadlines if d.kind == kind and d.met_on is None]


def test_the_last_day_to_give_notice_stands_thirty_days_before_the_end(begun):
    assert open_days(begun, Kind.NOTICE_DAY) == [begun.ends_on - timedelta(days=30)]


@pytest.mark.parametrize("follow", [True, False])
def test_the_contact_person_records_it_and_dates_follow_only_when_asked(begun, cast, as_, session, follow):
    last, later = begun.ends_on, begun.ends_on + timedelta(days=180)
    support = Deadline.start(Kind.SUPPORT_ENDS, "support:x", last, subject="water")
    permit = Deadline.start(Kind.PERMIT_ENDS, "permit:x", last, subject="permit")
    begun.add_deadline(support), begun.add_deadline(permit)
    session.flush()
    form = {"ends_on": later.isoformat(), "ground": "Talk of today"} | ({"follow": "y"} if follow else {})
    assert "the support ends: water" in as_(cast.ben).get(f"/agreements/{begun.ref}/extension").text
    assert as_(cast.ben).post(f"/agreements/{begun.ref}/extension", data=form).status_code == 303
    assert begun.ends_on == later
    assert support.due_on == (later if follow else last)
    assert permit.due_on == last
    assert open_days(begun, Kind.TERM_ENDS) == [later]
    assert open_days(begun, Kind.NOTICE_DAY) == [later - timedelta(days=30)]
    react()
    assert "extended" in mails(session, cast.ana)
    assert "Talk of today" in as_(cast.ana).get(f"/agreements/{begun.ref}").text


def test_a_day_before_the_end_is_refused_at_its_box(begun, cast, as_):
    form = {"ends_on": today().isoformat(), "ground": "None"}
    assert as_(cast.ben).post(f"/agreements/{begun.ref}/extension", data=form).status_code == 422
    assert as_(cast.ana).get(f"/agreements/{begun.ref}/extension").status_code == 403


def test_only_a_complex_agreement_is_spoken_of_a_year_ahead(begun):
    (end,) = (d for d in begun.deadlines if d.kind == Kind.TERM_ENDS)
    assert -365 not in [mark.step for mark in end.marks]
    end.data = {"weight": "complex"}
    assert -365 in [mark.step for mark in end.marks]
