"""Where a collective is on its own road, set together; what usually helps there, and who offers it."""


def init_app(app) -> None:
    from . import (
        answering,
        challenge_routes,
        doing,
        found,
        jobs,
        menu_routes,
        panels,
        plans,
        reactions,
        routes,
        talk_routes,
        telling,
        tuning_routes,
        words,
    )

    for part in (answering, doing, found, jobs, reactions, talk_routes, telling):
        assert part  # imported is enough: they register themselves
    panels.init_app(app)
    app.jinja_env.filters["phase_name"] = lambda written: plans.name_of(words.Phase(written))
    for rooms in (routes, challenge_routes, menu_routes, tuning_routes):
        app.register_blueprint(rooms.bp)
