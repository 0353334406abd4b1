"""Reminders, found by their date."""

from celery import shared_task

from collab.chores import sweep
from collab.db import db
from collab.history import Event
from collab.queue import ring

from .models import Reminder, overtaken


@shared_task(name="deadlines.remind")
def remind_of_due() -> None:
    if sweep(Reminder, remind):
        ring("history.react")


def remind(reminder: Reminder) -> None:
    """Say that a deadline came near; who hears of it is decided by the slice that knows the people."""
    deadline = reminder.deadline
    if deadline.met_on:
        reminder.outcome = "met"
    elif overtaken(reminder):
        reminder.outcome = "skipped"
    else:
        reminder.outcome = "sent"
        about = {"case_id": deadline.case_id, "agreement_id": deadline.agreement_id, "side": deadline.side}
        data = {"deadline": deadline.id, "step": reminder.step}
        db.session.add(Event.happened("deadline.came_near", data=data, **about))
