"""What time itself does to cooperations."""

from celery import shared_task

from collab.chores import walk

from .models import Case
from .queries import to_wake


@shared_task(name="cases.wake")
def wake_due() -> None:
    walk(to_wake(), wake)


def wake(case: Case) -> None:
    case.wake()
