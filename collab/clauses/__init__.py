"""The clause library: standard and fall-back wordings with versions, edited by the municipality."""


def init_app(app) -> None:
    pass
