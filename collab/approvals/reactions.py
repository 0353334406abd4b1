"""What follows when advice is asked or given, a text is laid before people, or a day comes near."""

from typing import Any

from sqlalchemy import select

from collab.agreements.lifecycle import Status
from collab.agreements.models import Agreement
from collab.agreements.parties import Party
from collab.db import db
from collab.deadlines import Deadline, Kind
from collab.deadlines.rules import rule_of
from collab.history import Event, after
from collab.notifications.letters import at_delivery
from collab.notifications.models import Notice, notify
from collab.people.models import Person

from . import queries
from .advice import key_of
from .eyes import asked_people, digest_of
from .opinions import AdviceBrief, AdviceLink, Opinion
from .rounds import ApprovalRound
from .words import RoundState

WITH_KEY = ("advice_asked", "advice_due", "advice_time")


@after("opinion.asked", "opinion.sent_again")
def send_question(event: Event) -> None:
    _to_adviser(_opinion(event), "advice_asked")


@after("opinion.gave_more_time")
def send_new_day(event: Event) -> None:
    _to_adviser(_opinion(event), "advice_time")


@after("opinion.withdrawn")
def tell_adviser_it_is_over(event: Event) -> None:
    it = _opinion(event)
    notify(_adviser(it), f"advice:over:{it.id}", "approvals/mail/advice_over", **_about(it))


@after("opinion.answered", "opinion.asked_more_time", "opinion.deemed", "opinion.unanswered")
def tell_who_asked(event: Event) -> None:
    it, template = _opinion(event), event.name.replace(".", "_")
    for person in _own_people(it.agreement, it.party, it.looked_after_by):
        notify(person, f"opinion:{it.id}:{event.id}", f"approvals/mail/{template}", **_about(it))


@after("opinion.shared")
def tell_the_others(event: Event) -> None:
    it = _opinion(event)
    others = (party for party in it.agreement.parties if party is not it.party)
    for person in sorted({p for party in others for p in _own_people(it.agreement, party)}, key=_number):
        notify(person, f"opinion:{it.id}:{event.id}", "approvals/mail/opinion_shared", **_about(it))


@after("approval_round.asked")
def ask_for_approval(event: Event) -> None:
    round = _round(event)
    seat = round.seat(event.data["seat"])
    if seat and seat.is_open and round.state == RoundState.RUNNING:
        for person in asked_people(seat):
            notify(person, f"approval:{seat.id}", "approvals/mail/approval_asked", **_facts(round.agreement))


@after("approval_round.change_asked", "approval_round.completed", "approval_round.lapsed")
def tell_how_it_ended(event: Event) -> None:
    round, template = _round(event), event.name.replace(".", "_")
    asked = {seat.answered_by for seat in round.seats if seat.answered_by}
    for person in sorted({*_own_people(round.agreement, round.party, round.started_by), *asked}, key=_number):
        if person.id != event.actor_id:
            notify(person, f"round:{event.id}", f"approvals/mail/{template}", **_facts(round.agreement))


@after("agreement.proposed", "agreement.weighed", "agreement.cast")
def look_at_rounds(event: Event) -> None:
    """Another text: what was approved about the earlier one does not count for it."""
    lapse_rounds_of(event.agreement)


@after("person.left")
def ask_for_somebody_else(event: Event) -> None:
    """Nobody waits for who is not here any more: their side hears that it can ask somebody else."""
    for seat in db.session.scalars(queries.seats_waiting_for(event.person_id)):
        round, facts = seat.round, _facts(seat.round.agreement)
        for person in _own_people(round.agreement, round.party, round.started_by):
            notify(person, f"approval:{seat.id}:away", "approvals/mail/approval_away", **facts)


@after("deadline.came_near")
def remind(event: Event) -> None:
    deadline = db.session.get(Deadline, event.data["deadline"])
    if deadline is None or deadline.met_on or deadline.paused_at:
        return
    if deadline.kind not in {Kind.OPINION, Kind.APPROVAL}:
        return
    key = f"deadline:{deadline.id}:{event.data['step']}"
    if deadline.kind == Kind.OPINION:
        _remind_of_advice(deadline, key)
    else:
        _remind_of_approval(deadline, key, event.data["step"])


def lapse_rounds_of(agreement: Agreement) -> None:
    """Once; whoever answers at this moment waits, or we wait for them."""
    if not any(round.is_valid for round in agreement.rounds):
        return
    locked = select(Agreement).where(Agreement.id == agreement.id).with_for_update(key_share=True)
    agreement = db.session.scalars(locked.execution_options(populate_existing=True)).one()
    if agreement.status != Status.NEGOTIATING:
        return
    stands = digest_of(agreement)
    for round in agreement.rounds:
        db.session.refresh(round)
        if round.is_valid and round.digest != stands:
            round.lapse()


def _remind_of_advice(deadline: Deadline, key: str) -> None:
    it = next(o for o in deadline.agreement.opinions if o.number == deadline.data["opinion"])
    if it.is_open:
        _to_adviser(it, "advice_due", key)
        notify(it.looked_after_by, key, "approvals/mail/opinion_due", **_about(it), deadline=deadline.id)


def _remind_of_approval(deadline: Deadline, key: str, step: int) -> None:
    """When it is late, whoever started it is asked to find somebody else."""
    rule = rule_of(Kind.APPROVAL)
    round = next(r for r in deadline.agreement.rounds if r.number == deadline.data["round"])
    seat = round.seat(deadline.data["seat"])
    due = {"due_on": deadline.due_on.isoformat(), "deadline": deadline.id} | _facts(round.agreement)
    for person in asked_people(seat) if rule.is_for_who_acts(step) else ():
        notify(person, key, "approvals/mail/approval_due", **due)
    if step >= rule.late_step:
        for person in _own_people(round.agreement, round.party, round.started_by):
            notify(person, f"{key}:late", "approvals/mail/approval_late", **due)


def _to_adviser(it: Opinion, template: str, key: str | None = None) -> None:
    link = it.link
    if link and it.is_open:
        about = {"link": link.nonce, "asker": it.looked_after_by.name} | _about(it)
        key = key or f"advice:{template}:{link.id}:{it.due_on}"
        notify(_adviser(it), key, f"approvals/mail/{template}", **about)


def _keyed(notice: Notice) -> dict[str, Any] | None:
    """The key opens the question, so it exists only inside the mail. One that came too late is not sent."""
    link: AdviceLink | None = db.session.scalar(queries.link(notice.data["link"]))
    return {"key": key_of(link)} if link and link.is_open and link.opinion.is_open else None


for name in WITH_KEY:
    at_delivery(f"approvals/mail/{name}")(_keyed)


def _adviser(it: Opinion) -> Person:
    return db.session.get_one(AdviceBrief, it.id).adviser


def _own_people(agreement: Agreement, party: Party, *more: Person) -> list[Person]:
    own = party.collective.representatives if party.collective else agreement.case.people(party.side)
    return sorted({*own, *(person for person in more if party.speaks(person))}, key=_number)


def _number(person: Person) -> int:
    return person.id


def _opinion(event: Event) -> Opinion:
    return next(it for it in event.agreement.opinions if it.number == event.data["opinion"])


def _round(event: Event) -> ApprovalRound:
    return next(it for it in event.agreement.rounds if it.number == event.data["round"])


def _about(it: Opinion) -> dict[str, Any]:
    facts = {"unit": it.unit, "name": it.name, "subject": it.subject, "number": it.number}
    return facts | {"due_on": it.due_on.isoformat()} | _facts(it.agreement)


def _facts(agreement: Agreement) -> dict[str, str]:
    return {"ref": agreement.ref, "title": agreement.title}
