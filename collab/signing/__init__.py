"""Signing: who is invited, in what order, on what authority; declining, delegating, paper, assembly."""


def init_app(app) -> None:
    from .routes import bp

    app.register_blueprint(bp)
