"""Where a collective is on its own road, set together; what usually helps there, and who offers it."""


def init_app(app) -> None:
    from . import challenge_routes, menu_routes, panels, talk_routes, telling, tuning_routes
    from .routes import bp

    for part in (challenge_routes, menu_routes, talk_routes, telling, tuning_routes):
        assert part  # imported is enough: they register themselves
    panels.init_app(app)
    app.register_blueprint(bp)
