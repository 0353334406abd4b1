"""How an event reads in a timeline: each slice says it for its own."""

from collections.abc import Callable

from .models import Event

SENTENCES: dict[str, Callable[[Event], str]] = {}
QUIET: set[str] = set()


def tells(name: str) -> Callable:
    """This function says what happened, without the name of who did it: "opened this cooperation"."""

    def register(function: Callable[[Event], str]) -> Callable:
        SENTENCES[name] = function
        return function

    return register


def say(**sentences) -> None:
    """Sentences without blanks, as `slice__event=text`; lazy texts, so each page speaks its own language."""
    for name, text in sentences.items():
        SENTENCES[name.replace("__", ".")] = _saying(text)


def _saying(text: object) -> Callable[[Event], str]:
    return lambda _event: str(text)


def quiet(*names: str) -> None:
    """These stand in the audit and not in a timeline."""
    QUIET.update(names)


def told(events: list[Event]) -> list[tuple[Event, str]]:
    """The events that have something to tell, newest first."""
    sentences = (
        (event, SENTENCES[event.name](event)) for event in reversed(events) if event.name in SENTENCES
    )
    return [(event, sentence) for event, sentence in sentences if sentence]
