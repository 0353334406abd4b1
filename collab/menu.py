"""The main menu. Each slice puts its own pages in, so that the layout knows no feature."""

from collections.abc import Callable
from typing import NamedTuple

from flask import Flask, current_app, request, url_for
from flask_login import current_user

from .access import signed_in

FITS, BEFORE_MORE = 7, 6  # on one line of a laptop; a longer menu folds what comes last


class Entry(NamedTuple):
    place: int
    endpoint: str
    label: object
    rule: Callable
    within: frozenset[str]


ENTRIES: dict[str, Entry] = {}


def in_menu(
    endpoint: str, label: object, *, place: int, rule: Callable = signed_in, within: tuple[str, ...] = ()
) -> None:
    """Show this page to whom the rule allows; it is marked too on the pages of `within`.

    Those are blueprints; an endpoint named there belongs to that entry and not to the one of its blueprint.
    """
    ENTRIES[endpoint] = Entry(place, endpoint, label, rule, frozenset(within))


def menu() -> list[tuple[str, object, str | None]]:
    """Address, label and the value of aria-current for everyone's own menu."""
    if not current_user.is_authenticated:
        return []
    person = current_user._get_current_object()
    open_ = [entry for entry in sorted(ENTRIES.values()) if entry.endpoint in current_app.view_functions]
    return [
        (url_for(entry.endpoint), entry.label, _current(entry))
        for entry in open_
        if entry.rule(person) is None
    ]


def folded() -> tuple[list, list]:
    """The menu in two parts: what stands on its line, and what opens under "More"."""
    entries = menu()
    kept = len(entries) if len(entries) <= FITS else BEFORE_MORE
    return entries[:kept], entries[kept:]


def _current(entry: Entry) -> str | None:
    if request.endpoint == entry.endpoint:
        return "page"
    named = any(request.endpoint in {other.endpoint, *other.within} for other in ENTRIES.values())
    return "true" if (request.endpoint if named else request.blueprint) in entry.within else None


def init_app(app: Flask) -> None:
    app.jinja_env.globals["menu"] = folded
