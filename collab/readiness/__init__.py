"""Are both ready: what each side says of itself and of the other, and who helps where something lacks."""


def init_app(app) -> None:
    from . import doing, handing, reactions, words
    from .routes import bp

    for part in (doing, handing, reactions, words):
        assert part  # imported is enough: they register themselves
    app.register_blueprint(bp)
