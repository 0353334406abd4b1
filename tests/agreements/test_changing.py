"""A change from its first question to the paper, through the doors, as two people walk it."""

import json

import pytest

from collab.agreements import evidence, paper
from collab.agreements.lifecycle import Status
from collab.support.words import State

from .test_amending import WATER

OLD, NEW = "/agreements/LD-1-1", "/agreements/LD-1-2"


@pytest.fixture
def in_force(make):
    return make("begun", A09=[WATER])


def signing(agreement, person) -> dict:
    return {"digest": agreement.text.digest, "read": "y", "typed_name": person.name}


def test_a_change_goes_from_a_question_to_the_paper(in_force, cast, case, as_, session):
    promise = case.promises[0].ref
    begun = as_(cast.ana).post(f"{OLD}/amendment", data={"reason": "The trees need more."})
    assert (begun.status_code, begun.location) == (303, NEW)
    proposed = {"A04_text": "We mow twice.", "seen": 1}
    assert as_(cast.ana).post(f"{NEW}/articles/2/proposal", data=proposed).status_code == 303
    assert as_(cast.ben).post(f"{NEW}/articles/2/consent", data={"seen": 2}).status_code == 303
    change = case.agreements[-1]
    assert as_(cast.ben).post(f"{NEW}/freezing", data={"digest": change.digest_now}).status_code == 303
    assert (change.status, in_force.status, case.agreement) == (Status.SIGNING, Status.ACTIVE, change)
    for person in (cast.ana, cast.bea):
        answer = as_(person).post(f"{NEW}/signing", data=signing(change, person))
        assert answer.status_code == 303
    assert (change.status, in_force.status, case.agreement) == (Status.ACTIVE, Status.REPLACED, change)
    assert [(one.ref, one.state, one.agreement) for one in case.promises if one.ref == promise] == [
        (promise, State.PROMISED, change)
    ]
    canonical, beside = evidence.of(change)
    printed = json.dumps(paper.render(canonical, beside), default=str, ensure_ascii=False)
    assert "LD-1-1" in printed
    assert "article 2" in printed.casefold()
    assert as_(cast.ana).get(OLD).status_code == as_(cast.ana).get(NEW).status_code == 200
    assert f'href="{NEW}"' in as_(cast.ana).get("/cases/LD-1").text


def test_a_change_that_stopped_is_not_what_people_mean(in_force, cast, case, as_):
    as_(cast.ana).post(f"{OLD}/amendment", data={"reason": "The trees need more."})
    as_(cast.ana).post(f"{NEW}/amendment/withdrawal", data={"reason": "They do not."})
    assert (case.agreements[-1].status, case.agreement) == (Status.WITHDRAWN, in_force)
    assert f'href="{OLD}"' in as_(cast.ben).get("/cases/LD-1").text
