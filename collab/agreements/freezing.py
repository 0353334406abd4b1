"""What must be done before a text can be frozen, besides that everyone agrees to it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .models import Agreement

Hindrance = Callable[["Agreement"], str | None]
_hindrances: list[Hindrance] = []


def hinders(function: Hindrance) -> Hindrance:
    """A later slice may know why a text cannot be frozen yet: a sentence with the way on, or None."""
    _hindrances.append(function)
    return function


def why_not_yet(agreement: Any) -> list[str]:
    return [why for ask in _hindrances if (why := ask(agreement))]
