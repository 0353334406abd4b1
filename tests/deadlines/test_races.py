"""A rule that is set in the browser while people work: no open deadline loses its reminders by it."""

from datetime import timedelta
from threading import Thread
from time import sleep

import pytest
from sqlalchemy import select, text

from collab.clock import now, today
from collab.db import db
from collab.deadlines import Deadline, Kind
from collab.deadlines.recounting import recount
from collab.people.words import Side
from tests.deadlines.conftest import case
from tests.racing import app, past, session

__all__ = ["app", "case", "past", "session"]
WAITING = text("select count(*) from pg_stat_activity where wait_event_type = 'Lock'")


@pytest.fixture
def promise(case, session):
    due = today() + timedelta(days=60)
    deadline = Deadline.start(
        Kind.PROMISE, "promise:0:0", due, subject="water", case=case, side=Side.COLLECTIVE
    )
    session.add(deadline)
    session.commit()
    return deadline


def test_a_day_that_moves_while_a_rule_changes_keeps_its_reminders(app, promise, session):
    number = promise.id
    promise.agree_on(promise.due_on + timedelta(days=30))
    session.flush()  # not there for others yet

    def change_rule() -> None:
        with app.app_context():
            recount(now(), Deadline.kind == Kind.PROMISE)
            db.session.commit()

    other = Thread(target=change_rule)
    other.start()
    until_somebody_waits(app)
    session.commit()
    other.join(30)
    session.expire_all()
    moved = session.scalar(select(Deadline).where(Deadline.id == number))
    assert moved.next_at == moved.marks[0].at


def until_somebody_waits(app) -> None:
    for _time in range(200):
        with app.app_context():
            if db.session.scalar(WAITING):
                return
        sleep(0.05)
    raise AssertionError("nobody waits")
