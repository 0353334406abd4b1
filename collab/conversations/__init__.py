"""Before the text: what each side values and expects, in its own words, and what both say together."""


def init_app(app) -> None:
    from . import expectations, models  # noqa: F401
