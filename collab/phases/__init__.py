"""Where a collective is on its own road, set together; what usually helps there, and who offers it."""


def init_app(app) -> None:
    """The parts register themselves when they are imported."""
