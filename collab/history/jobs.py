"""The bell rings here: what happened since."""

from celery import shared_task

from collab.chores import sweep
from collab.queue import ring

from .models import Event
from .reactions import react_to


@shared_task(name="history.react")
def react() -> None:
    if sweep(Event, react_to):
        ring("documents.print", "sealing.seal", "notifications.deliver", "deadlines.remind")
