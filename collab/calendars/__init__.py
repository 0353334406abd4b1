"""Dates outside: feeds for calendars, and the date that travels with a mail."""


def init_app(app) -> None:
    """The parts register themselves when they are imported."""
