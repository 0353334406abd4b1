"""Each party says itself who signs for it, and either side in which order; nothing needs filling in."""

from collab.agreements.lifecycle import Weight
from collab.agreements.mandate import Mandate
from collab.agreements.plan import Named
from collab.clock import today
from collab.collectives.words import Kind
from tests.agreements.conftest import TERMS, freeze

from .conftest import asked, texts


def test_both_sides_see_how_the_text_will_be_signed_and_need_fill_in_nothing(make, cast, as_):
    agreement = make("agreed")
    for person in (cast.ana, cast.ben):
        page = texts(as_(person).get(f"/agreements/{agreement.ref}/signing-plan"))
        assert page.count("One signature, by anybody who may.") == 2
    assert "in which order" in texts(as_(cast.ana).get(f"/agreements/{agreement.ref}"))
    freeze(agreement, cast, None)
    assert not agreement.text.share_of(agreement.parties[0]).named


def test_the_order_is_laid_down_by_either_side(make, cast, as_):
    agreement = make("agreed")
    form = {"order": "yes", "place_C-1": "1", "place_municipality": "2"}
    for person in (cast.ana, cast.ben):
        assert as_(person).post(f"/agreements/{agreement.ref}/signing-plan", data=form).status_code == 303
    assert agreement.plan.in_order
    assert agreement.plan.share_of("municipality").place == 2


def test_who_signs_for_a_party_is_for_that_party_to_say(make, cast, as_):
    agreement = make("agreed")
    form = {"named": [str(cast.ana.id)], "quorum": ""}
    address = f"/agreements/{agreement.ref}/signing-plan"
    assert as_(cast.ben).post(f"{address}/C-1", data=form).status_code == 403
    assert as_(cast.ana).post(f"{address}/municipality", data=form).status_code == 403
    assert as_(cast.ali).post(f"{address}/C-1", data=form).status_code == 403
    assert as_(cast.ana).post(f"{address}/C-1", data=form).status_code == 303
    assert agreement.plan.share_of("C-1").named == (Named(cast.ana.id),)
    assert as_(cast.ana).post(f"{address}/nobody", data=form).status_code == 404


def test_in_an_informal_group_all_who_are_named_sign_unless_they_say_otherwise(make, cast, as_):
    cast.street.kind = Kind.INFORMAL_GROUP
    agreement = make("agreed")
    names = [str(cast.ana.id), str(cast.ali.id)]
    address = f"/agreements/{agreement.ref}/signing-plan/C-1"
    as_(cast.ana).post(address, data={"named": names, "quorum": ""})
    assert agreement.plan.share_of("C-1").quorum == 2
    as_(cast.ana).post(address, data={"named": names, "quorum": "1"})
    assert agreement.plan.share_of("C-1").quorum == 1


def test_no_more_signatures_are_asked_than_people_are_named(make, cast, as_):
    agreement = make("agreed")
    form = {"named": [str(cast.ana.id)], "quorum": "2"}
    answer = as_(cast.ana).post(f"/agreements/{agreement.ref}/signing-plan/C-1", data=form)
    assert answer.status_code == 422


def test_a_guardian_is_named_with_an_own_address_and_invited(make, cast, as_, session):
    agreement = make("agreed")
    minor = {"minors-0-minor": "Tim", "minors-0-name": "Dee", "minors-0-email": "Dee@town.example"}
    address = f"/agreements/{agreement.ref}/signing-plan"
    assert as_(cast.ana).post(f"{address}/C-1", data=minor).status_code == 303
    assert "Tim, represented by Dee (guardian)" in texts(as_(cast.ben).get(address))
    [named] = agreement.plan.share_of("C-1").named
    agreement.freeze(by=cast.ben)
    session.flush()
    from collab.people.models import Person

    dee = session.get(Person, named.person)
    assert (dee.email, dee.arrived_at) == ("dee@town.example", None)
    assert asked(agreement, dee)


def test_a_guardian_without_an_address_or_of_the_municipality_is_not_taken(make, cast, as_):
    agreement = make("agreed")
    address = f"/agreements/{agreement.ref}/signing-plan/C-1"
    for email in ("", "no address", cast.ben.email):
        minor = {"minors-0-minor": "Tim", "minors-0-name": "Dee", "minors-0-email": email}
        assert as_(cast.ana).post(address, data=minor).status_code == 422
    assert agreement.plan.shares == ()


def test_it_says_at_the_name_when_a_mandate_does_not_reach_this_text(make, cast, as_):
    agreement = make("agreed", A07=TERMS["A07"] | {"months": 60})
    wider = {"heaviest": Weight.COMPLEX, "max_months": None, "max_amount": None, "starts_on": today()}
    Mandate.give(cast.ben, "city manager", "decision 9", by=None, **wider)
    address = f"/agreements/{agreement.ref}/signing-plan"
    short = "up to 48 months, up to € 10,000. The text: size light, 60 months, € 0."
    asked = texts(as_(cast.ben).get(f"{address}/municipality"))
    assert asked.count("does not reach far enough for the text") == 1
    assert short in asked
    assert "Who can sign it: Ben, city manager." in asked
    form = {"named": [str(cast.bea.id), str(cast.ben.id)], "quorum": "1"}
    assert as_(cast.ben).post(f"{address}/municipality", data=form).status_code == 303
    for person in (cast.ben, cast.ana):
        page = texts(as_(person).get(address))
        assert page.count("does not reach far enough for the text") == 1
        assert short in page


def test_nothing_is_said_of_a_mandate_that_reaches(make, cast, as_):
    agreement = make("agreed")
    address = f"/agreements/{agreement.ref}/signing-plan"
    assert "reach far enough for the text" not in texts(as_(cast.ben).get(f"{address}/municipality"))
    as_(cast.ben).post(f"{address}/municipality", data={"named": [str(cast.bea.id)], "quorum": ""})
    assert "does not reach" not in texts(as_(cast.ben).get(address))


def test_who_is_planned_and_has_no_mandate_any_more_is_pointed_at(make, cast, as_):
    agreement = make("agreed")
    address = f"/agreements/{agreement.ref}/signing-plan"
    as_(cast.ben).post(f"{address}/municipality", data={"named": [str(cast.bea.id)], "quorum": ""})
    cast.bea.mandates[0].revoke(by=cast.ben)
    page = texts(as_(cast.ben).get(address))
    assert "No mandate of this person holds today. Nobody has a mandate that reaches this far." in page
