"""The seal on the signed paper, and checking a paper that somebody holds."""


def init_app(app) -> None:
    pass
