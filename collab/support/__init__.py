"""The ledger: what each side asks, offers, promises, delivers and confirms."""


def init_app(app) -> None:
    from . import reactions, telling  # noqa: F401  they register themselves
    from .routes import bp

    app.register_blueprint(bp)
