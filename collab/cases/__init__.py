"""The road: a cooperation from first contact to its end, the people on it, what they say."""


def init_app(app) -> None:
    from . import (  # noqa: F401  they register themselves
        announcing,
        changing,
        climbing,
        jobs,
        reactions,
        speaking,
        words,
    )
    from .lifecycle import Stage, meaning
    from .routes import bp

    app.register_blueprint(bp)
    app.jinja_env.globals.update(stage_called=lambda code: Stage(code).label, meaning=meaning)
