"""What must be done before a step on the road, which only a later slice knows."""

from collections.abc import Callable
from typing import Any

from .lifecycle import Stage

Hindrance = Callable[[Any, Stage], str | None]
_hindrances: list[Hindrance] = []


def hinders_step(function: Hindrance) -> Hindrance:
    """Called with the case and where it would go: a sentence with the way on, or None."""
    _hindrances.append(function)
    return function


def why_not_yet(case: Any, to: Stage) -> str | None:
    return next((why for ask in _hindrances if (why := ask(case, to))), None)
