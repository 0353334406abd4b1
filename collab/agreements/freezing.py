"""What must be done before a text can be frozen, besides that everyone agrees to it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .models import Agreement

Hindrance = Callable[["Agreement"], str | None]
Caution = Callable[[Any, "Agreement"], str | None]
_hindrances: list[Hindrance] = []
_cautions: list[Caution] = []


def hinders(function: Hindrance) -> Hindrance:
    """A later slice may know why a text cannot be frozen yet: a sentence with the way on, or None."""
    _hindrances.append(function)
    return function


def hinders_signing(function: Caution) -> Caution:
    """A later slice may know why somebody who may sign should not be the one: a sentence, or None."""
    _cautions.append(function)
    return function


def why_not_sign(person: Any, agreement: Any) -> str | None:
    return next((why for ask in _cautions if (why := ask(person, agreement))), None)


def why_not_yet(agreement: Any) -> list[str]:
    return [why for ask in _hindrances if (why := ask(agreement))]
