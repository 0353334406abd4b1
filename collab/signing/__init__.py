"""Signing: who is invited, in what order, on what authority; declining, delegating, paper, assembly."""


def init_app(app) -> None:
    from . import assemblies, codes, invitations, scans, words
    from .routes import bp

    for part in (assemblies, codes, invitations, scans, words):
        assert part  # imported is enough: their tables are known

    app.register_blueprint(bp)
