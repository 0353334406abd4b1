"""What follows from what happened."""

from collections import defaultdict
from collections.abc import Callable

from .models import Event

_reactions: dict[str, list[Callable[[Event], None]]] = defaultdict(list)


def after(*names: str) -> Callable:
    """Run this in the worker, once the event is stored. It may run twice, so it writes rows with keys."""

    def register(function: Callable) -> Callable:
        for name in names:
            _reactions[name].append(function)
        return function

    return register


def react_to(event: Event) -> None:
    for reaction in _reactions.get(event.name, ()):
        reaction(event)
