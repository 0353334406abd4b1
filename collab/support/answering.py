"""Within how many working days a question is answered: what a menu promises, else what the sides promised."""

from collections.abc import Callable

from .words import Sort

Promised = Callable[[Sort, str], int | None]
_promised: list[Promised] = []


def promises_answer(function: Promised) -> Promised:
    """A later slice knows the days of what it offers, from its sort and words; None when it does not."""
    _promised.append(function)
    return function


def days_for(sort: Sort, what: str) -> int | None:
    return next((days for ask in _promised if (days := ask(sort, what))), None)
