"""Reminders, found by their moment."""

from celery import shared_task

from collab.queue import ring

from .sweeping import CHUNK, sweep_chunk


@shared_task(name="deadlines.remind")
def remind_of_due() -> int:
    """One task for each thousand; it rings itself on for the rest."""
    found = sweep_chunk()
    if found:
        ring("history.react")
    if found == CHUNK:
        ring("deadlines.remind")
    return found
