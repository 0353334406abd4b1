"""How advice, rounds and decisions read in a timeline; never what was advised."""

from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from collab.agreements.evidence import logs
from collab.agreements.parties import Party
from collab.cases.words import DUE
from collab.db import db
from collab.deadlines import Kind
from collab.history import Event
from collab.history.telling import quiet, say, tells
from collab.words import day

from .decisions import LinkedDecision
from .opinions import Opinion
from .rounds import ApprovalRound

OF_ADVICE = {
    "opinion.asked": _("asked %(unit)s for advice on %(subject)s"),
    "opinion.answered": _("%(unit)s answered the request for advice"),
    "opinion.asked_more_time": _("%(unit)s asked for more time to advise"),
    "opinion.deemed": _("%(unit)s did not answer in time: by the rule “%(ground)s” that counts as consent"),
    "opinion.unanswered": _("%(unit)s did not answer in time"),
    "opinion.withdrawn": _("does not need the advice of %(unit)s any more"),
    "opinion.shared": _("shared what %(unit)s advised"),
}
OF_DECISIONS = {
    "linked_decision.linked": _("linked a decision: %(title)s"),
    "linked_decision.corrected": _("corrected a decision: %(title)s"),
    "linked_decision.withdrawn": _("took a decision off the list: %(title)s"),
}
quiet("opinion.sent_again", "approval_round.asked")
say(
    approval_round__started=_("laid the text before those who approve it"),
    approval_round__approved=_("approved the text"),
    approval_round__change_asked=_("asked for a change of the text"),
    approval_round__replaced=_("asked somebody else to approve the text"),
)
logs(
    *OF_ADVICE, *OF_DECISIONS, "opinion.gave_more_time", "approval_round.started", "approval_round.approved",
    "approval_round.change_asked", "approval_round.replaced", "approval_round.completed",
    "approval_round.lapsed",
)  # fmt: skip
DUE[Kind.APPROVAL] = _("approves the text")


@tells("opinion.asked")
@tells("opinion.answered")
@tells("opinion.asked_more_time")
@tells("opinion.deemed")
@tells("opinion.unanswered")
@tells("opinion.withdrawn")
@tells("opinion.shared")
def of_advice(event: Event) -> str:
    it = _opinion(event)
    facts = {"unit": it.unit, "subject": it.subject, "ground": it.silence_ground} if it else {}
    return str(OF_ADVICE[event.name]) % facts if it else ""


@tells("opinion.gave_more_time")
def more_time(event: Event) -> str:
    it, until = _opinion(event), date.fromisoformat(event.data["on"])
    return gettext("gave %(unit)s time until %(day)s", unit=it.unit, day=day(until)) if it else ""


@tells("approval_round.completed")
def completed(event: Event) -> str:
    return gettext("Whose approval %(party)s needs have all approved the text", party=_party(event))


@tells("approval_round.lapsed")
def lapsed(event: Event) -> str:
    return gettext(
        "The text changed, so the approval of %(party)s does not count any more", party=_party(event)
    )


@tells("linked_decision.linked")
@tells("linked_decision.corrected")
@tells("linked_decision.withdrawn")
def of_decisions(event: Event) -> str:
    this = (
        LinkedDecision.agreement_id == event.agreement_id,
        LinkedDecision.number == event.data["decision"],
    )
    titles = select(LinkedDecision.title).where(*this).order_by(LinkedDecision.version.desc())
    title = db.session.scalar(titles.limit(1))
    return str(OF_DECISIONS[event.name]) % {"title": title} if title else ""


def _opinion(event: Event) -> Opinion | None:
    """Asked for by itself: lists of news load nothing beside what they show."""
    this = (Opinion.agreement_id == event.agreement_id, Opinion.number == event.data["opinion"])
    return db.session.scalar(select(Opinion).where(*this))


def _party(event: Event) -> str:
    this = (ApprovalRound.agreement_id == event.agreement_id, ApprovalRound.number == event.data["round"])
    number = db.session.scalar(select(ApprovalRound.party_id).where(*this))
    party = joinedload(Party.collective)
    found = db.session.scalar(select(Party).where(Party.id == number).options(party)) if number else None
    return found.name if found else ""
