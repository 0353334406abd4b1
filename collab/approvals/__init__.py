"""Inside the municipality, visible outside: advice, approval and the decisions that belong to a text."""


def init_app(app) -> None:
    pass
