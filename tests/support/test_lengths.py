"""How long a side has for an answer stands in one place: the catalogue, which the municipality can set."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from collab.clock import today
from collab.deadlines import Kind, rule_of, tuning
from collab.people.words import Duty, Side
from collab.support.models import Promise
from collab.support.said import SaidPromise
from collab.support.words import State
from tests.agreements.conftest import somebody


def begin(kind, case, cast, session) -> date:
    """By the real verbs; the day by which it is to be done."""
    if kind == Kind.CONFIRMATION:
        made = Promise.write(case, State.OFFERED, "water", by=cast.ben, side=Side.MUNICIPALITY)
        made.promise(today(), by=cast.ana)
        made.deliver(by=cast.ben)
    else:
        facts = {"side": Side.MUNICIPALITY, "said_by": "Ben", "said_on": today()}
        SaidPromise.write(case, "the key", by=cast.ana, **facts).share(by=cast.ana)
    session.flush()
    [first, *_later] = sorted((d for d in case.deadlines if d.kind == kind), key=lambda d: -d.id)
    return first.due_on


@pytest.mark.parametrize("kind", [Kind.CONFIRMATION, Kind.SAID_PROMISE])
def test_the_page_says_the_term_that_holds_and_another_one_can_be_set(case, cast, as_, session, kind):
    cora, usual = somebody("Cora", Duty.COORDINATOR), rule_of(kind).length
    page = as_(cora).get(f"/reminders/{kind}").text
    assert f"{usual} days" in page
    assert 'name="length"' in page
    assert begin(kind, case, cast, session) == today() + timedelta(days=usual)
    tuning.tune(replace(rule_of(kind), length=usual + 5), cora)
    assert begin(kind, case, cast, session) == today() + timedelta(days=usual + 5)
