def init_app(app) -> None:
    from . import models  # noqa: F401  the tables
    from .routes import bp

    app.register_blueprint(bp)
