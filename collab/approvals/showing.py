"""What advice, approval and decisions put on the page of an agreement."""

from flask import render_template

from collab.agreements.lifecycle import Status
from collab.agreements.models import Agreement
from collab.panels import panel
from collab.web import me

from . import eyes, policy, queries
from .rounds import ApprovalRound
from .words import RoundState

CIVIC = "civic"


@panel("freezing", order=20)
def approval(agreement: Agreement) -> str | None:
    """Where the yes stands that a text needs before it is frozen, of every side alike."""
    standing = [_standing(agreement, party) for party in agreement.parties]
    needed = [stand for stand in standing if stand]
    if not needed:
        return None
    mine = agreement.party_for(me())
    may_start = mine and policy.start_round(me(), agreement) is None and eyes.may_ask(agreement, mine)
    about = {"needed": needed, "mine": mine, "may_start": may_start}
    return render_template("approvals/panel_rounds.html", agreement=agreement, **about)


@panel("agreement", order=25)
def approval_of_a_frozen_text(agreement: Agreement) -> str | None:
    """Only where the one who could sign may not do that alone."""
    if agreement.status != Status.SIGNING:
        return None
    waits = (r.digest == agreement.text.digest and r.state == RoundState.RUNNING for r in agreement.rounds)
    return approval(agreement) if any(waits) or eyes.needs_another(agreement, me()) else None


@panel("agreement", order=30)
def lies_before_me(agreement: Agreement) -> str | None:
    seats = eyes.seats_of(agreement, me()) if policy.answer_round(me(), agreement) is None else []
    if all(eyes.why_not_approve(seat, me()) for seat in seats):
        return None
    return render_template("approvals/panel_mine.html", agreement=agreement)


@panel("agreement", order=60)
def advice(agreement: Agreement) -> str | None:
    may_ask = policy.ask(me(), agreement) is None
    if not agreement.opinions and not may_ask:
        return None
    return render_template("approvals/panel_advice.html", agreement=agreement, may_ask=may_ask)


@panel("agreement", order=70)
def decisions(agreement: Agreement) -> str | None:
    may_link = policy.link_decision(me(), agreement) is None
    found = queries.decisions_of(agreement)
    if not found and not may_link:
        return None
    waits = agreement.weight == CIVIC and not any(d.kind == "council" and d.is_current for d in found)
    about = {"decisions": found, "may_link": may_link, "council_expected": waits}
    return render_template("approvals/panel_decisions.html", agreement=agreement, **about)


def _standing(agreement: Agreement, party) -> dict | None:
    """Of one side: the round about the text as it stands, or that one is needed."""
    rules = eyes.rules_of(agreement, party)
    rounds: list[ApprovalRound] = [r for r in agreement.rounds if r.party is party]
    if not rules and not rounds:
        return None
    digest = eyes.digest_of(agreement)
    current = next((r for r in reversed(rounds) if r.digest == digest and r.is_valid), None)
    done = eyes.complete_round(agreement, party, digest)
    last = rounds[-1] if rounds else None
    return {"party": party, "round": current, "done": done, "last": last, "is_needed": bool(rules)}
