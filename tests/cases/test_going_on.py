"""Whoever rests, or stands in a stage that is not used any more, goes on from there with their own words."""

from datetime import timedelta

import pytest

from collab.cases import travelling
from collab.cases.lifecycle import Stage
from collab.cases.soundness import why_unsound
from collab.cases.tuning import StageTuning
from collab.clock import today

from .test_stepping import take

LATER = today() + timedelta(days=100)


def switch_off(*stages, by):
    for stage in stages:
        StageTuning.tune(stage, {"off": True}, by=by)


@pytest.mark.parametrize("stage", [Stage.RESPONSIBLE_NAMED, Stage.AWAITING_COMPLETION, Stage.EXPLORING])
def test_who_ends_a_rest_is_asked_nothing_and_their_words_are_kept(case, cast, as_, stage):
    walk_to(case, stage, cast)
    case.park(LATER, by=cast.ben)
    assert 'name="person"' not in as_(cast.ana).get(f"/cases/LD-1/step/{stage}").text
    assert take(as_(cast.ana), stage, text="").status_code == 303
    assert case.stage == stage
    case.park(LATER, by=cast.ben)
    take(as_(cast.ana), stage, text="The winter is over.")
    assert (case.stage, case.messages[-1].text) == (stage, "The winter is over.")


def test_who_reads_that_it_rests_or_stopped_takes_it_up_from_there(case, cast, as_):
    case.park(LATER, by=cast.ben)
    assert f"/cases/LD-1/step/{case.wakes_to}" in as_(cast.ana).get("/cases/LD-1").text
    case.wake(by=cast.ana)
    assert "/cases/LD-1/step/" not in as_(cast.ana).get("/cases/LD-1").text
    as_(cast.ben).post("/cases/LD-1/withdrawal", data={"reason": "No", "would_change": "x", "turn_to": "y"})
    assert "/cases/LD-1/step/exploring" in as_(cast.ana).get("/cases/LD-1").text


def test_a_rest_ends_early_in_a_stage_that_is_not_used_any_more(case, cast, as_):
    walk_to(case, Stage.PROPOSAL, cast)
    case.park(LATER, by=cast.ben)
    switch_off(Stage.PROPOSAL, by=cast.bea)
    assert "/cases/LD-1/step/proposal" in as_(cast.ana).get("/cases/LD-1/step").text
    assert take(as_(cast.ana), "proposal").status_code == 303
    assert case.stage == Stage.PROPOSAL


def test_a_road_that_is_not_used_any_more_is_walked_to_its_end(case, cast, as_):
    walk_to(case, Stage.NOTICE_PUBLISHED, cast)
    switch_off(Stage.COMPARING, Stage.ASSEMBLY, Stage.NOTICE_PUBLISHED, by=cast.bea)
    for to in ("assembly", "comparing", "assessing"):
        assert f"/cases/LD-1/step/{to}" in as_(cast.ben).get("/cases/LD-1/step").text
        assert take(as_(cast.ben), to).status_code == 303
    assert take(as_(cast.ben), "notice_published").status_code == 403


def test_a_stage_from_which_only_ways_out_are_left_is_not_sound(app):
    with app.test_request_context():
        assert Stage.ASSEMBLY.label in (why_unsound({Stage.COMPARING}) or "")
        assert why_unsound({Stage.COMPARING, Stage.ASSEMBLY, Stage.NOTICE_PUBLISHED}) is None


def test_who_waited_long_enough_for_the_other_closes_without_writing_twice(make, cast, as_, monkeypatch):
    agreement = make("begun")
    agreement.end(by=None)
    ana = as_(cast.ana)
    take(ana, "closed", text="We learned to wait.")
    assert "It has ended when the other side says its word too." in ana.get("/cases/LD-1").text
    page = as_(cast.ana).get("/cases/LD-1/step").text
    assert "Your side has said its closing word." in page
    assert "/cases/LD-1/step/closed" not in page
    assert "/cases/LD-1/step/closed" in as_(cast.ben).get("/cases/LD-1/step").text
    monkeypatch.setattr(travelling, "PATIENCE", timedelta(0))
    assert "/cases/LD-1/step/closed" in as_(cast.ana).get("/cases/LD-1/step").text
    assert "We learned to wait." in as_(cast.ana).get("/cases/LD-1/step/closed").text
    assert take(as_(cast.ana), "closed", text="Thank you all.").status_code == 303
    assert (agreement.case.stage, agreement.case.messages[-1].text) == (Stage.CLOSED, "Thank you all.")


def walk_to(case, stage, cast):
    road = [
        Stage.PROPOSAL, Stage.SUBMITTED, Stage.INTAKE_CHECK, Stage.RESPONSIBLE_NAMED, Stage.ASSESSING,
        Stage.NOTICE_PUBLISHED,
    ]  # fmt: skip
    if stage == Stage.AWAITING_COMPLETION:
        road[3:] = [stage]
    if stage in road:
        for to in road[: road.index(stage) + 1]:
            case.move(to, by=cast.ben)
