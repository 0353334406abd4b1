"""What time itself does in the ledger."""

from celery import shared_task

from collab.chores import walk
from collab.clock import today
from collab.deadlines import Kind
from collab.notifications.models import notify

from . import queries, saying
from .budget import next_moments
from .models import Promise
from .said import SaidPromise

BUDGET_AHEAD = 130  # days: before the first of the reminders of R21
BUDGET_TOO_NEAR = 60  # days: at its last reminder; who was never reminded is not told that they are late


@shared_task(name="support.tick")
def tick() -> None:
    walk(saying.to_share(), share)
    walk(queries.unanswered(), tell_of_silence)
    walk(queries.for_several_years(), put_on_the_budget_calendar)
    walk(queries.over(), end)


def share(said: SaidPromise) -> None:
    """Its week on the own side is over: both sides see it."""
    said.share(by=None)


def end(promise: Promise) -> None:
    promise.end(by=None)


def tell_of_silence(promise: Promise) -> None:
    """Once, to both: who was asked, and who asks and may wonder."""
    side = promise.waits_for_answer_of
    if side is None or promise.answer_due_on is None:
        return
    about = {"ref": promise.case.ref, "title": promise.case.title, "promise": promise.ref}
    about |= {"what": promise.what}
    about |= {"asked_on": promise.asked_on.isoformat(), "due_on": promise.answer_due_on.isoformat()}
    for person in promise.people():
        template = "unanswered" if person.side == side else "no_answer"
        notify(
            person, f"{promise.ref}:unanswered:{promise.state}", f"support/mail/{template}",
            case_id=promise.case_id, **about,
        )  # fmt: skip


def put_on_the_budget_calendar(promise: Promise) -> None:
    """The coming papers in which the money for it must stand; each of them once."""
    for moment in next_moments():
        in_time = BUDGET_TOO_NEAR <= (moment.on - today()).days <= BUDGET_AHEAD
        near = in_time and moment.on < (promise.until or moment.on)
        key = f"budget:{promise.ref}:{moment.code}"
        if near and all(deadline.key != key for deadline in promise.budgets):
            promise.add_deadline(Kind.BUDGET_CYCLE, key, moment.on, promise.side)
