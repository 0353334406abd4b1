"""What follows when a text is proposed, answered, begun or printed."""

from flask_babel import force_locale
from flask_babel import gettext as _

from collab.cases.lifecycle import STOPPED
from collab.documents.models import want
from collab.history import Event, after
from collab.notifications.models import notify
from collab.people.models import Person

from . import evidence, paper
from .lifecycle import Status
from .models import Agreement


@after(
    "agreement.proposed", "agreement.agreed", "agreement.rejected", "agreement.taken_back",
    "agreement.amending",
)  # fmt: skip
def tell_the_others(event: Event) -> None:
    """Once an hour at most: a text grows by many small steps, and so do its answers."""
    template = event.name.removeprefix("agreement.")
    tell_other_parties(event, template, f"{template}:{event.happened_at:%Y-%m-%dT%H}")


@after("case.moved")
def withdraw_the_text(event: Event) -> None:
    """With the cooperation stops the text that was being written for it."""
    if event.data["to"] not in STOPPED:
        return
    for agreement in event.case.agreements:
        if agreement.status in {Status.NEGOTIATING, Status.SIGNING}:
            agreement.withdraw(by=event.actor)


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
    for person in sorted(who_gets_a_copy(agreement), key=lambda person: person.id):
        notify(
            person, f"{agreement.ref}:paper", "agreements/mail/began", case_id=agreement.case_id,
            content_sha256=agreement.paper.copy.sha256, **facts(agreement),
        )  # fmt: skip


def tell_other_parties(event: Event, template: str, key: str, **about) -> None:
    """Everyone but the party that did it."""
    agreement = event.agreement
    theirs = agreement.party_for(event.actor)
    about |= {"who": theirs.name if theirs else event.actor.name} | facts(agreement)
    for person in agreement.case.people():
        if agreement.party_for(person) is not theirs:
            mail = f"agreements/mail/{template}"
            notify(person, f"{agreement.ref}:{key}", mail, case_id=agreement.case_id, **about)


def who_gets_a_copy(agreement: Agreement) -> set[Person]:
    return {*agreement.signers, *agreement.case.people()}


def facts(agreement: Agreement) -> dict[str, str]:
    return {"ref": agreement.ref, "case_ref": agreement.case.ref, "title": agreement.title}
