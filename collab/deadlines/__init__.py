"""By when: deadlines and reminders."""

from .models import STEPS, Deadline, Kind

__all__ = ["STEPS", "Deadline", "Kind", "init_app"]


def init_app(app) -> None:
    from . import jobs  # noqa: F401
