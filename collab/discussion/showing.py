"""What the pages show of a discussion: conversations with their answers, counts, and both meanings."""

from datetime import datetime
from typing import Any, NamedTuple

from flask import render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import ColumnElement

from collab.agreements.articles import Article
from collab.agreements.models import Agreement
from collab.agreements.parties import Party
from collab.db import db
from collab.panels import panel
from collab.web import me

from . import policy, queries
from .balance import balance_of
from .comments import Comment
from .forms import MessageForm
from .meanings import Meaning, latest_of
from .messages import Said
from .notes import Note


class Thread(NamedTuple):
    """A message that began a conversation, and what this person may read of the rest."""

    root: Said
    answers: list[Said]


class Count(NamedTuple):
    """How many messages this person reads, and which of them who else reads."""

    shared: int = 0
    side: int = 0
    person: int = 0

    @property
    def words(self) -> list[str]:
        shared = ngettext(
            "%(num)s message for all parties.", "%(num)s messages for all parties.", self.shared
        )
        side = ngettext("%(num)s only for your side.", "%(num)s only for your side.", self.side)
        one = ngettext(
            "%(num)s between you and one other.", "%(num)s between you and one other.", self.person
        )
        return [said for said, number in zip((shared, side, one), self, strict=True) if number]


class Side(NamedTuple):
    """One party and what an article means for it, with the earlier versions."""

    party: Party
    latest: Meaning | None
    earlier: list[Meaning]


def threads(agreement: Agreement, article: int | None) -> dict[str, Any]:
    """The newest conversations on a page, oldest first; `earlier` is where the ones before them are."""
    person, before = me(), _before(agreement)
    asked = ((queries.comments_of(agreement), Comment), (queries.notes_for(person, agreement), Note))
    roots: list[Said] = []
    for query, kind in asked:
        roots += db.session.scalars(queries.begun(query, kind, article, before)).all()
    roots.sort(key=lambda said: (said.said_at, said.key), reverse=True)
    shown = roots[: queries.PAGE]
    answers = _answers(asked, shown)
    return {
        "threads": [Thread(root, answers.get(root.key, [])) for root in reversed(shown)],
        "earlier": shown[-1].key if len(roots) > queries.PAGE else None,
        "later": before is not None,
        "count": counts(agreement).get(article, Count()),
        "seen_by": seen_by,
        "open_to": open_to,
    }


def counts(agreement: Agreement) -> dict[int | None, Count]:
    """Per article; what this person does not read is not counted."""
    found: dict[int | None, Count] = {}
    for kind, visible in _visible(agreement):
        for article, number, between in db.session.execute(queries.counted(kind, visible)):
            read = {"shared": number} if kind is Comment else {"side": number - between, "person": between}
            found[article] = found.get(article, Count())._replace(**read)
    return found


def open_threads(agreement: Agreement) -> list[tuple[int | None, int]]:
    """Articles with conversations that nobody closed yet."""
    found: dict[int | None, int] = {}
    for kind, visible in _visible(agreement):
        for article, number in db.session.execute(queries.unresolved(kind, visible)):
            found[article] = found.get(article, 0) + number
    return sorted(found.items(), key=lambda pair: pair[0] or 0)


def open_to(said: Said) -> set[str]:
    return policy.open_to(me(), said)


def seen_by(said: Said) -> str:
    """The mark that stands under every message."""
    if said.is_shared:
        return read_by_all(said.agreement)
    if not said.reader_id:
        return _("Only %(party)s reads this", party=said.party.name)
    return _("Only you and %(name)s read this", name=said.other(me()).name)


def read_by_all(agreement: Agreement) -> str:
    return _("Both parties read this") if len(agreement.parties) == 2 else _("All parties read this")


def sides(article: Article) -> list[Side]:
    """Collectives first, as everywhere."""
    parties = sorted(article.agreement.parties, key=lambda party: party.collective is None)
    return [_side(article, party) for party in parties]


@panel("article", order=30)
def meanings_of(article: Article) -> str:
    may_write = policy.speak(me(), article.agreement) is None
    mine = article.agreement.party_for(me())
    about = {"article": article, "sides": sides(article), "mine": mine, "may_write": may_write}
    return render_template("discussion/meanings.html", **about)


@panel("article", order=60)
def thread_of(article: Article) -> str:
    about = {"agreement": article.agreement, "article": article}
    return render_template("discussion/panel.html", **about, **talk_about(article.agreement, article.number))


@panel("agreement", order=60)
def talk_of(agreement: Agreement) -> str:
    about = {"open": open_threads(agreement), "flags": len(balance_of(agreement).flags)}
    return render_template("discussion/open.html", agreement=agreement, **about)


def talk_about(agreement: Agreement, article: int | None) -> dict[str, Any]:
    """All that the part of a page needs on which people talk."""
    why_not = policy.take_part(me(), agreement)
    form = None if why_not else MessageForm(me(), agreement)
    return {"talk": form, "why_not": why_not, "here": _here(agreement, article)} | threads(agreement, article)


def _here(agreement: Agreement, article: int | None) -> str:
    if article is None:
        return url_for("discussion.show", ref=agreement.ref)
    return url_for("agreements.article", ref=agreement.ref, number=article)


def _visible(agreement: Agreement) -> list[tuple[queries.Kind, ColumnElement[bool]]]:
    notes = (Note.agreement_id == agreement.id) & queries.are_for(me(), agreement)
    return [(Comment, Comment.agreement_id == agreement.id), (Note, notes)]


def _side(article: Any, party: Party) -> Side:
    latest = latest_of(article, party)
    earlier = [it for it in article.meanings if it.party_id == party.id and it is not latest]
    return Side(party, latest, sorted(earlier, key=lambda meaning: -meaning.number))


def _before(agreement: Agreement) -> datetime | None:
    """Where an earlier page begins: a message that this person reads."""
    said = find(agreement, request.args.get("before", ""))
    return said.said_at if said else None


def find(agreement: Agreement, key: str) -> Said | None:
    """A message of this agreement, if it exists for this person."""
    if not key:
        return None
    comment = db.session.scalar(queries.comments_of(agreement).where(Comment.key == key))
    return comment or db.session.scalar(queries.notes_for(me(), agreement).where(Note.key == key))


def _answers(asked, roots: list[Said]) -> dict[str, list[Said]]:
    comments = {root.id: root.key for root in roots if root.is_shared}
    notes = {root.id: root.key for root in roots if not root.is_shared}
    found: dict[str, list[Said]] = {}
    for query, kind in asked:
        told = queries.answers_to(query, kind, list(comments), list(notes))
        for said in db.session.scalars(told):
            found.setdefault(_key_of_root(said, comments, notes), []).append(said)
    return {key: sorted(answers, key=lambda said: said.said_at) for key, answers in found.items()}


def _key_of_root(said: Any, comments: dict[int, str], notes: dict[int, str]) -> str:
    if said.is_shared:
        return comments[said.parent_id]
    return comments[said.comment_id] if said.comment_id else notes[said.parent_id]
