"""Every stage can be reached, and left or is a declared end."""

from itertools import pairwise

import pytest

from collab.agreements import lifecycle as agreements
from collab.cases.beside import BesideKind
from collab.cases.lifecycle import BESIDE, OVER, ROAD, WAYS_OUT, Mover, Stage
from collab.cases.picturing import DOCS, pages
from collab.cases.soundness import why_unsound
from collab.support import words as support
from tests.house.test_texts import FAMILIAR, NOT_IN_DUTCH, found


@pytest.fixture
def sentences():
    """Every text of the table, in each language."""
    rows = [(stage, row.means, row.name, row.public) for stage, row in ROAD.items()]
    said = [(stage, text) for stage, means, *names in rows for text in [*means.values(), *names]]
    return said + [(kind, text) for kind, state in BESIDE.items() for text in state.means.values()]


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
            {Stage.ARCHIVED},
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


def test_the_road_is_sound_and_stays_so_without_what_is_optional(app, session):
    with app.test_request_context(headers={"Accept-Language": "en"}):
        assert why_unsound(set()) is None
        assert why_unsound({stage for stage, row in ROAD.items() if row.optional}) is None
        assert "signing" in str(why_unsound({Stage.DRAFTING}))


def test_every_stage_says_to_both_sides_in_both_languages_what_it_means(sentences):
    assert [where for where, text in sentences if not (text.nl.strip() and text.en.strip())] == []
    assert set(BESIDE) == set(BesideKind)


def test_the_words_of_the_road_are_plain_dutch(sentences):
    assert [text.nl for _where, text in sentences if found(f"{NOT_IN_DUTCH}|{FAMILIAR}", text.nl)] == []


def test_every_move_names_who_may_make_it():
    for stage, row in ROAD.items():
        assert all(isinstance(mover, Mover) for mover in row.then.values()), stage
        assert stage not in row.then


def test_what_stopped_can_be_taken_up_again_and_no_light_road_grew():
    assert [stage for stage in WAYS_OUT if not ROAD[stage].then] == []
    light = [Stage.SIGNALLED, Stage.EXPLORING, Stage.DRAFTING, Stage.SIGNING, Stage.ACTIVE]
    assert all(to in ROAD[stage].then for stage, to in pairwise(light))
    assert not any(ROAD[stage].optional for stage in light)
    assert {stage for stage, row in ROAD.items() if row.end} < OVER


@pytest.mark.parametrize("name", ["road.svg", "road.md"])
def test_the_documentation_shows_the_road_as_the_table_draws_it(app, name):
    with app.app_context():
        drawn = pages()[name]
    assert (DOCS / name).read_text("utf-8") == drawn, "run `flask road draw`"
