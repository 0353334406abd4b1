"""What time itself does when parties look back."""

from celery import shared_task

from collab.agreements.models import Agreement
from collab.chores import walk

from . import queries
from .evaluations import going_on


@shared_task(name="reports.open")
def tick() -> None:
    walk(queries.half_shared(), open_evaluation)


def open_evaluation(agreement: Agreement) -> None:
    """The party that was waited for left."""
    if going_on(agreement):
        agreement.evaluations[-1].open_when_all_shared()
