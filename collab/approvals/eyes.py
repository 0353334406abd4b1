"""Four eyes: who wrote a text, who has to approve it first, and what stands in the way until they did."""

from typing import Any

from flask_babel import gettext as _

from collab.agreements import canonical
from collab.agreements.freezing import hinders, hinders_signing
from collab.agreements.lifecycle import Status
from collab.agreements.models import Agreement
from collab.agreements.parties import Party
from collab.agreements.reach import next_holder, sufficient
from collab.cases.queries import SEES_ALL
from collab.db import db
from collab.errors import NotNow
from collab.people.models import Person

from . import queries
from .rounds import ApprovalRound, ApprovalRule
from .seats import ApprovalSeat
from .words import RoundState, SeatKind

DAYS = 5


def drafters(agreement: Agreement) -> set[Person]:
    """Who wrote, for the municipality, what the articles say now, and who froze it."""
    wordings = (article.latest for article in agreement.articles if article.latest)
    froze = {agreement.text.person} if agreement.status == Status.SIGNING else set()
    wrote = {wording.person for wording in wordings if wording.party.collective is None}
    return wrote | {person for person in froze if person.is_officer}


def digest_of(agreement: Agreement) -> str:
    return canonical.digest(canonical.text_of(agreement))


def rules_of(agreement: Agreement, party: Party) -> list[ApprovalRule]:
    """What the settings ask of this side; a light text that only its writer could release needs one more."""
    rules = db.session.scalars(queries.rules_for(agreement)).all()
    mine = [rule for rule in rules if rule.collective_id == party.collective_id]
    if mine or party.collective or not _only_drafters_reach(agreement):
        return mine
    return [ApprovalRule(step=1, kind=SeatKind.COLLEAGUE, days=DAYS)]


def seats_for(agreement: Agreement, party: Party) -> list[ApprovalSeat]:
    """The settings with the people of today in them."""
    return [seat for rule in rules_of(agreement, party) for seat in _seats(rule, agreement)]


def complete_round(agreement: Agreement, party: Party, digest: str) -> ApprovalRound | None:
    """The yes to exactly this text, if not only of who wrote it."""
    wrote = drafters(agreement) if party.collective is None else set()
    rounds = (r for r in agreement.rounds if r.party is party and r.state == RoundState.COMPLETE)
    return next((r for r in rounds if r.digest == digest and r.approvers - wrote), None)


def may_ask(agreement: Agreement, party: Party) -> bool:
    """Whether the text as it stands has to be laid before this side's people, and was not yet."""
    if agreement.missing() or agreement.open_articles or not rules_of(agreement, party):
        return False
    digest = digest_of(agreement)
    return not any(r.digest == digest and r.is_valid for r in agreement.rounds if r.party is party)


@hinders
def approve_first(agreement: Any) -> str | None:
    """A text that needs a yes waits for it; asked only once nothing else is left to do."""
    if agreement.missing() or agreement.open_articles:
        return None
    digest = digest_of(agreement)
    for party in agreement.parties:
        if rules_of(agreement, party) and not complete_round(agreement, party, digest):
            return _waits_for(agreement, party, digest)
    return None


@hinders_signing
def sign_with_another(person: Any, agreement: Any) -> str | None:
    """Who wrote or froze the text for the municipality does not sign it alone."""
    party = agreement.party_for(person)
    if party is None or party.collective or not agreement.frozen:
        return None
    if person not in drafters(agreement):
        return None
    round = complete_round(agreement, party, agreement.text.digest)
    if round and round.approvers - {person}:
        return None
    return _(
        "You wrote or froze this text. Somebody else of the municipality signs it, or approves it first."
    )


def may_be_alone(seat: ApprovalSeat, person: Person) -> str | None:
    """A writer may be one of several, never the only one."""
    agreement = seat.round.agreement
    if seat.round.party.collective or person not in drafters(agreement):
        return None
    others = [
        other for other in seat.round.seats if other is not seat and (other.is_open or other.answered_by)
    ]
    if seat.kind != SeatKind.COLLEAGUE and any(other.answered_by is not person for other in others):
        return None
    return _("You wrote this text yourself, so somebody else approves it.")


def candidates(seat: ApprovalSeat) -> list[Person]:
    """Who may answer in the place of who was asked."""
    agreement, party = seat.round.agreement, seat.round.party
    if party.collective:
        found = party.collective.people
    elif seat.capacity:
        found = [mandate.person for mandate in sufficient(agreement)]
    else:
        found = [
            person for duty in sorted(SEES_ALL) for person in db.session.scalars(queries.holders_of(duty))
        ]
        found += agreement.case.people(party.side)
    wrote = drafters(agreement) if party.collective is None else set()
    taken = {other.person for other in seat.round.seats if other.is_open}
    return sorted(
        {p for p in found if p not in wrote | taken and party.speaks(p)}, key=lambda p: (p.name, p.id)
    )


def asked_people(seat: ApprovalSeat) -> list[Person]:
    """Who hears that an approval is asked."""
    party, case = seat.round.party, seat.round.agreement.case
    if seat.person:
        return [seat.person]
    if seat.kind == SeatKind.BOARD:
        return party.collective.representatives
    if seat.kind == SeatKind.DUTY:
        return list(db.session.scalars(queries.holders_of(seat.duty)))
    wrote = drafters(seat.round.agreement)
    return [person for person in [*candidates(seat), *case.people(party.side)] if person not in wrote]


def _seats(rule: ApprovalRule, agreement: Agreement) -> list[ApprovalSeat]:
    facts = {"step": rule.step, "days": rule.days}
    if rule.kind != SeatKind.MANDATE:
        return [ApprovalSeat(kind=rule.kind, duty=rule.duty, person=rule.person, **facts)]
    wrote = drafters(agreement)
    mandate = next_holder(agreement, besides=wrote) or next_holder(agreement)
    if mandate is None:
        raise NotNow(_("Nobody has a mandate that reaches this far. An administrator can write one down."))
    holder, capacity = mandate.person, mandate.capacity
    seats = [ApprovalSeat(kind=SeatKind.MANDATE, person=holder, capacity=capacity, **facts)]
    return [*seats, ApprovalSeat(kind=SeatKind.COLLEAGUE, **facts)] if holder in wrote else seats


def _only_drafters_reach(agreement: Agreement) -> bool:
    wrote = drafters(agreement)
    holders = {mandate.person for mandate in sufficient(agreement)} if wrote else set()
    return bool(holders) and holders <= wrote


def _waits_for(agreement: Agreement, party: Party, digest: str) -> str:
    rounds = [r for r in agreement.rounds if r.party is party and r.is_valid]
    if any(r.digest == digest and r.state == RoundState.RUNNING for r in rounds):
        return _("The text lies before those who approve it for %(party)s.", party=party.name)
    if rounds:
        return _("The text changed after it was approved for %(party)s. Ask again.", party=party.name)
    return _("First the text needs a yes inside %(party)s. Ask for it below.", party=party.name)
