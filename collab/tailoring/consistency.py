"""Like cases treated unlike, without a reason: one statement over the texts in force and under way."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, tuple_

from collab.agreements.articles import Article, Wording
from collab.agreements.library import TOPICS, Topic
from collab.agreements.lifecycle import Status
from collab.agreements.models import Agreement
from collab.agreements.standing import is_on_top
from collab.people.models import Person

from .models import Basis, Deviation
from .queries import PAGE, kind_of_party, seen_by
from .reading import FAR
from .words import Standing

RUNNING = (Status.NEGOTIATING, Status.SIGNING, Status.ACTIVE)
TAILORED = (Standing.OWN, Standing.NEEDS_APPROVAL)
OF_LIBRARY = (Standing.PREFERRED, Standing.ACCEPTABLE)


class Unlike(NamedTuple):
    """An agreement that differs on a topic from those like it."""

    agreement_id: int
    ref: str
    title: str
    weight: str
    kind: str | None
    topic_code: str
    standing: Standing
    measure: int | None
    usual: int | None
    alike: int
    can_open: bool

    @property
    def topic(self) -> Topic:
        return TOPICS[self.topic_code]

    @property
    def is_tailored(self) -> bool:
        return self.standing in TAILORED

    @property
    def key(self) -> str:
        return f"{self.agreement_id}-{self.topic_code}"


def unlike(person: Person, after: tuple[int, str] | None = None) -> Select:
    """Newest agreements first; what somebody gave a reason for is not among them."""
    text = _texts()
    group = _groups(text)
    same = and_(text.c.weight == group.c.weight, text.c.kind == group.c.kind, text.c.topic == group.c.topic)
    explained = exists().where(Deviation.agreement_id == text.c.agreement_id, Deviation.topic == text.c.topic)
    query = (
        select(
            text.c.agreement_id, Agreement.ref, Agreement.title, text.c.weight, text.c.kind, text.c.topic,
            text.c.standing, text.c.measure, group.c.usual, (group.c.alike - 1).label("alike"),
            seen_by(person).label("can_open"),
        )
        .join(group, same)
        .join(Agreement, Agreement.id == text.c.agreement_id)
        .where(group.c.alike > 1, ~explained, or_(_differs(text, group), _is_far(text, group)))
        .order_by(text.c.agreement_id.desc(), text.c.topic.desc())
        .limit(PAGE + 1)
    )  # fmt: skip
    if after:
        query = query.where(tuple_(text.c.agreement_id, text.c.topic) < tuple_(*after))
    return query


def rows(found: Iterable) -> list[Unlike]:
    return [Unlike(*row) for row in found]


def _texts():
    """What stands or lies on the table on each topic of each agreement that runs; a change of one that is in
    force only once it takes its place, so that nothing is compared with itself."""
    columns = (
        Agreement.id.label("agreement_id"), Agreement.weight, kind_of_party().label("kind"), Basis.topic,
        Basis.standing, Basis.measure,
    )  # fmt: skip
    query = select(*columns).join(Article, Article.agreement_id == Agreement.id)
    query = query.join(Wording, Wording.article_id == Article.id).join(Basis, Basis.wording_id == Wording.id)
    counts = or_(Agreement.amends_id.is_(None), Agreement.status == Status.ACTIVE)
    return query.where(Agreement.status.in_(RUNNING), counts, is_on_top()).cte("text")


def _groups(text):
    """Agreements of the same size with the same kind of party, per topic."""
    usual = func.percentile_disc(0.5).within_group(text.c.measure)
    of_library = func.count().filter(text.c.standing.in_(OF_LIBRARY))
    columns = (
        text.c.weight, text.c.kind, text.c.topic, usual.label("usual"), of_library.label("of_library"),
        func.count().label("alike"),
    )  # fmt: skip
    return select(*columns).group_by(text.c.weight, text.c.kind, text.c.topic).subquery("alike")


def _differs(text, group) -> ColumnElement[bool]:
    return and_(text.c.standing.in_(TAILORED), group.c.of_library > 0)


def _is_far(text, group) -> ColumnElement[bool]:
    high, low = func.greatest(text.c.measure, group.c.usual), func.least(text.c.measure, group.c.usual)
    return and_(text.c.measure != group.c.usual, high >= FAR * func.greatest(low, 1))
