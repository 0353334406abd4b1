"""What a collective says of itself is told to the municipality, not to another collective on the case."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from collab.cases.models import Message
from collab.clock import now, today
from collab.collectives.words import MemberRole
from collab.deadlines import Deadline, Kind
from collab.people.words import Side
from collab.phases.doing import talks
from collab.phases.jobs import look
from collab.phases.talking import Reason
from collab.phases.words import Cause

from .conftest import HERE

SAID = "Nearly all money comes from one source"
PLACES = ("/overview", "/cases/LD-1", "/cases/LD-1?all=1", HERE, f"{HERE}?collective=C-1")


@pytest.fixture
def told(case, cast, as_, session):
    case.involve(cast.other, by=cast.ben)
    session.flush()
    assert as_(cast.ana).post(f"{HERE}/C-1/one-source").status_code == 303
    return session.scalar(select(Reason))


def test_another_collective_neither_reads_nor_answers_it(told, cast, as_):
    for place in PLACES:
        assert SAID not in as_(cast.cyd).get(place).text
    assert as_(cast.cyd).get(f"{HERE}/reasons/{told.id}/conversation").status_code == 404
    assert as_(cast.cyd).post(f"{HERE}/reasons/{told.id}/postponement").status_code == 404
    for person in (cast.ana, cast.ali, cast.ben):
        assert SAID in as_(person).get(HERE).text


def test_only_the_two_whom_it_concerns_are_asked_to_talk(told, case, cast, app):
    with app.test_request_context():
        assert {(todo.side, todo.collective_id) for todo in talks([case])} == {
            ("municipality", None), ("collective", cast.street.id)
        }  # fmt: skip


def causes(session) -> list[tuple[Cause, int | None]]:
    session.commit()
    look()
    session.expire_all()
    return sorted((it.cause, it.whose) for it in session.scalars(select(Reason)) if it.is_asked_now)


@pytest.fixture
def settled(case, cast, session):
    """Ana carries Green Street by herself, and has done so for years; Other Street has two who write."""
    case.involve(cast.other, by=cast.ben)
    cast.other.admit(cast.ali, MemberRole.EDITOR, by=cast.cyd)
    cast.street.memberships[1].ends_on = today() - timedelta(days=1)
    cast.street.memberships[1].starts_on = today() - timedelta(days=9)
    case.opened_on = today() - timedelta(days=400)
    case.messages.append(Message(person=cast.ben, side=Side.MUNICIPALITY, text="Hello.", said_at=now()))
    cast.street.memberships[0].starts_on = today() - timedelta(days=5 * 365)
    session.flush()
    return case


def test_on_whom_a_collective_rests_is_not_told_to_another(settled, cast, as_, session):
    street = cast.street.id
    assert causes(session) == [(Cause.ONE_CARRIER, street), (Cause.SAME_VOICE, street)]
    for person, reads in ((cast.cyd, False), (cast.ana, True), (cast.ben, True)):
        for said in ("It rests on one person", "more than four years"):
            assert (said in as_(person).get(HERE).text) == reads
    for reason in session.scalars(select(Reason)):
        reason.talk("We look for a second one.", today(), by=cast.ben)
    session.commit()
    page = as_(cast.cyd).get("/cases/LD-1?all=1").text
    assert "something of one collective" in page
    assert "rests on one person" not in page


def test_late_reports_are_counted_for_each_collective(settled, cast, session):
    cast.street.memberships[0].starts_on = today() - timedelta(days=50)
    cast.street.memberships[1].ends_on = None
    cast.street.memberships[1].role = MemberRole.EDITOR

    def late(number, collective):
        due = Deadline.start(
            Kind.REPORT, f"report:{number}", today() - timedelta(days=20), subject="Report",
            side=Side.COLLECTIVE, data={"collective": collective.ref},
        )  # fmt: skip
        settled.deadlines.append(due)

    late(1, cast.street)
    late(2, cast.other)
    assert causes(session) == []
    late(3, cast.other)
    assert causes(session) == [(Cause.LATE_REPORTS, cast.other.id)]
