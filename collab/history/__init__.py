"""What happened: audit, timeline and outbox."""

from .models import Event, Remembers
from .reactions import after

__all__ = ["Event", "Remembers", "after", "init_app"]


def init_app(app) -> None:
    from . import chain, jobs  # noqa: F401

    app.cli.add_command(chain.history)
