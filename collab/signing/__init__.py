"""Signing: who is invited, in what order, on what authority; declining, delegating, paper, assembly."""

from importlib import import_module

PARTS = (
    "assemblies", "ballots", "codes", "doing", "handing", "invitations", "links", "papers", "planning",
    "reactions", "scans", "voting", "words",
)  # fmt: skip


def init_app(app) -> None:
    from . import showing
    from .routes import bp

    for part in PARTS:
        import_module(f".{part}", __name__)  # they register themselves
    app.register_blueprint(bp)
    showing.init_app(app)
