"""What climbed has to do: who stands higher helps it along, until it is done."""

from collections.abc import Iterator

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from collab.clock import today, working_days_between
from collab.db import db
from collab.deadlines import Deadline, Rung
from collab.deadlines.models import Reminder
from collab.people.models import Person

from .climbing import what_waits
from .doing import Todo, waits_for
from .lifecycle import OVER
from .rungs import DUTIES

MOST = 20


@waits_for
def what_climbed(person: Person) -> Iterator[Todo]:
    rungs = [rung for rung, duty in DUTIES.items() if person.has(duty)]
    if not rungs:
        return
    for deadline in db.session.scalars(climbed_to(rungs)):
        case = deadline.case
        if case.stage not in OVER:
            late = working_days_between(deadline.due_on, today())
            act = _("Help along what waits: %(what)s", what=what_waits(deadline))
            yield Todo(case, person.side, act, url_for("cases.show", ref=case.ref), days_late=late)


def climbed_to(rungs: list[Rung]) -> Select:
    """What these rungs heard of and is not done, the longest waiting first."""
    heard = (
        (Reminder.deadline_id == Deadline.id) & (Reminder.moved == Deadline.moved)
        & (Reminder.outcome == "sent") & Reminder.rung.in_(rungs)
    )  # fmt: skip
    waits = (Deadline.met_on.is_(None), Deadline.paused_at.is_(None), select(1).where(heard).exists())
    query = select(Deadline).where(*waits).options(joinedload(Deadline.case))
    return query.order_by(Deadline.due_on, Deadline.id).limit(MOST)
