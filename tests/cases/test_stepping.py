"""Both sides see where it stands and where it may go; each takes its own steps, and hears of others."""

from datetime import timedelta

import pytest

from collab.agreements.lifecycle import Weight
from collab.agreements.models import Agreement
from collab.agreements.proportion import Grade
from collab.agreements.weighing import Weighing
from collab.cases.lifecycle import Stage
from collab.cases.models import Case
from collab.clock import at, now, today
from collab.deadlines import Kind
from collab.deadlines.terms import next_working_day
from collab.people.words import Duty
from tests.agreements.conftest import somebody
from tests.round import mails, react

NO = {"reason": "The ground is polluted.", "would_change": "Clean ground.", "turn_to": "The province."}
AS_DELIVERED = {"nl": "", "en": ""}


def take(browser, to, **form):
    return browser.post(f"/cases/LD-1/step/{to}", data=form)


def open_kinds(case):
    return {deadline.kind for deadline in case.deadlines if deadline.met_on is None}


@pytest.fixture
def submitted(case, cast, as_):
    """A proposal that Ana wrote and submitted."""
    take(as_(cast.ana), "proposal")
    form = {"idea": "Vegetables for the street.", "claims_right": "y", "ready": "y"}
    assert as_(cast.ana).post("/cases/LD-1/proposal", data=form).status_code == 303
    return case


def test_a_proposal_needs_only_an_idea(case, cast, as_):
    take(as_(cast.ana), "proposal")
    assert as_(cast.ana).post("/cases/LD-1/proposal", data={"idea": ""}).status_code == 422
    as_(cast.ana).post("/cases/LD-1/proposal", data={"idea": "Vegetables."})
    assert (case.stage, case.proposal.submitted_on) == (Stage.PROPOSAL, None)
    assert "Vegetables." in as_(cast.ben).get("/cases/LD-1/proposal").text


def test_the_municipality_does_not_write_the_proposal(case, cast, as_):
    take(as_(cast.ben), "proposal")
    as_(cast.ben).post("/cases/LD-1/proposal", data={"idea": "What we want."})
    assert (case.stage, case.proposal) == (Stage.PROPOSAL, None)


def test_a_proposal_starts_the_clocks_of_the_municipality(submitted, cast, session):
    react()
    assert submitted.stage == Stage.SUBMITTED
    assert {Kind.RECEIPT, Kind.NAMING, Kind.NEIGHBOURHOOD_RIGHT} <= open_kinds(submitted)
    assert Kind.SILENCE not in open_kinds(submitted)
    assert mails(session, cast.ben).count("moved") == 2


def test_waiting_for_more_stops_the_clock_of_who_waits(submitted, cast, as_):
    for to in ("intake_check", "awaiting_completion"):
        take(as_(cast.ben), to, text="Where is the plot?")
    naming = next(d for d in submitted.deadlines if d.kind == Kind.NAMING)
    assert naming.paused_at
    assert Kind.COMPLETION in open_kinds(submitted)
    take(as_(cast.ana), "intake_check", text="Behind the school.")
    assert naming.paused_at is None
    assert not {Kind.COMPLETION, Kind.RECEIPT} & open_kinds(submitted)


def test_the_formal_lane_leads_to_a_text(submitted, cast, as_):
    take(as_(cast.ben), "intake_check")
    take(as_(cast.ben), "responsible_named", person=cast.bea.id)
    assert (submitted.responsible, Kind.NAMING in open_kinds(submitted)) == (cast.bea, False)
    for to in ("assessing", "notice_published", "assembly", "comparing", "assessing"):
        assert take(as_(cast.ben), to).status_code == 303
    assert Kind.COMPLEX_ASSESSMENT in open_kinds(submitted)
    Agreement.draft(submitted, Weight.LIGHT, "en", by=cast.ben)
    assert submitted.stage == Stage.DRAFTING
    assert not {Kind.ASSESSMENT, Kind.COMPLEX_ASSESSMENT} & open_kinds(submitted)


@pytest.mark.parametrize("who, to", [("ana", "intake_check"), ("ben", "proposal"), ("ali", "proposal")])
def test_each_takes_only_their_own_steps(submitted, cast, as_, who, to):
    assert take(as_(getattr(cast, who)), to).status_code == 403
    assert submitted.stage == Stage.SUBMITTED


def test_there_is_no_step_that_the_table_does_not_know(case, cast, as_):
    assert take(as_(cast.ben), "closed").status_code == 403
    assert take(as_(cast.ben), "nowhere").status_code == 404
    assert as_(cast.cyd).get("/cases/LD-1/step").status_code == 404


def test_a_no_says_why_what_would_change_it_and_where_to_turn(case, cast, as_, session):
    for missing in NO:
        answer = as_(cast.ben).post("/cases/LD-1/withdrawal", data=NO | {missing: ""})
        assert answer.status_code == 422
    as_(cast.ben).post("/cases/LD-1/withdrawal", data=NO)
    react()
    assert case.stage == Stage.REFUSED
    assert mails(session, cast.ana)[-1] == "refused"
    for person in (cast.ana, cast.ben):
        assert all(said in as_(person).get("/cases/LD-1").text for said in NO.values())


def test_what_stopped_is_taken_up_again_by_either_side(case, cast, as_):
    as_(cast.ben).post("/cases/LD-1/withdrawal", data=NO)
    assert take(as_(cast.ana), "exploring", text="The ground is clean now.").status_code == 303
    assert (case.stage, case.farewell, len(case.farewells)) == (Stage.EXPLORING, None, 1)
    assert "took up this cooperation again" in as_(cast.ben).get("/cases/LD-1").text


def test_a_rest_is_ended_early(case, cast, as_):
    case.park(today() + timedelta(days=365), by=cast.ben)
    assert take(as_(cast.ana), "drafting").status_code == 403
    take(as_(cast.ana), "exploring")
    assert (case.stage, case.wakes_on) == (Stage.EXPLORING, None)
    assert Kind.WAKE not in open_kinds(case)


def test_what_belongs_elsewhere_says_where(case, cast, as_, session):
    take(as_(cast.ben), "out_of_scope", reason="It is a road of the province.", turn_to="The province.")
    react()
    assert (case.stage, mails(session, cast.ana)[-1]) == (Stage.OUT_OF_SCOPE, "referred")


def test_it_goes_on_in_another_cooperation_with_a_link(case, cast, as_, session):
    other = Case.open("LD-2", cast.street, by=cast.ana, title="Orchard", about="Trees.")
    other.take(cast.ben)
    session.add(other)
    take(as_(cast.ben), "superseded", successor="LD-2", reason="The plan grew.")
    assert (case.stage, case.farewell.successor) == (Stage.SUPERSEDED, other)
    assert 'href="/cases/LD-2"' in as_(cast.ana).get("/cases/LD-1").text


def test_what_went_on_elsewhere_is_taken_up_again_by_either_side(case, cast, as_, session):
    other = Case.open("LD-2", cast.street, by=cast.ana, title="Orchard", about="Trees.")
    other.take(cast.ben)
    session.add(other)
    for who in (cast.ana, cast.ben):
        take(as_(cast.ben), "superseded", successor="LD-2", reason="The plan grew.")
        assert "take this up again" in as_(cast.ana).get("/cases/LD-1/step").text
        assert 'href="/cases/LD-1/step/exploring"' in as_(who).get("/cases/LD-1").text
        assert take(as_(who), "exploring", text="Two gardens after all.").status_code == 303
        assert (case.stage, case.farewell, other.stage) == (Stage.EXPLORING, None, Stage.EXPLORING)
    assert "took up this cooperation again" in as_(cast.ben).get("/cases/LD-1").text


def test_the_word_of_both_closes_it(make, cast, as_):
    agreement = make("begun")
    agreement.end(by=None)
    case = agreement.case
    take(as_(cast.ana), "closed", text="We learned to wait.")
    assert case.stage == Stage.ENDING
    assert take(as_(cast.ana), "closed", text="Again.").status_code == 409
    take(as_(cast.ben), "closed", text="We learned to listen.")
    assert case.stage == Stage.CLOSED
    assert "We learned to wait." in as_(cast.ben).get("/cases/LD-1/step").text


def test_talking_about_renewal_stops_nothing(make, cast, as_):
    agreement = make("begun")
    take(as_(cast.ana), "renewal_talk")
    assert agreement.case.stage == Stage.RENEWAL_TALK
    change = agreement.amend("We want to renew.", by=cast.ana)
    assert change.is_change


def test_a_municipality_names_its_stages(case, cast, as_):
    cast.bea.appoint(Duty.ADMINISTRATOR, by=None)
    names = {"nl": "elkaar leren kennen", "en": "coffee first"}
    as_(cast.bea).post("/administration/stages/exploring", data=names)
    assert "called otherwise here" in as_(cast.bea).get("/administration/stages").text
    assert "Coffee first" in as_(cast.ana).get("/cases/LD-1").text
    assert as_(cast.ana).get("/administration/stages").status_code == 403
    as_(cast.bea).post("/administration/stages/exploring", data={"nl": "", "en": ""})
    assert "Coffee first" not in as_(cast.ana).get("/cases/LD-1").text


def test_the_road_stays_sound_when_stages_are_switched_off(case, cast, as_):
    cast.bea.appoint(Duty.ADMINISTRATOR, by=None)
    answer = as_(cast.bea).post("/administration/stages/notice_published", data={"off": "y"})
    assert answer.status_code == 422
    assert "Nobody could reach these any more: assembly, proposals side by side." in answer.text
    as_(cast.bea).post("/administration/stages/renewal_talk", data={"off": "y"})
    assert Stage.RENEWAL_TALK.is_off
    as_(cast.bea).post("/administration/stages/active", data={"off": "y"})
    assert not Stage.ACTIVE.is_off


def test_what_was_switched_off_comes_back_where_it_can_be_reached(case, cast, as_):
    cast.bea.appoint(Duty.ADMINISTRATOR, by=None)
    for stage in ("decision_pending", "internal_review"):
        as_(cast.bea).post(f"/administration/stages/{stage}", data={"off": "y"})
    answer = as_(cast.bea).post("/administration/stages/decision_pending", data=AS_DELIVERED)
    assert (answer.status_code, Stage.DECISION_PENDING.is_off) == (422, True)
    renamed = as_(cast.bea).post(
        "/administration/stages/decision_pending", data={"off": "y", "nl": "besluit", "en": "deciding"}
    )
    assert renamed.status_code == 303
    for stage in ("internal_review", "decision_pending"):
        assert as_(cast.bea).post(f"/administration/stages/{stage}", data=AS_DELIVERED).status_code == 303
    assert not Stage.DECISION_PENDING.is_off


def test_who_stands_in_a_stage_that_is_switched_off_goes_on(submitted, cast, as_, session):
    cast.bea.appoint(Duty.ADMINISTRATOR, by=None)
    case = submitted
    take(as_(cast.ben), "intake_check")
    as_(cast.bea).post("/administration/stages/intake_check", data={"off": "y"})
    assert Stage.INTAKE_CHECK.is_off
    assert take(as_(cast.ben), "responsible_named", person=cast.bea.id).status_code == 303
    assert case.stage == Stage.RESPONSIBLE_NAMED


def test_everyone_sees_the_whole_road(case, cast, as_):
    page = as_(cast.ali).get("/cases/LD-1/road").text
    assert 'role="img"' in page
    assert page.count("road__here") == 1
    assert 'aria-current="step"' in page


def test_the_picture_of_the_road_strikes_out_what_is_not_used(case, cast, as_):
    cast.bea.appoint(Duty.ADMINISTRATOR, by=None)
    assert "line-through" not in as_(cast.ali).get("/cases/LD-1/road").text
    as_(cast.bea).post("/administration/stages/renewal_talk", data={"off": "y"})
    page = as_(cast.ali).get("/cases/LD-1/road").text
    assert page.count("line-through") == 1
    assert "Struck out: not used here." in page


def test_a_complex_cooperation_has_a_year_for_the_neighbourhood_right(submitted, cast):
    right = next(d for d in submitted.deadlines if d.kind == Kind.NEIGHBOURHOOD_RIGHT)
    assert right.counted_on == today() + timedelta(weeks=26)
    grades = dict.fromkeys(("value", "risk", "duration", "effect"), Grade.LARGE)
    Weighing.weigh(submitted, grades, by=cast.ben)
    react()
    assert right.counted_on == today() + timedelta(weeks=52)


def test_a_weighing_while_the_clock_stands_still_costs_no_days(submitted, cast):
    right = next(d for d in submitted.deadlines if d.kind == Kind.NEIGHBOURHOOD_RIGHT)
    begun, day = now(), today()
    submitted.pause("We wait.", by=cast.ana)
    with at(begun + timedelta(days=10)):
        Weighing.weigh(
            submitted, dict.fromkeys(("value", "risk", "duration", "effect"), Grade.LARGE), by=cast.ben
        )
        react()
    with at(begun + timedelta(days=28)):
        submitted.resume(by=cast.ben)
    assert right.due_on == next_working_day(day + timedelta(weeks=52 + 4))


def test_asking_for_more_leaves_the_term_of_a_complex_proposal_standing(submitted, cast):
    def terms():
        return [d for d in submitted.deadlines if d.kind == Kind.COMPLEX_ASSESSMENT and d.met_on is None]

    submitted.name_responsible(cast.ben, by=cast.ben)
    for to in ("assessing", "notice_published", "comparing", "assessing", "awaiting_completion"):
        submitted.move(Stage(to), by=cast.ben)
    (waits,) = terms()
    assert waits.paused_at
    submitted.move(Stage.ASSESSING, by=cast.ana)
    assert (terms(), waits.paused_at) == ([waits], None)
    assert Kind.ASSESSMENT not in open_kinds(submitted)


def test_a_complex_proposal_is_assessed_within_sixty_days_of_its_receipt(submitted, cast):
    submitted.name_responsible(cast.ben, by=cast.ben)
    received = today()
    with at(now() + timedelta(days=20)):
        for to in ("assessing", "notice_published"):
            submitted.move(Stage(to), by=cast.ben)
    assess = next(d for d in submitted.deadlines if d.kind == Kind.COMPLEX_ASSESSMENT)
    assert assess.counted_on == received + timedelta(days=60)


def test_the_text_waits_while_others_are_called(submitted, cast, as_):
    submitted.name_responsible(cast.ben, by=cast.ben)
    for to in ("assessing", "notice_published"):
        submitted.move(Stage(to), by=cast.ben)
    said = as_(cast.ana).get("/cases/LD-1/agreement").text
    assert "First the proposals are looked at side by side." in said


def test_who_looks_after_what_nobody_took_hears_of_a_proposal(cast, as_, session):
    tess = somebody("Tess", Duty.INTEGRAL_TEAM)
    session.add(Case.open("LD-2", cast.street, by=cast.ana, title="Gate", about="A gate."))
    session.flush()
    as_(cast.ana).post("/cases/LD-2/step/proposal")
    react()
    assert mails(session, tess)[-1] == "moved"


def test_who_stops_writes_one_mail(case, cast, as_, session):
    as_(cast.ana).post("/cases/LD-1/withdrawal", data={"reason": "No time."})
    react()
    assert mails(session, cast.ben)[-1:] == ["stopped"]
    assert "said" not in mails(session, cast.ben)


def test_who_may_not_choose_reads_who_may(case, cast, as_):
    sentence = "Only contact persons of the municipality and representatives of the collective can do this."
    assert sentence in as_(cast.ali).get("/cases/LD-1/step").text
    assert sentence not in as_(cast.ana).get("/cases/LD-1/step").text


def test_it_goes_on_where_something_goes_on_and_a_link_is_for_who_may_follow_it(case, cast, as_, session):
    theirs = Case.open("LD-3", cast.other, by=cast.ben, title="Sheds of Other Street", about="Shed.")
    stopped = Case.open("LD-4", cast.street, by=cast.ben, title="Given up", about="Hens.")
    session.add_all([theirs, stopped])
    stopped.withdraw("No hens.", by=cast.ana)
    session.flush()
    page = as_(cast.ben).get("/cases/LD-1/step/superseded").text
    assert ("LD-3" in page, "LD-4" in page) == (True, False)
    take(as_(cast.ben), "superseded", successor="LD-3", reason="The streets go on together.")
    assert 'href="/cases/LD-3"' in as_(cast.ben).get("/cases/LD-1").text
    page = as_(cast.ana).get("/cases/LD-1").text
    assert ("LD-3" in page, 'href="/cases/LD-3"' in page) == (True, False)
