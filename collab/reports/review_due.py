"""From the first reminder of a planned evaluation, as long as it waits, both sides read that it is due."""

from typing import Any

from collab.cases.beside import BesideKind
from collab.cases.lifecycle import RUNNING
from collab.cases.models import Case
from collab.db import db
from collab.deadlines import Deadline, Kind
from collab.deadlines.shifting import follows, open_of
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


@after("evaluation.opened", "evaluation.went_on", "agreement.began", "agreement.extended")
def it_was_done(event: Event) -> None:
    """Or a changed text, or a longer term, asks for it on another day or no more."""
    db.session.refresh(event.case, with_for_update={"key_share": True})
    look_again(event.case)


@follows(Kind.EVALUATION)
@follows(Kind.MIDTERM_CHECK)
def it_comes_later(deadline: Deadline, _by: Any) -> None:
    look_again(deadline.case)


def look_again(case: Case) -> None:
    if not any(_came_near(deadline) for deadline in open_of(case) if deadline.kind in PLANNED):
        case.over(BesideKind.REVIEW_DUE, by=None)


def _came_near(deadline: Deadline) -> bool:
    """Of the day that holds now something was said."""
    return any(one.moved == deadline.moved for one in deadline.reminders)
