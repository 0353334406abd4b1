"""The values conversation comes back: after a year, another contact person or another phase. Never a gate."""

from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _

from collab.cases.lifecycle import OVER
from collab.cases.models import Case
from collab.clock import months_after, today
from collab.deadlines import Deadline, Kind
from collab.errors import NotNow
from collab.people.models import Person

from .words import Reason

SOON = timedelta(weeks=6)  # to find a moment that suits all


def ask(case: Case, reason: Reason, occasion: str) -> None:
    """Ask both sides for another conversation, if there was one before and none is asked for or going on."""
    due = today() + SOON
    held = case.conversations and case.conversations[-1].opened_at
    if not held or case.stage in OVER or any(asked.due_on <= due for asked in asked_for(case)):
        return
    _ask(case, reason, occasion, due)


def ask_in_a_year(case: Case, number: int) -> None:
    _ask(case, Reason.YEARLY, f"after:{number}", months_after(today(), 12))


def answer(case: Case) -> None:
    """A conversation began, so nothing asks for it any more."""
    for asked in asked_for(case):
        asked.meet()


def put_off(case: Case, by: Person) -> None:
    """Not this time: ask again in a year. Both sides see who said so."""
    asked = asked_now(case)
    if asked is None:
        raise NotNow(_("Nobody asks for a values conversation at this moment."))
    answer(case)
    _ask(case, Reason.YEARLY, f"put-off:{asked.id}", months_after(today(), 12))
    case.record("put_off_values", by)


def asked_for(case: Case) -> list[Deadline]:
    """What asks for another conversation, the first to come on top."""
    return [it for it in case.deadlines if it.kind == Kind.CONVERSATION and it.met_on is None]


def asked_now(case: Case) -> Deadline | None:
    """What asks for one soon, or did already."""
    return next((it for it in asked_for(case) if it.due_on <= today() + SOON), None)


def _ask(case: Case, reason: Reason, occasion: str, due: date) -> None:
    key = f"conversation:{case.ref}:{occasion}"
    if all(it.key != key for it in case.deadlines):
        about: dict[str, Any] = {"subject": case.title, "data": {"reason": reason}}
        case.deadlines.append(Deadline.start(Kind.CONVERSATION, key, due, **about))
