"""What follows when a text is proposed, frozen, signed, begun or printed."""

from flask_babel import force_locale
from flask_babel import gettext as _

from collab.cases.lifecycle import Stage
from collab.db import db
from collab.deadlines import Deadline, Kind
from collab.documents.models import want
from collab.history import Event, after
from collab.notifications.models import notify
from collab.people.models import Person

from . import evidence, paper
from .lifecycle import Status
from .models import Agreement
from .parties import Party
from .queries import may_sign


@after("agreement.proposed", "agreement.agreed")
def tell_the_others(event: Event) -> None:
    """Once an hour at most: a text grows by many small steps."""
    agreement, hour = event.agreement, f"{event.happened_at:%Y-%m-%dT%H}"
    template = {"agreement.proposed": "proposed", "agreement.agreed": "agreed"}[event.name]
    theirs = agreement.party_for(event.actor)
    for person in agreement.case.people():
        if agreement.party_for(person) is not theirs:
            key = f"{agreement.ref}:{template}:{hour}"
            said = {"who": theirs.name if theirs else event.actor.name} | facts(agreement)
            notify(person, key, f"agreements/mail/{template}", case_id=agreement.case_id, **said)


@after("agreement.frozen")
def ask_to_sign(event: Event) -> None:
    agreement = event.agreement
    version = event.data["version"]
    for person in _everyone_concerned(agreement):
        key = f"{agreement.ref}:frozen:{version}"
        notify(person, key, "agreements/mail/frozen", case_id=agreement.case_id, **facts(agreement))


@after("case.moved")
def withdraw_the_text(event: Event) -> None:
    """With the cooperation stops the text that was being written for it."""
    if event.data["to"] != Stage.WITHDRAWN:
        return
    for agreement in event.case.agreements:
        if agreement.status in {Status.NEGOTIATING, Status.SIGNING}:
            agreement.withdraw(by=event.actor)


@after("agreement.reopened")
def tell_it_is_open_again(event: Event) -> None:
    agreement = event.agreement
    for person in _everyone_concerned(agreement):
        if person.id != event.actor_id:
            key = f"{agreement.ref}:reopened:{event.id}"
            notify(person, key, "agreements/mail/reopened", case_id=agreement.case_id, **facts(agreement))


@after("agreement.signed")
def tell_who_signed(event: Event) -> None:
    agreement = event.agreement
    for person in _everyone_concerned(agreement):
        if person.id != event.actor_id:
            key = f"{agreement.ref}:signed:{event.id}"
            who = {"who": event.actor.name} | facts(agreement)
            notify(person, key, "agreements/mail/signed", case_id=agreement.case_id, **who)


@after("agreement.began")
def print_the_agreement(event: Event) -> None:
    """The paper is made from the frozen text, not from what the tables say by now, and carries that text."""
    agreement = event.agreement
    canonical, beside = evidence.of(agreement)
    with force_locale(agreement.language):
        title = _("Cooperation agreement %(title)s", title=agreement.title)
    about = {"case_id": agreement.case_id, "agreement_id": agreement.id}
    want("agreement", title, paper.render(canonical, beside), agreement.text.text, **about)


@after("document.printed", "agreement.sealed")
def send_copies(event: Event) -> None:
    """Everyone gets the same paper: the sealed one, where papers are sealed."""
    agreement = event.agreement
    if agreement is None or not agreement.paper or agreement.paper.awaits_seal:
        return
    for person in sorted({*agreement.signers, *agreement.case.people()}, key=lambda person: person.id):
        notify(
            person, f"{agreement.ref}:paper", "agreements/mail/began", case_id=agreement.case_id,
            content_sha256=agreement.paper.copy.sha256, **facts(agreement),
        )  # fmt: skip


@after("deadline.came_near")
def remind_to_sign(event: Event) -> None:
    deadline = db.session.get(Deadline, event.data["deadline"])
    if deadline.kind != Kind.SIGNATURE or deadline.met_on:
        return
    agreement = event.agreement
    party = agreement.party(deadline.data["party"])
    for person in _signatories(agreement, party):
        key = f"deadline:{deadline.id}:{event.data['step']}"
        due = {"due_on": deadline.due_on.isoformat()} | facts(agreement)
        notify(person, key, "agreements/mail/signature_due", case_id=agreement.case_id, **due)


def facts(agreement: Agreement) -> dict[str, str]:
    return {"ref": agreement.ref, "case_ref": agreement.case.ref, "title": agreement.title}


def _signatories(agreement: Agreement, party: Party) -> list[Person]:
    """Who may sign for a party; where nobody may yet, those who can arrange it."""
    if party.collective:
        return sorted(party.collective.representatives, key=lambda person: person.id)
    return list(db.session.scalars(may_sign())) or agreement.case.people(party.side)


def _everyone_concerned(agreement: Agreement) -> list[Person]:
    signing = [person for party in agreement.parties for person in _signatories(agreement, party)]
    return sorted({*agreement.case.people(), *signing}, key=lambda person: person.id)
