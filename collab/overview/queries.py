"""Questions over all that one person works on. Each is one statement, however many cooperations there are."""

from sqlalchemy import Select, and_, case, func, select
from sqlalchemy.orm import joinedload, raiseload, selectinload

from collab.agreements import standing
from collab.agreements.articles import Article, Wording
from collab.agreements.lifecycle import Status
from collab.agreements.models import Agreement
from collab.agreements.parties import Party
from collab.cases import queries as cases
from collab.cases.models import Case
from collab.clock import today
from collab.deadlines import Deadline
from collab.deadlines.kinds import NO_DATE
from collab.documents.models import Document
from collab.history import Event
from collab.history.telling import SENTENCES
from collab.notifications import queries as mails
from collab.people.models import Person
from collab.people.words import Side

MOST_CASES, MOST_DATES, MOST_NEWS, MOST_TROUBLES = 200, 6, 30, 50
DOES = case((Party.collective_id.is_(None), Side.MUNICIPALITY.value), else_=Side.COLLECTIVE.value)


def desk(person: Person) -> Select:
    """The cooperations of this person, with all that the page tells of them; nothing more is loaded later."""
    query = cases.with_people(cases.on_the_desk_of(person)).order_by(Case.id.desc()).limit(MOST_CASES)
    told = (selectinload(loaded) for loaded in (Case.promises, Case.agreements, Case.besides))
    return query.options(*told, raiseload("*", sql_only=True))


def articles_waiting(numbers: list[int]) -> Select:
    """Per agreement and side: how many articles wait for it, and the first of them."""
    count, first = func.count(Article.id.distinct()), func.min(Article.number)
    query = select(Agreement.case_id, Agreement.ref, DOES, count, first).join(Article.agreement)
    query = query.join(Wording, and_(Wording.article_id == Article.id, standing.is_on_top()))
    query = query.join(Party, and_(Party.agreement_id == Agreement.id, standing.waits_for(Party)))
    about = (Agreement.case_id.in_(numbers), Agreement.status == Status.NEGOTIATING)
    return query.where(*about).group_by(Agreement.case_id, Agreement.ref, DOES)


def coming(numbers: list[int]) -> Select:
    open_ = (Deadline.case_id.in_(numbers), Deadline.met_on.is_(None), Deadline.due_on >= today())
    return (
        select(Deadline)
        .where(*open_, Deadline.kind.not_in(NO_DATE))
        .order_by(Deadline.due_on, Deadline.id)
        .limit(MOST_DATES)
    )


def news(numbers: list[int]) -> Select:
    """What happened last, newest first."""
    query = select(Event).where(Event.case_id.in_(numbers), Event.name.in_(sorted(SENTENCES)))
    return query.options(joinedload(Event.actor)).order_by(Event.id.desc()).limit(MOST_NEWS)


def troubled_papers() -> Select:
    """Papers that could not be printed so far."""
    query = select(Document).where(Document.content_sha256.is_(None), Document.attempts > 0)
    return query.order_by(Document.asked_at, Document.id).limit(MOST_TROUBLES)


def troubled_mails() -> Select:
    """Mails that were refused or came back, or of which nobody knows whether they arrived; newest first."""
    return mails.troubled().limit(MOST_TROUBLES)
