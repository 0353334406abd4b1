"""What others see of tailoring on their pages: beside an article, a text, a freezing, a wording."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from flask import render_template
from flask_babel import gettext as _
from flask_babel import ngettext

from collab.agreements.library import TOPICS, Topic
from collab.agreements.lifecycle import Status, Weight
from collab.agreements.models import Agreement
from collab.collectives.words import Kind
from collab.conversations.words import Value
from collab.db import db
from collab.panels import panel
from collab.people.models import Person
from collab.web import me
from collab.words import money

from . import policy, queries
from .words import Outcome

SHORT = 6


class Precedent(NamedTuple):
    """An earlier case. Of what this person cannot open there is no name, no reason and nobody who decided."""

    id: int
    topic: Topic | None
    weight: Weight
    kinds: list[Kind]
    neighbourhood: str | None
    outcome: Outcome | None
    decided_on: date | None
    until: date | None
    summary: str
    written_at: datetime
    known: dict[str, Any]  # ref, title, rule, reason, values, expect, decided_by; empty for others
    alike: list[str]  # in what it is like the case beside which it is shown


def precedents(person: Person, found: Iterable) -> list[Precedent]:
    return [_precedent(row, person) for row in found]


def _precedent(row: Any, person: Person) -> Precedent:
    known = {}
    if row.own or person.is_officer:
        names = ("ref", "title", "rule", "reason", "values", "expect", "decided_by", "own")
        known = {name: getattr(row, name) for name in names}
    return Precedent(
        row.id, TOPICS.get(row.topic or ""), row.weight, _kinds(row), row.neighbourhood, row.outcome,
        row.decided_on, row.until, row.summary or "", row.written_at, known, _alike(row),
    )  # fmt: skip


def _kinds(row: Any) -> list[Kind]:
    return sorted((Kind(kind) for kind in row.kinds or ()), key=list(Kind).index)


def _alike(row: Any) -> list[str]:
    """In words; a list that is beside no case compares nothing."""
    if "same_kind" not in row._fields:
        return []
    same = [
        (row.same_weight, _("size")),
        (row.same_place, _("neighbourhood")),
        (row.same_kind, _("kind of party")),
    ]
    return [_("topic"), *(name for is_same, name in same if is_same)]


@panel("article", order=30)
def of_article(article: Any, **_things: Any) -> str | None:
    """That an article is tailored, why, and how that was decided before."""
    agreement, person = article.agreement, me()
    departures = queries.deviations_of(agreement, article.number)
    topics = queries.topics_of(article.number)
    found = precedents(person, db.session.execute(queries.likest(person, agreement, topics)))
    if not departures and not found:
        return None
    rights = _rights(person, agreement)
    shown = {"departures": departures, "precedents": found[:SHORT], "more": len(found) > SHORT}
    return render_template("tailoring/article.html", agreement=agreement, article=article, **shown, **rights)


@panel("agreement", order=60)
def of_agreement(agreement: Agreement, **_things: Any) -> str | None:
    if agreement.status == Status.WITHDRAWN:
        return None
    departures = queries.deviations_of(agreement)
    rights = _rights(me(), agreement)
    if not departures:
        return None
    return render_template("tailoring/agreement.html", agreement=agreement, departures=departures, **rights)


@panel("freezing", order=60)
def before_freezing(agreement: Agreement, **_things: Any) -> str | None:
    """A reminder, never a gate."""
    bare = queries.without_reason(agreement)
    if not bare:
        return None
    may = policy.explain(me(), agreement) is None
    return render_template("tailoring/freezing.html", agreement=agreement, departures=bare, may_explain=may)


@panel("clause")
def used_in(clause: Any, **_things: Any) -> str | None:
    """Under a wording of the library: which texts stand on it."""
    found = list(db.session.execute(queries.used_in(me(), clause.name).limit(queries.PAGE + 1)))
    return render_template("tailoring/used_in.html", found=found) if found else None


def _rights(person: Person, agreement: Agreement) -> dict[str, bool]:
    return {
        "may_explain": policy.explain(person, agreement) is None,
        "may_decide": policy.decide(person, agreement) is None,
    }


def measured(code: str, value: int) -> str:
    """What is compared on a topic, in words."""
    if code == "A26":
        return ngettext("%(num)s day of notice.", "%(num)s days of notice.", value)
    if code == "A07":
        return ngettext("A term of %(num)s month.", "A term of %(num)s months.", value)
    if code == "A14":
        return ngettext("%(num)s report a year.", "%(num)s reports a year.", value)
    return _("%(amount)s a year.", amount=money(value))


def init_app(app) -> None:
    app.jinja_env.filters["value_names"] = Value.names
    app.jinja_env.globals["measured"] = measured
