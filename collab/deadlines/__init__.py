"""By when: deadlines and reminders."""

from .kinds import STEPS, Kind
from .models import Deadline

__all__ = ["STEPS", "Deadline", "Kind", "init_app"]


def init_app(app) -> None:
    from . import jobs  # noqa: F401
