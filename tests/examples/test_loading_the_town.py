"""The examples of Lindendal stand there as if they happened: in order, in the past, some promises late."""

from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest
from sqlalchemy import func, select

from collab.agreements.models import Agreement
from collab.cases.higher import what_climbed
from collab.cases.models import Case
from collab.clock import now, today
from collab.db import db
from collab.documents.models import Document
from collab.history import Event
from collab.notifications.models import Notice
from collab.people.models import Person
from collab.support.models import Promise
from collab.support.words import Sort, State
from tests.examples.test_lindendal import CASES

pytestmark = pytest.mark.xdist_group("town")
STAGES = {"first_contact": "signalled"}
LATE_AND_TALKED_ABOUT = {"Aanhanger voor tuinafval op zaterdag", "Coördinatie voor drie jaar"}


@pytest.fixture(autouse=True)
def _here(town):
    db.session.expire_all()


def case(source: str) -> Case:
    return db.session.scalar(select(Case).where(Case.source == f"lindendal:{source}"))


def agreement(source: str) -> Agreement:
    return case(source).agreements[0]


@pytest.mark.parametrize("spec", CASES, ids=lambda spec: spec["source"])
def test_every_cooperation_is_where_its_example_says(spec):
    assert case(spec["source"]).stage == STAGES.get(spec["stage"], spec["stage"])


@pytest.mark.parametrize("spec", CASES, ids=lambda spec: spec["source"])
def test_the_timeline_reads_from_first_contact_to_now(spec):
    told = case(spec["source"])
    moments = [event.happened_at for event in told.events]
    assert all(earlier <= later for earlier, later in pairwise(moments))
    assert moments[-1] <= now()
    assert told.opened_on <= today() + timedelta(days=spec["dates"]["first_contact"])
    said = [message["text"] for message in spec["messages"]]
    assert [message.text for message in told.messages][-len(said) :] == said


def test_an_agreement_in_force_began_on_the_day_its_last_party_signed():
    for spec in (spec for spec in CASES if spec["dates"]["signed"]):
        signed = agreement(spec["source"])
        assert signed.began_at == max(signature.signed_at for signature in signed.text.signatures)
        asked = today() + timedelta(days=spec["dates"]["signed"])
        assert timedelta() <= asked - signed.began_at.date() <= timedelta(days=5)


def test_what_the_examples_call_late_is_late_and_nothing_else():
    late = {promise.what for promise in db.session.scalars(select(Promise)) if promise.is_late}
    assert late == {what for spec in CASES for what in spec.get("late", [])} | LATE_AND_TALKED_ABOUT


def test_what_is_late_climbed_to_the_coordinator_and_her_first_page_says_so(app, town):
    noor = db.session.scalar(select(Person).where(Person.name == "Noor Verbeek"))
    with app.test_request_context():
        waits = [todo.act for todo in what_climbed(noor)]
    assert 0 < len(waits) <= sum(len(spec.get("late", [])) for spec in CASES)
    assert all(any(what in act for spec in CASES for what in spec.get("late", [])) for act in waits)


def test_the_first_start_mails_nobody_about_what_was_late(town):
    owed = select(Event.name).where(Event.done_at.is_(None), Event.name.startswith("deadline."))
    assert len(db.session.scalars(owed).all()) <= 1


def test_most_promises_were_kept_by_one_side_and_confirmed_by_the_other():
    confirmed = db.session.scalars(select(Promise).where(Promise.confirmed_on.is_not(None))).all()
    assert len(confirmed) > 20
    by_hand = [promise for promise in confirmed if promise.sort != Sort.REPORT]  # a report by its answer
    assert all(promise.confirmed_by.side == promise.side.other for promise in by_hand)
    states = Counter(promise.state for promise in db.session.scalars(select(Promise)))
    assert states[State.PROMISED] > len(CASES)


def test_one_agreement_was_extended_and_runs_on():
    extended = agreement("palermo-004")
    assert [extension.ended_on < today() < extended.ends_on for extension in extended.extensions] == [True]


def test_a_text_is_half_agreed_and_one_of_its_articles_was_answered():
    text = agreement("palermo-037")
    assert {article.number for article in text.articles if article.is_agreed} == {1, 2, 3, 4, 5, 8, 12, 15}
    first, second = text.article(7).wordings
    assert (first.person.name, second.person.name) == ("Karin de Boer", "Giovanni Pinas")


def test_a_frozen_text_waits_for_some_of_its_parties():
    waiting = agreement("palermo-024")
    assert 0 < len(waiting.signed_parties) < len(waiting.parties)


def test_the_chain_of_history_holds(town):
    assert "holds" in town("history", "verify").output


def test_a_second_load_changes_nothing(town):
    before = db.session.scalar(select(func.count()).select_from(Event))
    assert "already" in town("examples", "load").output
    assert db.session.scalar(select(func.count()).select_from(Event)) == before


def test_the_list_says_how_to_sign_in_and_whom_to_try_first(town):
    lines = town("examples", "people").output.splitlines()
    cells = [line.split() for line in lines]
    people = [db.session.scalar(select(Person).where(Person.email == line[-2])) for line in cells]
    first, second, third = people[:3]
    assert first.memberships
    assert not first.is_officer
    assert second.duties == {"officer"}
    assert third.duties == {"integral_team", "coordinator"}
    assert all(person.knows(line[-1]) for person, line in zip(people[:3], cells, strict=False))
    assert all(person.password_hash for person in people)
    here = {duty for person in people for duty in person.duties}
    assert here >= {"administrator", "mandate_holder", "coordinator", "manager"}
    represented = {m.collective.name for person in people for m in person.memberships}
    assert represented == {party["name"] for spec in CASES for party in spec["parties"]}


def test_only_papers_and_news_are_left_for_the_worker():
    """The first start must not mail what happened years ago."""
    from collab.deadlines.jobs import remind_of_due
    from collab.history.jobs import react

    react.run()
    remind_of_due.run()
    react.run()
    in_force = [spec for spec in CASES if spec["stage"] == "active"]
    papers = select(func.count()).where(Document.name == "agreement")
    assert db.session.scalar(papers) == len(in_force)
    assert db.session.scalar(select(func.count()).select_from(Notice)) < 40
