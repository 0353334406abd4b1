"""Each party says itself who signs for it, and either side in which order; nothing needs filling in."""

from collab.agreements.plan import Named
from collab.collectives.words import Kind
from tests.agreements.conftest import freeze

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
