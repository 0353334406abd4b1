"""The town of Lindendal in a living house, and windows to it."""

from collections.abc import Callable, Iterator

import pytest

from tests.journeys.visitor import Visitor
from tests.living import Living


@pytest.fixture(scope="session")
def town(live) -> Living:
    """The examples of `./start`. Whoever plays in it brings a cooperation of their own."""
    live.flask("examples", "load")
    return live


@pytest.fixture
def visit(town, browser) -> Iterator[Callable[..., Visitor]]:
    """Opens a window in a language; at the end no page of it may have complained."""
    opened: list[Visitor] = []

    def open_window(language: str, **window) -> Visitor:
        opened.append(Visitor(browser, town, language, **window))
        return opened[-1]

    yield open_window
    for visitor in opened:
        visitor.close()
    assert [trouble for visitor in opened for trouble in visitor.troubles] == []
