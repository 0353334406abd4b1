"""The register: collectives, their people, who may sign for them."""


def init_app(app) -> None:
    from . import membership, reactions, telling  # noqa: F401  they register themselves
    from .routes import bp

    app.register_blueprint(bp)
