"""People change: who speaks on each side, hand-overs with a relay letter, getting to know who is new."""

from importlib import import_module

PARTS = ("doing", "jobs", "leaving_doors", "letter_doors", "meeting", "reactions", "telling")


def init_app(app) -> None:
    from . import rounds, routes
    from .words import kind_label, state_label, task_label

    for part in PARTS:
        import_module(f".{part}", __name__)  # they register themselves
    for label in (kind_label, state_label, task_label):
        app.jinja_env.globals[label.__name__] = label
    for rooms in (routes, rounds):
        app.register_blueprint(rooms.bp)
