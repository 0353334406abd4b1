"""Before the text: what each side values and expects, in its own words, and what both say together."""


def init_app(app) -> None:
    from . import doing, expecting, reactions, telling
    from .routes import bp

    for part in (doing, expecting, reactions, telling):
        assert part  # imported is enough: they register themselves
    app.register_blueprint(bp)
