"""The clause library: standard and fall-back wordings with versions, edited by the municipality."""


def init_app(app) -> None:
    from . import showing
    from .routes import bp

    showing.init_app(app)
    app.register_blueprint(bp)
