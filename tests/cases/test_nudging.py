"""Either side asks the other how it stands, in the same words, at most once a week for one thing."""

from datetime import datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from collab.cases.reactions import done_meanwhile
from collab.clock import ZONE, today
from collab.deadlines import Deadline, Kind
from collab.notifications.letters import late_facts, letter_for
from collab.notifications.models import Notice
from collab.people.words import Side
from collab.words import day
from tests.round import mails, react


@pytest.fixture
def late(case, session):
    def late(side: Side, days: int = 1) -> Deadline:
        due = today() - timedelta(days=days)
        deadline = Deadline.start(Kind.PROMISE, f"late:{side}", due, subject="water", side=side)
        case.deadlines.append(deadline)
        session.flush()
        return deadline

    return late


@pytest.mark.parametrize("side", list(Side))
def test_each_side_asks_the_other_and_not_itself(case, cast, as_, session, late, side):
    who, whom = (cast.ben, cast.ana) if side == Side.COLLECTIVE else (cast.ana, cast.ben)
    address = f"/cases/LD-1/deadlines/{late(side).id}/nudge"
    assert "Ask how it stands" in as_(who).get("/cases/LD-1").text
    assert as_(whom).post(address).status_code == 409
    assert as_(who).post(address).status_code == 303
    react()
    assert mails(session, whom).count("nudged") == 1
    assert "nudged" not in mails(session, who)
    assert "asked how it stands with: water" in as_(whom).get("/cases/LD-1").text
    asked = as_(whom)
    session.expunge_all()
    assert "asked how it stands with: water" in asked.get("/overview").text


@pytest.fixture
def joint(case, session):
    def joint(kind: Kind, **whose) -> str:
        deadline = Deadline.start(kind, f"joint:{kind}", today(), subject="Garden", data=whose)
        case.deadlines.append(deadline)
        session.flush()
        return f"/cases/LD-1/deadlines/{deadline.id}/nudge"

    return joint


@pytest.fixture
def neighbours(case, cast, session):
    """Other Street takes part as well, with Cyd."""
    case.involve(cast.other, by=cast.ben)
    session.flush()


@pytest.mark.parametrize("kind", [Kind.EVALUATION, Kind.INTRODUCTION, Kind.CONVERSATION])
@pytest.mark.parametrize(("who", "whom"), [("ana", "ben"), ("ben", "ana")])
def test_what_both_do_together_is_asked_of_the_other_side(cast, as_, session, joint, kind, who, whom):
    asker, asked = getattr(cast, who), getattr(cast, whom)
    address = joint(kind)
    assert "<bdi>Both sides</bdi>" in as_(asker).get("/cases/LD-1").text
    assert as_(asker).post(address).status_code == 303
    assert as_(asked).post(address).status_code == 409  # asked already this week
    react()
    assert mails(session, asked).count("nudged") == 1
    assert "nudged" not in mails(session, asker)
    assert "asked how it stands with:" in as_(asked).get("/cases/LD-1").text


@pytest.mark.parametrize("kind", [Kind.NOTICE_DAY, Kind.TERM_ENDS, Kind.WAKE])
def test_nobody_is_asked_after_a_day_that_comes_by_itself(cast, as_, joint, kind):
    address = joint(kind)
    assert {as_(one).post(address).status_code for one in (cast.ana, cast.ben)} == {409}


def test_one_collective_asks_another_about_its_own(cast, case, as_, session, late, neighbours):
    owed = late(Side.COLLECTIVE)
    address = f"/cases/LD-1/deadlines/{owed.id}/nudge"
    assert as_(cast.cyd).post(address).status_code == 409  # of nobody in particular
    owed.data = {"collective": cast.street.ref}
    session.flush()
    assert as_(cast.ana).post(address).status_code == 409
    assert f"<bdi>{cast.street.name}</bdi>" in as_(cast.cyd).get("/cases/LD-1").text
    assert as_(cast.cyd).post(address).status_code == 303
    assert as_(cast.ben).post(address).status_code == 409
    react()
    assert mails(session, cast.ana).count("nudged") == 1
    assert all("nudged" not in mails(session, one) for one in (cast.ben, cast.cyd))
    notice = session.scalar(select(Notice).where(Notice.template == "cases/mail/nudged"))
    assert notice.data["who"] == cast.other.name
    assert f"{cast.other.name} asks how it stands" in letter_for(notice, late_facts(notice) or {}).text


def test_getting_acquainted_with_one_collective_is_not_asked_by_another(
    cast, as_, session, joint, neighbours
):
    address = joint(Kind.INTRODUCTION, collective=cast.street.ref)
    assert as_(cast.cyd).post(address).status_code == 409
    assert as_(cast.ben).post(address).status_code == 303
    react()
    assert mails(session, cast.ana).count("nudged") == 1
    assert "nudged" not in mails(session, cast.cyd)


def test_once_a_week_and_then_again(case, cast, as_, session, late):
    address = f"/cases/LD-1/deadlines/{late(Side.MUNICIPALITY).id}/nudge"
    assert as_(cast.ana).post(address).status_code == 303
    assert "You can ask again from" in as_(cast.ana).get("/cases/LD-1").text
    again = as_(cast.ana).post(address)
    assert again.status_code == 409
    assert f"You can ask again from {day(today() + timedelta(days=7))}." in again.text
    later = today() + timedelta(days=7)
    with time_machine.travel(datetime(later.year, later.month, later.day, 9, tzinfo=ZONE), tick=False):
        assert as_(cast.ana).post(address).status_code == 303


def test_what_was_done_before_the_morning_is_not_asked_after(case, cast, as_, session, late):
    asked = late(Side.MUNICIPALITY)
    as_(cast.ana).post(f"/cases/LD-1/deadlines/{asked.id}/nudge")
    react()
    asked.meet()
    notice = session.scalar(select(Notice).where(Notice.template == "cases/mail/nudged"))
    assert done_meanwhile(notice)


def test_before_its_day_and_after_it_was_done_nothing_is_asked(case, cast, as_, late):
    early = late(Side.MUNICIPALITY, days=-3)
    number = early.id
    assert as_(cast.ana).post(f"/cases/LD-1/deadlines/{number}/nudge").status_code == 409
    early.due_on = today()
    early.meet()
    assert as_(cast.ana).post(f"/cases/LD-1/deadlines/{number}/nudge").status_code == 409
    assert as_(cast.ana).post("/cases/LD-1/deadlines/999999/nudge").status_code == 404
    assert as_(cast.cyd).post(f"/cases/LD-1/deadlines/{number}/nudge").status_code == 404
