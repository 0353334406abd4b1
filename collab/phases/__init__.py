"""Where a collective is on its own road, set together; what usually helps there, and who offers it."""


def init_app(app) -> None:
    from . import menu, models, picking, plans, talking, telling

    for part in (menu, models, picking, plans, talking, telling):
        assert part  # imported is enough: they register themselves
