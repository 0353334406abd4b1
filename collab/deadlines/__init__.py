"""By when: deadlines and reminders."""

from .models import STEPS, Deadline, Kind, meet, start

__all__ = ["STEPS", "Deadline", "Kind", "init_app", "meet", "start"]


def init_app(app) -> None:
    from . import jobs  # noqa: F401
