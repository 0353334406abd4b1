"""Before a suspension begins somebody calls, to be sure that the other side knows."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from sqlalchemy import select, text

from collab.cases.queries import suspended_by_now
from collab.clock import ZONE, at, today
from collab.deadlines import Kind, rule_of, tuning
from collab.deadlines.jobs import remind_of_due
from collab.notifications.choices import choose
from collab.notifications.letters import letter_for
from collab.notifications.models import Notice
from collab.notifications.topics import Topic, Way
from collab.people.words import Side
from tests.round import mails, react


@pytest.fixture
def announced(make, cast):
    """Announced at eleven at night; the worker makes its round."""

    def announced(by):
        case = make("begun").case
        with at(datetime.combine(today() + timedelta(days=1), time(23), ZONE)):
            case.suspend("The roof is not safe.", None, by=by)
            remind_of_due.run()
            react()

    return announced


@pytest.mark.parametrize("hours", [12, 24, 48])
def test_the_contact_person_is_asked_to_call_at_once_however_short_the_notice(
    announced, cast, session, hours
):
    tuning.tune(replace(rule_of(Kind.SUSPENSION), length=hours), cast.ben)
    announced(by=cast.ben)
    assert mails(session, cast.ben).count("call") == 1


def test_who_announced_it_is_not_called_about_it(announced, cast, session):
    announced(by=cast.ana)
    assert "suspended" in mails(session, cast.ben)
    assert "call" not in mails(session, cast.ben)


@pytest.mark.parametrize("side, calls", [(Side.COLLECTIVE, True), (Side.MUNICIPALITY, False)])
def test_no_side_reads_of_a_call_that_never_comes(app, side, calls):
    with app.test_request_context(headers={"Accept-Language": "en"}):
        assert ("contact person calls" in rule_of(Kind.SUSPENSION).consequence(side)) == calls


def test_the_call_waits_for_no_mail_of_the_week(announced, cast, session):
    choose(cast.ben, Topic.DEADLINES, Way.WEEKLY)
    announced(by=cast.ben)
    asked = session.scalar(select(Notice).where(Notice.template == "cases/mail/call"))
    assert asked.digest is None
    assert asked.goes_at_any_hour
    assert "to make sure that they know" in letter_for(asked, {}).text


def test_announced_suspensions_are_found_by_their_day(session):
    """Each round of the worker asks for them, among all deadlines there are."""
    session.execute(text("set local enable_seqscan = off"))
    query = suspended_by_now().compile(session.connection(), compile_kwargs={"literal_binds": True})
    plan = "\n".join(session.scalars(text(f"explain {query}")))
    assert "Index Cond: (due_on <=" in plan


def test_the_other_side_hears_of_it_once_and_a_day_before_again(announced, cast, session):
    announced(by=cast.ben)
    assert [mail for mail in mails(session, cast.ana) if mail in {"suspended", "deadline"}] == ["suspended"]
    with at(datetime.combine(today() + timedelta(days=2), time(23, 1), ZONE)):
        remind_of_due.run()
        react()
    assert mails(session, cast.ana).count("deadline") == 1
