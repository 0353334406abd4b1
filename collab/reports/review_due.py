"""From the first reminder of a planned evaluation until all have shared, both sides read that it is due."""

from collab.cases.beside import BesideKind
from collab.cases.lifecycle import RUNNING
from collab.db import db
from collab.deadlines import Deadline
from collab.history import Event, after

from .evaluations import PLANNED


@after("deadline.came_near")
def say_it_is_due(event: Event) -> None:
    deadline = db.session.get(Deadline, event.data["deadline"])
    if deadline is None or deadline.kind not in PLANNED:
        return
    case = deadline.case
    db.session.refresh(case, with_for_update={"key_share": True})
    db.session.refresh(deadline)
    waits = deadline.met_on is None and deadline.paused_at is None and case.stage in RUNNING
    if waits and not case.beside(BesideKind.REVIEW_DUE):
        case.note(BesideKind.REVIEW_DUE, by=None)


@after("evaluation.opened")
def it_was_done(event: Event) -> None:
    db.session.refresh(event.case, with_for_update={"key_share": True})
    event.case.over(BesideKind.REVIEW_DUE, by=None)
