"""Four eyes: who wrote a text, who has to approve it first, and what stands in the way until they did."""

from typing import Any

from flask_babel import gettext as _

from collab.agreements import canonical
from collab.agreements.freezing import hinders, hinders_signing
from collab.agreements.lifecycle import Status
from collab.agreements.mandate import Mandate
from collab.agreements.models import Agreement
from collab.agreements.parties import Party
from collab.agreements.reach import next_holder, sufficient
from collab.cases.queries import SEES_ALL
from collab.db import db
from collab.errors import NotNow
from collab.people.models import Person
from collab.people.words import Side

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
    if not party.is_asked:
        return []
    rules = db.session.scalars(queries.rules_for(agreement)).all()
    mine = [rule for rule in rules if rule.collective_id == party.collective_id]
    if mine or party.collective or not _only_writers_reach(agreement):
        return mine
    return [ApprovalRule(step=1, kind=SeatKind.COLLEAGUE, days=DAYS)]


def seats_for(agreement: Agreement, party: Party) -> list[ApprovalSeat]:
    """The settings with the people of today in them. Where nobody could answer, it says what to do first."""
    seats = [_seat(rule, agreement) for rule in rules_of(agreement, party)]
    answers = {person for seat in seats for person in _could_answer(seat, agreement, party)}
    if answers and party.collective is None and answers <= drafters(agreement):
        seats.append(ApprovalSeat(kind=SeatKind.COLLEAGUE, step=seats[-1].step, days=DAYS))
    for seat in seats:
        if why_not := _why_nobody(seat, agreement, party):
            raise NotNow(why_not)
    return seats


def complete_round(agreement: Agreement, party: Party, digest: str) -> ApprovalRound | None:
    """The yes to exactly this text, if not only of who wrote it."""
    wrote = drafters(agreement) if party.collective is None else set()
    rounds = (r for r in agreement.rounds if r.party is party and r.state == RoundState.COMPLETE)
    return next((r for r in rounds if r.digest == digest and r.approvers - wrote), None)


def may_ask(agreement: Agreement, party: Party) -> bool:
    """Whether the text as it stands has to be laid before this side's people, and does not lie there."""
    if agreement.missing() or agreement.open_articles or not rules_of(agreement, party):
        return False
    digest = digest_of(agreement)
    rounds = [r for r in agreement.rounds if r.party is party and r.digest == digest]
    runs = any(r.state == RoundState.RUNNING for r in rounds)
    return not runs and complete_round(agreement, party, digest) is None


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
    if person not in drafters(agreement) or person not in holders(agreement):
        return None
    round = complete_round(agreement, party, agreement.text.digest)
    if round and round.approvers - {person}:
        return None
    other = next_holder(agreement, besides=drafters(agreement))
    if other:
        return _(
            "You wrote or froze this text, so somebody else signs it, or approves it first. Next: %(who)s.",
            who=f"{other.capacity}, {other.person.name}",
        )
    return _(
        "You wrote or froze this text. Somebody else of the municipality approves it before you sign it."
    )


def seats_of(agreement: Agreement, person: Person) -> list[ApprovalSeat]:
    """What this person is asked now, in any round."""
    running = (round for round in agreement.rounds if round.state == RoundState.RUNNING)
    return [seat for round in running for seat in round.asked if seat.is_for(person)]


def needs_another(agreement: Agreement, person: Person) -> bool:
    """Whether a yes of a colleague is the way to sign a frozen text, for this person or for everyone."""
    party = agreement.party_for(person)
    if party is None or party.collective or not may_ask(agreement, party):
        return False
    return _only_writers_reach(agreement) or sign_with_another(person, agreement) is not None


def why_not_approve(seat: ApprovalSeat, person: Person) -> str | None:
    """A writer may be one of several, never the only one; and a mandate has to hold on the day itself."""
    agreement, party = seat.round.agreement, seat.round.party
    if seat.kind == SeatKind.MANDATE and person not in holders(agreement):
        return _("Your mandate does not reach as far as this text now. Somebody else can be asked.")
    if party.collective or person not in drafters(agreement):
        return None
    others = [o for o in seat.round.seats if o is not seat and (o.is_open or o.answered_by)]
    if seat.kind != SeatKind.COLLEAGUE and any(other.answered_by is not person for other in others):
        return None
    return _("You wrote this text yourself, so somebody else approves it.")


def candidates(seat: ApprovalSeat) -> list[Person]:
    """Who may answer in the place of who was asked."""
    agreement, party = seat.round.agreement, seat.round.party
    if party.collective:
        found = party.collective.people
    elif seat.kind == SeatKind.MANDATE:
        found = holders(agreement)
    else:
        found = _colleagues(agreement)
    wrote = drafters(agreement) if party.collective is None else set()
    taken = {other.person for other in seat.round.seats if other.is_open}
    free = {p for p in found if p.is_active and p not in wrote | taken and party.speaks(p)}
    return sorted(free, key=lambda p: (p.name, p.id))


def in_place_of(seat: ApprovalSeat, person: Person) -> ApprovalSeat:
    """Where a mandate was asked, the one who comes after answers under a mandate too."""
    held = (m for m in sufficient(seat.round.agreement) if m.person is person)
    mandate = next(held, None) if seat.kind == SeatKind.MANDATE else None
    if mandate:
        return _under(mandate, seat)
    return ApprovalSeat(kind=SeatKind.PERSON, person=person, step=seat.step, days=seat.days)


def asked_people(seat: ApprovalSeat) -> list[Person]:
    """Who hears that an approval is asked."""
    return _could_answer(seat, seat.round.agreement, seat.round.party)


def holders(agreement: Agreement) -> list[Person]:
    return [mandate.person for mandate in sufficient(agreement)]


def _could_answer(seat: ApprovalSeat, agreement: Agreement, party: Party) -> list[Person]:
    if seat.person:
        return [seat.person] if seat.person.is_active and party.speaks(seat.person) else []
    if seat.kind == SeatKind.BOARD:
        return party.collective.representatives
    if seat.kind == SeatKind.DUTY:
        return list(db.session.scalars(queries.holders_of(seat.duty)))
    wrote = drafters(agreement)
    return [person for person in _colleagues(agreement) if person not in wrote]


def _colleagues(agreement: Agreement) -> list[Person]:
    """Who of the municipality can read the text, whatever their post."""
    everywhere = db.session.scalars(queries.holders_of(*SEES_ALL))
    return sorted({*everywhere, *agreement.case.people(Side.MUNICIPALITY)}, key=lambda p: p.id)


def _seat(rule: ApprovalRule, agreement: Agreement) -> ApprovalSeat:
    if rule.kind != SeatKind.MANDATE:
        facts = {"step": rule.step, "days": rule.days}
        return ApprovalSeat(kind=rule.kind, duty=rule.duty, person=rule.person, **facts)
    mandate = next_holder(agreement, besides=drafters(agreement)) or next_holder(agreement)
    if mandate is None:
        raise NotNow(_("Nobody has a mandate that reaches this far. An administrator can write one down."))
    return _under(mandate, rule)


def _under(mandate: Mandate, place: Any) -> ApprovalSeat:
    facts = {"person": mandate.person, "capacity": mandate.capacity}
    return ApprovalSeat(kind=SeatKind.MANDATE, step=place.step, days=place.days, **facts)


def _why_nobody(seat: ApprovalSeat, agreement: Agreement, party: Party) -> str | None:
    """A round never begins with a question that nobody can answer; it says what to do first."""
    if _could_answer(seat, agreement, party):
        return None
    if seat.kind == SeatKind.COLLEAGUE:
        return _(
            "Nobody but who wrote this text can approve it. First give the cooperation a deputy,"
            " or let an administrator give a colleague a place in the integral team."
        )
    who = seat.person.name if seat.person else (seat.duty or seat.kind).label
    return _(
        "By the settings this text needs the approval of: %(who)s. Nobody can give it now."
        " First change who approves, or who has this post.",
        who=who,
    )


def _only_writers_reach(agreement: Agreement) -> bool:
    wrote = drafters(agreement)
    reach = set(holders(agreement)) if wrote else set()
    return bool(reach) and reach <= wrote


def _waits_for(agreement: Agreement, party: Party, digest: str) -> str:
    rounds = [r for r in agreement.rounds if r.party is party and r.is_valid]
    if any(r.digest == digest and r.state == RoundState.RUNNING for r in rounds):
        return _("The text lies before those who approve it for %(party)s.", party=party.name)
    if rounds:
        return _("The text changed after it was approved for %(party)s. Ask again.", party=party.name)
    return _("First the text needs a yes inside %(party)s. Ask for it below.", party=party.name)
