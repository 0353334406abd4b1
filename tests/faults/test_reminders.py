"""Two workers at once, each with a connection of its own: a reminder still goes out once."""

from datetime import timedelta

from sqlalchemy import func, select

from collab.clock import now, today
from collab.db import db
from collab.deadlines import Deadline, Kind
from collab.deadlines.jobs import remind_of_due
from collab.history import Event
from tests.deadlines.conftest import case
from tests.racing import app, session, together

__all__ = ["app", "case", "session"]
MANY = 40


def test_two_workers_after_three_weeks_remind_once_of_each_deadline(past, case):
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

    def work() -> None:
        with past.app_context():
            remind_of_due.run()

    together(work, work)

    told = db.session.execute(select(Event.data).where(Event.name == "deadline.came_near")).scalars().all()
    assert sorted(data["deadline"] for data in told) == sorted(
        db.session.scalars(select(Deadline.id).where(Deadline.kind == Kind.PROMISE))
    )
    assert {data["step"] for data in told} == {0}
