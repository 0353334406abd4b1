"""People change and promises stay: passports, hand-overs, relay letters, introductions."""


def init_app(app) -> None:
    """The parts register themselves when they are imported."""
