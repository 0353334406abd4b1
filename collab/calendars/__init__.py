"""Dates outside: feeds for calendars, and the date that travels with a mail."""


def init_app(app) -> None:
    from . import showing, travelling  # noqa: F401  they register themselves
    from .routes import bp

    app.register_blueprint(bp)
