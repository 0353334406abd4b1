"""Every stage can be reached, and left or is a declared end."""

import pytest

from collab.agreements import lifecycle as agreements
from collab.cases.lifecycle import ROAD, Stage
from collab.support import words as support


def reachable(starts, then) -> set:
    seen, todo = set(), list(starts)
    while todo:
        here = todo.pop()
        if here not in seen:
            seen.add(here)
            todo.extend(then(here))
    return seen


@pytest.mark.parametrize(
    "table, starts, ends",
    [
        (
            {stage: row.then for stage, row in ROAD.items()},
            [Stage.SIGNALLED],
            {Stage.ARCHIVED, Stage.SUPERSEDED},
        ),
        (
            agreements.MOVES,
            [agreements.Status.NEGOTIATING],
            agreements.OVER,
        ),
        (support.MOVES, [support.State.ASKED, support.State.OFFERED], support.OVER),
    ],
    ids=["case", "agreement", "promise"],
)
def test_every_stage_is_reached_and_left_or_is_an_end(table, starts, ends):
    kind = type(starts[0])
    assert reachable(starts, table.get) == set(table) == set(kind)
    assert {stage for stage, then in table.items() if not then} == ends
