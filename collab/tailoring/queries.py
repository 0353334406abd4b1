"""Questions about tailoring: in one agreement, and in those that are like it."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, case, false, func, literal, or_, select, true
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import joinedload

from collab.agreements import queries as agreements
from collab.agreements.articles import Article, Wording
from collab.agreements.library import TOPICS, Topic
from collab.agreements.lifecycle import Status
from collab.agreements.models import Agreement
from collab.agreements.parties import Party
from collab.agreements.standing import is_on_top
from collab.cases.models import Case
from collab.clauses.shelf import Shelf, Worded, shelf
from collab.collectives.models import Collective
from collab.db import db
from collab.people.models import Person

from .models import Basis, Deviation, Explanation, Ruling
from .reading import Read, read
from .words import Standing

PAGE = 20


class Departure(NamedTuple):
    """One point on which an agreement is tailored, and the account of it when somebody gave one."""

    standing: Standing
    topic: Topic | None  # None: a rule outside the text
    worded: Worded | None  # the wording of the library, where it needs approval
    deviation: Deviation | None

    @property
    def has_reason(self) -> bool:
        return self.deviation is not None and bool(self.deviation.explanations)

    @property
    def article(self) -> int:
        return self.topic.article if self.topic else 0


def deviations_of(agreement: Agreement, number: int | None = None) -> list[Departure]:
    """Where an agreement (or one article of it) leaves the library or a rule, with or without a reason."""
    wordings = [
        article.latest
        for article in agreement.articles
        if article.latest and number in {None, article.number}
    ]
    known = shelf(*{code for wording in wordings for code in wording.provisions}) if wordings else Shelf(())
    told = {it.topic or it.number: it for it in db.session.scalars(_of(agreement))}
    found = (it for wording in wordings for it in read(wording, known))
    made = [_departure(it, told) for it in found if it.standing.asks_why or it.topic.code in told]
    outside = (it for it in told.values() if it.topic is None and number is None)
    return [*made, *(Departure(Standing.OUTSIDE, None, None, it) for it in outside)]


def without_reason(agreement: Agreement) -> list[Departure]:
    return [it for it in deviations_of(agreement) if it.standing.asks_why and not it.has_reason]


def _of(agreement: Agreement) -> Select:
    return select(Deviation).where(Deviation.agreement_id == agreement.id).order_by(Deviation.number)


def _departure(it: Read, told: dict) -> Departure:
    return Departure(it.standing, it.topic, it.worded, told.get(it.topic.code))


def unread(agreement_id: int | None = None) -> Select:
    """Wordings that were not yet laid beside the library."""
    query = select(Wording).where(~select(Basis.id).where(Basis.wording_id == Wording.id).exists())
    query = query.options(joinedload(Wording.article).joinedload(Article.agreement)).order_by(Wording.id)
    if agreement_id is None:
        return query
    return query.join(Wording.article).where(Article.agreement_id == agreement_id)


def as_read(wording: Wording, reads: list[Read]):
    """Rows that say on what a wording stands; a second time changes nothing."""
    rows = [
        {
            "wording_id": wording.id, "topic": it.topic.code, "standing": it.standing.value,
            "clause": it.worded and it.worded.clause, "version": it.worded and it.worded.version,
            "measure": it.measure,
        }
        for it in reads
    ]  # fmt: skip
    return insert(Basis).values(rows).on_conflict_do_nothing()


def seen_by(person: Person) -> ColumnElement[bool]:
    """Whether this person can open the agreement."""
    visible = agreements.visible_to(person).with_only_columns(Agreement.id).correlate(None)
    return Agreement.id.in_(visible)


def kinds_of_parties():
    """Of all collectives of an agreement."""
    query = select(func.array_agg(Collective.kind.distinct())).where(_of_this_one())
    return query.correlate(Agreement).scalar_subquery()


def has_kind(kinds: Iterable[str]) -> ColumnElement[bool]:
    """Whether one of the collectives of an agreement is of such a kind."""
    query = select(Collective.id).where(_of_this_one(), Collective.kind.in_(sorted(kinds)))
    return query.correlate(Agreement).exists()


def _of_this_one() -> ColumnElement[bool]:
    theirs = select(Party.collective_id).where(Party.agreement_id == Agreement.id)
    return Collective.id.in_(theirs.correlate(Agreement))


def kind_of_party():
    """Of the first collective of an agreement."""
    query = select(Collective.kind).join(Party, Party.collective_id == Collective.id)
    query = query.where(Party.agreement_id == Agreement.id).order_by(Party.id).limit(1)
    return query.correlate(Agreement).scalar_subquery()


def used_in(person: Person, clause: str) -> Select:
    """The agreements this person can open in which an article stands on a wording of the library."""
    columns = (Agreement.ref, Agreement.title, Agreement.status, Article.number, Basis.version)
    query = select(*columns).join(Article, Article.agreement_id == Agreement.id)
    query = query.join(Wording, Wording.article_id == Article.id).join(Basis, Basis.wording_id == Wording.id)
    stands = (Basis.clause == clause) & is_on_top() & (Agreement.status != Status.WITHDRAWN)
    return query.where(stands, seen_by(person)).order_by(Agreement.id.desc())


def precedents(person: Person, wanted: dict, after: int | None = None) -> Select:
    """How this was decided before, newest first. A collective finds its own, and of others what is public."""
    about, decided = _newest(Explanation), _newest(Ruling)
    own = seen_by(person)
    columns = (
        Deviation.id, Deviation.topic, Deviation.rule, Agreement.ref, Agreement.title, Agreement.weight,
        Agreement.status, Case.neighbourhood, kinds_of_parties().label("kinds"), Explanation.reason,
        Explanation.values, Explanation.expect, Explanation.written_at, Ruling.outcome, Ruling.decided_by,
        Ruling.decided_on, Ruling.until, Ruling.summary, own.label("own"),
    )  # fmt: skip
    query = select(*columns).select_from(Deviation).join(Agreement).join(Case, Case.id == Agreement.case_id)
    query = query.join(Explanation, about).outerjoin(Ruling, decided)
    if not person.is_officer:
        query = query.where(or_(own, Ruling.summary != ""))
    if after is not None:
        query = query.where(Deviation.id < after)
    return query.where(*_like(wanted)).order_by(Deviation.id.desc()).limit(PAGE + 1)


def likest(person: Person, agreement: Agreement, topics: list[str]) -> Select:
    """How others decided on these topics, what is most like this agreement first, and in what it is alike."""
    kinds = {party.collective.kind for party in agreement.parties if party.collective}
    place = agreement.case.neighbourhood
    alike = {
        "same_weight": Agreement.weight == agreement.weight,
        "same_place": _is_in(place) if place else false(),
        "same_kind": has_kind(kinds),
    }
    likeness = sum((case((same, 1), else_=0) for same in alike.values()), start=literal(0))
    query = precedents(person, {"topics": topics, "but": agreement.id})
    query = query.add_columns(*(func.coalesce(same, false()).label(name) for name, same in alike.items()))
    return query.order_by(None).order_by(likeness.desc(), Deviation.id.desc())


def _is_in(place: str) -> ColumnElement[bool]:
    return func.lower(Case.neighbourhood) == place.casefold()


def _newest(kind) -> ColumnElement[bool]:
    last = select(func.max(kind.number)).where(kind.deviation_id == Deviation.id).correlate(Deviation)
    return and_(kind.deviation_id == Deviation.id, kind.number == last.scalar_subquery())


def _like(wanted: dict) -> list[ColumnElement[bool]]:
    """Theme, class, place and kind of party, as far as they are asked for."""
    made: list[ColumnElement[bool]] = [true()]
    if topics := wanted.get("topics"):
        made.append(Deviation.topic.in_(topics))
    if weight := wanted.get("weight"):
        made.append(Agreement.weight == weight)
    if place := wanted.get("place"):
        made.append(_is_in(place))
    if kind := wanted.get("kind"):
        made.append(has_kind([kind]))
    if unlike := wanted.get("but"):
        made.append(Deviation.agreement_id != unlike)
    return made


def topics_of(number: int) -> list[str]:
    return [code for code, topic in TOPICS.items() if topic.article == number]
