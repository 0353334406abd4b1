"""The seal on the signed paper, and checking a paper that somebody holds."""

import sys


def init_app(app) -> None:
    from . import jobs, keys, reactions, showing, words
    from .routes import bp

    for part in (jobs, reactions, words):
        assert part  # imported is enough: they register themselves
    showing.init_app(app)
    app.register_blueprint(bp)
    settings = app.config["SETTINGS"]
    if settings.seals:
        try:
            keys.keyring(settings)
        except keys.Unusable as wrong:
            sys.exit(str(wrong))
