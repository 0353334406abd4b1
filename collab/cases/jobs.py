"""What time itself does to cooperations."""

from celery import shared_task

from collab.chores import walk
from collab.deadlines import Deadline

from . import deputising
from .models import Case
from .queries import suspended_by_now, to_wake


@shared_task(name="cases.wake")
def wake_due() -> None:
    walk(to_wake(), wake)
    walk(suspended_by_now(), begin)
    walk(deputising.to_look_at(), deputising.look)


def wake(case: Case) -> None:
    case.wake()


def begin(announced: Deadline) -> None:
    """The moment that was announced came: nothing is left to remind of."""
    announced.meet()
