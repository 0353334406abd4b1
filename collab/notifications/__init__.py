"""Post: notices, mail, who hears what."""


def init_app(app) -> None:
    from . import jobs, reactions, words  # noqa: F401  they register themselves
