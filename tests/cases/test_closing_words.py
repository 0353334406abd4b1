"""Of several collectives each says its own closing word; nobody waits longer than four weeks for another."""

from datetime import timedelta

import pytest
import time_machine

from collab.cases.lifecycle import Stage
from collab.clock import now

from .test_stepping import take


@pytest.fixture
def ending(make, cast, session):
    agreement = make("begun")
    agreement.case.involve(cast.other, by=cast.ben)
    agreement.end(by=None)
    session.commit()
    return agreement.case


def test_each_collective_says_its_own(ending, cast, as_):
    take(as_(cast.ana), "closed", text="We learned to wait.")
    take(as_(cast.ben), "closed", text="We learned to listen.")
    assert ending.stage == Stage.ENDING
    assert take(as_(cast.ana), "closed", text="Again.").status_code == 409
    assert "What do you take along" in as_(cast.cyd).get("/cases/LD-1/step/closed").text
    take(as_(cast.cyd), "closed", text="We learned to dig.")
    assert ending.stage == Stage.CLOSED
    page = as_(cast.ben).get("/cases/LD-1/step").text
    assert "Other Street, " in page
    assert "We learned to dig." in page


def test_after_four_weeks_nobody_waits_for_a_collective_that_says_nothing(ending, cast, as_, session):
    take(as_(cast.ana), "closed", text="We learned to wait.")
    take(as_(cast.ben), "closed", text="We learned to listen.")
    with time_machine.travel(now() + timedelta(days=29)):
        session.commit()
        assert take(as_(cast.cyd), "closed", text="").status_code == 422
        assert take(as_(cast.ben), "closed", text="").status_code == 303
    assert ending.stage == Stage.CLOSED


def test_who_left_is_not_waited_for(ending, cast, as_, session):
    ending.participants[-1].starts_on = ending.opened_on - timedelta(days=9)
    ending.participants[-1].ends_on = ending.opened_on - timedelta(days=1)
    session.commit()
    take(as_(cast.ana), "closed", text="We learned to wait.")
    take(as_(cast.ben), "closed", text="We learned to listen.")
    assert ending.stage == Stage.CLOSED
