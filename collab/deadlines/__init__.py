"""By when: deadlines and reminders."""

from datetime import datetime

from collab.words import moment

from .kinds import Kind, Rung
from .models import Deadline
from .rules import STEPS, rule_of

__all__ = ["STEPS", "Deadline", "Kind", "Rung", "init_app"]


def init_app(app) -> None:
    from . import jobs  # noqa: F401

    app.jinja_env.globals["rule_of"] = rule_of
    app.jinja_env.globals["rung_name"] = lambda written: Rung(written).label
    app.jinja_env.filters["exactly"] = lambda written: moment(datetime.fromisoformat(written))
