"""People change: who speaks on each side, hand-overs with a relay letter, getting to know who is new."""

from importlib import import_module

PARTS = ("queries", "telling")


def init_app(app) -> None:
    for part in PARTS:
        import_module(f".{part}", __name__)  # they register themselves
