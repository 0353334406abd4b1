"""Signing: who is invited, in what order, on what authority; declining, delegating, paper, assembly."""


def init_app(app) -> None:
    from . import (
        assemblies,
        ballots,
        codes,
        invitations,
        links,
        papers,
        planning,
        reactions,
        scans,
        showing,
        voting,
        words,
    )
    from .routes import bp

    for part in (
        assemblies,
        ballots,
        codes,
        invitations,
        links,
        papers,
        planning,
        reactions,
        scans,
        voting,
        words,
    ):
        assert part  # imported is enough: they register themselves
    app.register_blueprint(bp)
    showing.init_app(app)
