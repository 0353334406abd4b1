"""The road: a cooperation from first contact to its end, the people on it, what they say."""


def init_app(app) -> None:
    from . import changing, climbing, jobs, reactions, speaking, words  # noqa: F401  they register themselves
    from .routes import bp

    app.register_blueprint(bp)
