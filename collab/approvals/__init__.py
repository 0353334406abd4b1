"""Inside the municipality, visible outside: advice, approval and the decisions that belong to a text."""


def init_app(app) -> None:
    from . import decisions, opinions, rounds

    for part in (decisions, opinions, rounds):
        assert part  # imported is enough: they register themselves
