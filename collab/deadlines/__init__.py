"""By when: deadlines and reminders."""

from datetime import datetime

from collab.words import moment

from .kinds import Kind, Rung
from .models import Deadline
from .rules import STEPS, rule_of

__all__ = ["STEPS", "Deadline", "Kind", "Rung", "init_app"]


def init_app(app) -> None:
    from . import closing, jobs, waiting, words  # noqa: F401
    from .routes import bp

    app.register_blueprint(bp)

    app.jinja_env.globals.update(
        rule_of=rule_of,
        step_words=words.step_words,
        length_words=words.length_words,
        change_words=words.change_words,
    )
    app.jinja_env.globals["rung_name"] = lambda written: Rung(written).label
    app.jinja_env.filters["exactly"] = lambda written: moment(datetime.fromisoformat(written))
