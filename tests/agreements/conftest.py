"""Ana represents Green Street, Ali reads along; Ben is contact person, Bea has a mandate, Cyd elsewhere."""

from datetime import timedelta
from time import time
from types import SimpleNamespace

import pytest
from sqlalchemy import update

from collab.agreements import policy
from collab.agreements.lifecycle import Weight
from collab.agreements.mandate import Mandate
from collab.agreements.models import Agreement
from collab.approvals.rounds import ApprovalRule
from collab.cases.models import Case
from collab.clock import now, today
from collab.collectives.models import Collective
from collab.collectives.words import Ground, Kind, LegalForm, MemberRole
from collab.db import db
from collab.people.models import Person
from collab.people.words import Duty

TERMS = {
    "A07": {
        "starts_on": None,
        "months": 12,
        "ends_on": None,
        "extensions": 1,
        "extension_months": 6,
        "opens_on": None,
    },
    "A14": {"every": "half_yearly", "first_on": None, "answer_days": 14},
    "A26": {"notice_days": 30},
}


@pytest.fixture
def cast(session, app):
    with app.test_request_context(headers={"Accept-Language": "en"}):
        people = {
            name: Person.join(name, f"{name.lower()}@town.example", "en")
            for name in ("Ana", "Ali", "Ben", "Bea", "Cyd")
        }
        people["Ben"].appoint(Duty.OFFICER, by=None)
        people["Bea"].appoint(Duty.MANDATE_HOLDER, by=None)
        session.add_all(people.values())
        session.flush()
        street = Collective.register(
            "C-1", "Green Street", Kind.ASSOCIATION, LegalForm.ASSOCIATION, by=people["Ana"]
        )
        session.add(street)
        street.admit(people["Ali"], MemberRole.READER, by=people["Ana"])
        other = Collective.register(
            "C-2", "Other Street", Kind.INFORMAL_GROUP, LegalForm.NONE_WANTED, by=people["Cyd"]
        )
        session.add(other)
        street.give_authority(
            people["Ana"], Ground.MINUTES, reference="meeting of May", by=people["Ana"], starts_on=today()
        )
        limits = {"heaviest": Weight.LIGHT, "max_months": 48, "max_amount": 10_000, "starts_on": today()}
        session.add(Mandate.give(people["Bea"], "head of green", "decision 7", by=None, **limits))
        session.flush()
        yield SimpleNamespace(
            **{name.lower(): person for name, person in people.items()}, street=street, other=other
        )


@pytest.fixture
def case(cast, session):
    case = Case.open("LD-1", cast.street, by=cast.ana, title="Garden", about="A garden for the street.")
    case.take(cast.ben)
    session.add(case)
    session.flush()
    return case


@pytest.fixture
def make(cast, case, session):
    """Walks an agreement to a moment by the real verbs: from drafted to begun."""

    def make(moment: str, weight: Weight = Weight.LIGHT, **terms) -> Agreement:
        agreement = Agreement.draft(case, weight, "en", by=cast.ana)
        session.add(agreement)
        steps = ["drafted", "proposed", "agreed", "frozen", "half signed", "begun"]
        walk = [propose_all, agree_all, freeze, sign_ana, sign_bea]
        for step in walk[: steps.index(moment)]:
            step(agreement, cast, TERMS | terms)
        session.flush()
        return agreement

    return make


def somebody(name: str, *duties: Duty) -> Person:
    """A person beside the cast, with these duties at the municipality."""
    person = Person.join(name, f"{name.lower()}@town.example", "en")
    for duty in duties:
        person.appoint(duty, by=None)
    db.session.add(person)
    db.session.flush()
    return person


@pytest.fixture
def eva(cast, session):
    """Writes along for Green Street."""
    eva = somebody("Eva")
    cast.street.admit(eva, MemberRole.EDITOR, by=cast.ana)
    session.flush()
    return eva


def propose_all(agreement, cast, terms) -> None:
    for article in agreement.articles:
        provisions = {topic.code: said(topic, terms.get(topic.code)) for topic in article.needed}
        if provisions:
            agreement.propose(article.number, provisions, seen=0, by=cast.ana)


def said(topic, terms=None) -> dict:
    return {"text": f"We agree on {topic.title.en}.", "nothing": False, "terms": terms}


def agree_all(agreement, cast, _terms) -> None:
    for article in agreement.open_articles:
        agreement.agree(article.number, seen=1, by=cast.ben)


def freeze(agreement, cast, _terms) -> None:
    """Without anybody who has to approve it first: tests/approvals looks at that."""
    db.session.execute(update(ApprovalRule).values(removed_at=now()))
    agreement.freeze(by=cast.ben)


def sign_ana(agreement, cast, _terms) -> None:
    sign(agreement, cast.ana)


def sign_bea(agreement, cast, _terms) -> None:
    sign(agreement, cast.bea)


def sign(agreement, person) -> None:
    agreement.sign(agreement.text.digest, person.name, policy.authority_of(person, agreement), by=person)


@pytest.fixture
def as_(app, client, session):
    """The browser of this person, signed in."""

    def as_(person):
        begun, key = person.arrive(timedelta(hours=1))
        session.add(begun)
        session.flush()
        with client.session_transaction() as kept:
            kept.clear()
            kept.update(key=key, seen=int(time()))
        return client

    return as_
