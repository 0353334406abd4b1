"""What a collective says of itself is told to the municipality, not to another collective on the case."""

import pytest
from sqlalchemy import select

from collab.phases.doing import talks
from collab.phases.talking import Reason

from .conftest import HERE

SAID = "Nearly all money comes from one source"
PLACES = ("/overview", "/cases/LD-1", "/cases/LD-1?all=1", HERE, f"{HERE}?collective=C-1")


@pytest.fixture
def told(case, cast, as_, session):
    case.involve(cast.other, by=cast.ben)
    session.flush()
    assert as_(cast.ana).post(f"{HERE}/C-1/one-source").status_code == 303
    return session.scalar(select(Reason))


def test_another_collective_neither_reads_nor_answers_it(told, cast, as_):
    for place in PLACES:
        assert SAID not in as_(cast.cyd).get(place).text
    assert as_(cast.cyd).get(f"{HERE}/reasons/{told.id}/conversation").status_code == 404
    assert as_(cast.cyd).post(f"{HERE}/reasons/{told.id}/postponement").status_code == 404
    for person in (cast.ana, cast.ali, cast.ben):
        assert SAID in as_(person).get(HERE).text


def test_only_the_two_whom_it_concerns_are_asked_to_talk(told, case, cast, app):
    with app.test_request_context():
        assert {(todo.side, todo.collective_id) for todo in talks([case])} == {
            ("municipality", None), ("collective", cast.street.id)
        }  # fmt: skip
