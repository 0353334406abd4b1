"""What the pages of an agreement show of its signing."""

import json
from typing import Any, NamedTuple

from flask import Flask, render_template
from flask_babel import gettext as _

from collab.agreements import blocks
from collab.agreements.lifecycle import Status
from collab.agreements.models import Agreement
from collab.agreements.plan import Share
from collab.agreements.showing import Said
from collab.agreements.signing import Frozen
from collab.db import db
from collab.panels import panel
from collab.people.models import Person
from collab.web import me

from . import policy
from .reaching import short_in_plan

BEFORE = {Status.NEGOTIATING, Status.WITHDRAWN}


@panel("agreement", order=90)
def earlier_rounds(agreement: Agreement) -> str | None:
    """Texts that were laid down before and not signed by all: nothing of them is lost."""
    current = agreement.frozen[-1:] if agreement.status not in BEFORE else []
    rounds = [frozen for frozen in agreement.frozen if frozen not in current]
    return render_template("signing/rounds.html", agreement=agreement, rounds=rounds) if rounds else None


@panel("agreement", order=20)
def papers(agreement: Agreement) -> str | None:
    """What was signed on paper, for the parties alone."""
    if agreement.status in BEFORE or policy.see_paper(me(), agreement):
        return None
    scans, may_bring = agreement.text.scans, policy.bring_paper(me(), agreement) is None
    if not scans and not may_bring:
        return None
    return render_template("signing/scans.html", agreement=agreement, scans=scans, may_bring=may_bring)


@panel("agreement", order=30)
def votes(agreement: Agreement) -> str | None:
    """The own vote for the own people; of others only the counts that they share."""
    if not agreement.frozen:
        return None
    mine = agreement.party_for(me())
    held = agreement.text.assemblies
    own = next((assembly for assembly in held if assembly.party is mine), None)
    shared = [assembly for assembly in held if assembly.shared_at and assembly is not own]
    may_ask = policy.ask_members(me(), agreement) is None
    return render_template("signing/votes.html", agreement=agreement, own=own, shared=shared, may_ask=may_ask)


@panel("freezing", order=90)
def how_we_sign(agreement: Agreement) -> str | None:
    """Nothing that must be done: only where to look when it matters who signs first."""
    if policy.plan(me(), agreement):
        return None
    return render_template("signing/before.html", agreement=agreement, plan=agreement.plan)


def names_of(share: Share) -> list[str]:
    """Whom the plan names, each minor with the guardian."""
    people = {one.person: db.session.get_one(Person, one.person) for one in share.named}
    return [
        _("%(minor)s, represented by %(name)s (guardian)", minor=one.minor, name=people[one.person].name)
        if one.minor
        else people[one.person].name
        for one in share.named
    ]


class Part(NamedTuple):
    """An article as it was frozen."""

    number: int
    title: str
    provisions: list[Said]


def parts_of(frozen: Frozen) -> list[Part]:
    """The very text that is signed, also when the tables say something else by now."""
    text = json.loads(frozen.text)
    parties = {p["key"]: blocks.Party(p["key"], p["name"], p["side"]) for p in text["parties"]}
    return [
        Part(article["number"], article["title"], [_said(it, parties) for it in article["provisions"]])
        for article in text["articles"]
    ]


def _said(it: dict[str, Any], parties: blocks.Parties) -> Said:
    return Said(it["title"], it["text"], blocks.from_terms(it["topic"], it["terms"], parties))


def may_move_day(agreement: Agreement) -> bool:
    return policy.move_day(me(), agreement) is None


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(may_move_day=may_move_day, names_of=names_of, short_in_plan=short_in_plan)
    app.jinja_env.filters.update(parts=parts_of)
