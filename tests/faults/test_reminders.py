"""Two workers at once, each with a connection of its own: a reminder still goes out once."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import func, select

from collab.clock import now, today
from collab.db import db
from collab.deadlines import Deadline, Kind
from collab.deadlines.jobs import remind_of_due
from collab.history import Event
from tests.deadlines.conftest import case  # noqa: F401  a fixture

MANY = 40


@pytest.fixture
def app(past):
    return past


@pytest.fixture
def session(past):
    return db.session


def test_two_workers_after_three_weeks_remind_once_of_each_deadline(past, case):  # noqa: F811
    due = today() + timedelta(days=21)
    for number in range(MANY):
        db.session.add(Deadline.start(Kind.PROMISE, f"promise:{number}", due, subject="water", case=case))
    db.session.commit()
    for deadline in db.session.scalars(select(Deadline)):
        deadline.due_on -= timedelta(days=22)
        deadline.next_at -= timedelta(days=22)
    db.session.commit()
    due_now = select(func.count()).where(Deadline.next_at <= now(), Deadline.met_on.is_(None))
    assert db.session.scalar(due_now) == MANY
    db.session.rollback()

    start = Barrier(2)

    def work() -> None:
        with past.app_context():
            start.wait()
            remind_of_due.run()

    workers = [Thread(target=work), Thread(target=work)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)

    told = db.session.execute(select(Event.data).where(Event.name == "deadline.came_near")).scalars().all()
    assert sorted(data["deadline"] for data in told) == sorted(
        db.session.scalars(select(Deadline.id).where(Deadline.kind == Kind.PROMISE))
    )
    assert {data["step"] for data in told} == {0}
