"""Signing: who is invited, in what order, on what authority; declining, delegating, paper, assembly."""


def init_app(app) -> None:
    from . import assemblies, codes, invitations, links, papers, planning, reactions, scans, showing, words
    from .routes import bp

    for part in (assemblies, codes, invitations, links, papers, planning, reactions, scans, words):
        assert part  # imported is enough: they register themselves
    app.register_blueprint(bp)
    showing.init_app(app)
