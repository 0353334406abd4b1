"""Who: people, their posts, their ways in."""


def init_app(app) -> None:
    from . import sessions
    from .routes import bp

    sessions.init_app(app)
    app.register_blueprint(bp)
