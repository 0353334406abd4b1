"""Talking about a text: threads per article, notes of one side, what an article means for each."""


def init_app(app) -> None:
    from . import doing, reactions, showing, words  # noqa: F401  they register themselves
    from .routes import bp

    app.register_blueprint(bp)
