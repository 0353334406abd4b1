"""The first page of everyone, and the page of administrators. Reads only."""


def init_app(app) -> None:
    from .routes import bp

    app.register_blueprint(bp)
