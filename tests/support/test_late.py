"""However a municipality sets its reminders, who waits for a promise hears that it is late."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from collab.clock import morning_of
from collab.deadlines import Kind, tuning
from collab.deadlines.rules import rule_of
from collab.deadlines.sweeping import sweep_chunk
from collab.people.words import Side
from collab.support.words import State
from tests.round import mails, react

from .conftest import SOON


def on_day(days: int) -> None:
    with time_machine.travel(morning_of(SOON + timedelta(days=days)), tick=False):
        sweep_chunk()
        react()


@pytest.mark.parametrize("side", list(Side))
@pytest.mark.parametrize(
    ("said", "heard_on"),
    [({}, 3), ({"steps": (-7, 0)}, 1), ({"steps": (-7, 2, 9)}, 2), ({"on": False}, 1)],
)
def test_who_waits_hears_of_it_whatever_is_set(promise, cast, session, side, said, heard_on):
    promise(State.PROMISED, side)
    waits, acts = (cast.ana, cast.ben) if side == Side.MUNICIPALITY else (cast.ben, cast.ana)
    tuning.tune(replace(rule_of(Kind.PROMISE), **said), cast.bea)
    session.commit()
    on_day(heard_on - 1)
    assert "late" not in mails(session, waits)
    before = mails(session, acts).count("deadline_promise")
    on_day(heard_on)
    assert mails(session, waits).count("late") == 1
    reminded = mails(session, acts).count("deadline_promise") - before
    assert reminded == (heard_on in rule_of(Kind.PROMISE).steps and rule_of(Kind.PROMISE).on)
