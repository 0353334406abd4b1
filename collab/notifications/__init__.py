"""Post: notices, mail, who hears what."""


def init_app(app) -> None:
    from . import models  # noqa: F401  the tables
