"""Who at the municipality is responsible for a proposal: known to both sides, and reminded of its answer."""

import pytest

from collab.cases.lifecycle import Stage
from collab.deadlines import Kind
from collab.people.models import Person
from collab.people.words import Duty
from tests.cases.test_reminding import near
from tests.round import mails, react


@pytest.fixture
def dan(case, cast, session):
    """Named by Ben."""
    dan = Person.join("Dan", "dan@town.example", "en")
    dan.appoint(Duty.OFFICER, by=None)
    session.add(dan)
    session.flush()
    for to in ("proposal", "submitted", "intake_check"):
        case.stage = Stage(to)
    case.name_responsible(dan, by=cast.ben)
    react()
    return dan


def test_hears_of_it_and_sees_the_cooperation(dan, as_, session):
    assert mails(session, dan) == ["moved"]
    assert as_(dan).get("/cases/LD-1").status_code == 200
    assert "Garden" in as_(dan).get("/overview").text


def test_both_sides_read_the_name(dan, cast, as_):
    for person in (cast.ana, cast.ben):
        assert "Dan" in as_(person).get("/cases/LD-1").text


@pytest.mark.parametrize("kind", [Kind.ASSESSMENT, Kind.COMPLEX_ASSESSMENT, Kind.EXECUTIVE_PAPERS])
def test_is_reminded_of_the_answer(dan, case, cast, session, kind):
    near(case, kind, "municipality")
    react()
    assert (mails(session, dan).count("deadline"), mails(session, cast.ben).count("deadline")) == (1, 1)
