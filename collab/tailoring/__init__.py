"""Tailoring with a reason: deviations, how like cases were decided, where they differ without a reason."""


def init_app(app) -> None:
    pass
