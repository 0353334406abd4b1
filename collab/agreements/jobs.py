"""What time itself does to agreements."""

from celery import shared_task

from collab.chores import walk

from .models import Agreement
from .queries import past_their_term


@shared_task(name="agreements.end_due")
def end_due() -> None:
    walk(past_their_term(), end)


def end(agreement: Agreement) -> None:
    agreement.end(by=None)
