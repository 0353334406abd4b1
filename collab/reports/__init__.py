"""Looking back: reports in proportion, joint evaluations, value in own words."""


def init_app(app) -> None:
    """The parts register themselves when they are imported."""
