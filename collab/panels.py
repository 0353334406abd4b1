"""A later slice puts its own piece on a page of an earlier one, so that none has to know the other."""

from collections.abc import Callable
from typing import Any

from flask import Flask
from markupsafe import Markup

Panel = Callable[..., str | None]
ALL = range(100)
PANELS: dict[str, list[tuple[int, str, Panel]]] = {}


def panel(place: str, order: int = 50) -> Callable[[Panel], Panel]:
    """Register a function of the page's things that answers rendered HTML, or None to stay away.

    What asks the reader to act now has an order below 50: a long page shows it before its main list.

    The places: "case", "acquaintance", "stopping" and "resting" (case), "article" (article),
    "agreement", "size" and "freezing" (agreement), "promise" (promise), "promises" and "ledger" (case),
    "message" (message), "administration" and "settings" (nothing), "dates" (case),
    "desk" and "account" (person).
    """

    def register(function: Panel) -> Panel:
        PANELS.setdefault(place, []).append((order, f"{function.__module__}.{function.__name__}", function))
        return function

    return register


def panels(place: str, orders: range = ALL, **things: Any) -> list[Markup]:
    """The pieces for this place, in order."""
    asked = (
        function(**things) for order, _name, function in sorted(PANELS.get(place, ())) if order in orders
    )
    return [Markup(piece) for piece in asked if piece]  # rendered by templates of ours


def init_app(app: Flask) -> None:
    app.jinja_env.globals["panels"] = panels
