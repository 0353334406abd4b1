"""Two leave out a stage at the same moment: the road they leave together is one that can be walked."""

import pytest

from collab.cases.lifecycle import Stage
from collab.cases.soundness import off, tune, why_unsound
from collab.db import db
from collab.people.words import Duty
from tests.agreements.conftest import somebody
from tests.racing import app, at_once, past, session

__all__ = ["app", "at_once", "past", "session"]
ROUNDS = 20
PAIRS = [
    (Stage.INTAKE_CHECK, Stage.RESPONSIBLE_NAMED),
    (Stage.AWAITING_COMPLETION, Stage.RESPONSIBLE_NAMED),
]


@pytest.fixture
def deciders(session):
    """Two of the municipality who may change the road."""
    found = somebody("Stef", Duty.ADMINISTRATOR), somebody("Coos", Duty.COORDINATOR)
    session.commit()
    return found


@pytest.mark.parametrize("pair", PAIRS)
def test_of_two_stages_that_cannot_both_go_one_stays(app, deciders, at_once, pair):
    for _round in range(ROUNDS):
        acts = [(who, stage, {"off": "y"}) for who, stage in zip(deciders, pair, strict=True)]
        first, second = at_once("/administration/stages", *acts)
        assert (first, second in {409, 422}) == (303, True)
        with app.test_request_context():
            assert len(off() & set(pair)) == 1
            assert why_unsound(off()) is None
            for stage in off():
                tune(stage, {}, by=deciders[0])
            db.session.commit()


def test_two_who_name_the_same_stage_are_both_heard(app, deciders, at_once):
    for number in range(ROUNDS):
        names = [{"nl": f"naam {number} {who}", "en": f"name {number} {who}"} for who in "ab"]
        acts = [(who, Stage.EXPLORING, form) for who, form in zip(deciders, names, strict=True)]
        assert at_once("/administration/stages", *acts) == [303, 303]
        with app.test_request_context(headers={"Accept-Language": "en"}):
            assert Stage.EXPLORING.label in {form["en"] for form in names}
            tune(Stage.EXPLORING, {}, by=deciders[0])
            db.session.commit()
