"""The register of mandates: who may decide for the municipality, how far, and who comes next."""

from datetime import timedelta

import time_machine

from collab.agreements.jobs import end_posts
from collab.agreements.lifecycle import Weight
from collab.agreements.mandate import Mandate
from collab.agreements.mandates import next_holder
from collab.clock import now, today
from collab.db import db
from collab.people.words import Duty

WIDE = {"heaviest": Weight.COMPLEX, "max_months": None, "max_amount": None}


def give(person, **limits) -> Mandate:
    return Mandate.give(person, "head", "decision 8", by=None, starts_on=today(), **WIDE | limits)


def test_the_smallest_mandate_that_will_do_comes_first(make, cast, session):
    give(cast.ben)
    agreement = make("proposed")
    assert next_holder(agreement).person is cast.bea
    assert next_holder(agreement, besides={cast.bea}).person is cast.ben
    agreement.weight = Weight.COMPLEX
    assert next_holder(agreement).person is cast.ben


def test_with_the_last_mandate_goes_the_post(cast):
    second = give(cast.bea)
    cast.bea.posts[0].starts_on -= timedelta(days=30)
    cast.bea.mandates[0].revoke(by=cast.ben)
    assert cast.bea.has(Duty.MANDATE_HOLDER)
    second.revoke(by=cast.ben)
    assert not cast.bea.has(Duty.MANDATE_HOLDER)


def test_a_mandate_that_ran_out_takes_the_post_along(cast, session):
    cast.bea.mandates[0].ends_on = today() + timedelta(days=3)
    session.commit()
    with time_machine.travel(now() + timedelta(days=3)):
        end_posts()
        assert cast.bea.has(Duty.MANDATE_HOLDER)
    with time_machine.travel(now() + timedelta(days=4)):
        end_posts()
        end_posts()
        session.expire_all()
        assert not cast.bea.has(Duty.MANDATE_HOLDER)
        assert [e.name for e in cast.bea.events].count("person.post_ended") == 1


def test_who_was_appointed_without_a_mandate_keeps_the_post(cast, session):
    cast.ben.appoint(Duty.MANDATE_HOLDER, by=None)
    session.commit()
    end_posts()
    session.expire_all()
    assert cast.ben.has(Duty.MANDATE_HOLDER)


def test_a_new_mandate_brings_the_post_back(cast):
    cast.bea.posts[0].starts_on -= timedelta(days=30)
    cast.bea.mandates[0].revoke(by=cast.ben)
    give(cast.bea)
    assert cast.bea.has(Duty.MANDATE_HOLDER)


def test_who_reads_a_cooperation_reads_who_may_decide_and_changes_nothing(case, cast, as_):
    limit = {"heaviest": Weight.LIGHT, "max_months": 36, "max_amount": 25_000}
    mandate = Mandate.give(cast.ben, "city manager", "mandate decision 2026-4", by=None,
                           starts_on=today(), ends_on=today() + timedelta(days=90), **limit)  # fmt: skip
    db.session.flush()
    for person in (cast.ana, cast.ali):
        page = as_(person).get("/mandates")
        assert page.status_code == 200
        for fact in ("Ben", "city manager", "mandate decision 2026-4", "up to 36 months", "25,000"):
            assert fact in page.text
        assert "/mandates/" not in page.text
        for address in ("/mandates/new", f"/mandates/{mandate.id}", f"/mandates/{mandate.id}/revocation"):
            assert as_(person).post(address).status_code == 403
    assert mandate.holds


def test_who_takes_part_in_nothing_reads_no_mandates(case, cast, as_):
    assert as_(cast.cyd).get("/mandates").status_code == 403


def test_the_way_there_is_where_a_collective_sees_who_signs(make, cast, as_):
    agreement = make("frozen")
    for address in (f"/agreements/{agreement.ref}", f"/agreements/{agreement.ref}/signing"):
        assert 'href="/mandates"' in as_(cast.ana).get(address).text, address


def test_the_way_there_is_on_the_plan_and_beside_the_approval_too(make, cast, as_):
    agreement = make("agreed", Weight.COMPLEX)
    assert 'href="/mandates"' in as_(cast.ana).get(f"/agreements/{agreement.ref}/signing-plan").text
    assert 'href="/mandates"' in as_(cast.ana).get(f"/agreements/{agreement.ref}").text
