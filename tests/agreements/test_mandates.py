"""The register of mandates: who may decide for the municipality, how far, and who comes next."""

from datetime import timedelta

import time_machine

from collab.agreements.jobs import end_posts
from collab.agreements.lifecycle import Weight
from collab.agreements.mandate import Mandate
from collab.agreements.mandates import next_holder
from collab.clock import now, today
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
