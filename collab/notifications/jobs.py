"""The round of the post, by the worker alone."""

from celery import shared_task

from collab.chores import sweep

from .mail import carrier, deliver
from .models import Notice


@shared_task(name="notifications.deliver")
def deliver_owed() -> None:
    """All that is due, over one connection. Without a connection the round ends and the others stay due."""
    with carrier() as post:
        sweep(Notice, lambda notice: deliver(notice, post))
