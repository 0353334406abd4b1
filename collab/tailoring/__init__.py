"""Tailoring with a reason: deviations, how like cases were decided, where they differ without a reason."""


def init_app(app) -> None:
    from . import doing, jobs, reactions, showing, words
    from .routes import bp

    for part in (doing, jobs, reactions, words):
        assert part  # imported is enough: they register themselves
    showing.init_app(app)
    app.register_blueprint(bp)
