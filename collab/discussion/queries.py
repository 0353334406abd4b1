"""Questions about what was said. Notes are only asked for by who they are for."""

from sqlalchemy import ColumnElement, Select, and_, false, func, literal, or_, select
from sqlalchemy.orm import joinedload, selectinload

from collab.agreements import queries as agreements
from collab.agreements.models import Agreement
from collab.agreements.parties import Party
from collab.cases import queries as cases
from collab.cases.models import Contact
from collab.collectives.models import Collective
from collab.people.models import Person, Post

from .comments import Comment, CommentMention
from .messages import OPEN
from .notes import Note, NoteMention

PAGE = 8
MOST_ASKED = 30
Kind = type[Comment] | type[Note]


def comments_of(agreement: Agreement) -> Select:
    return _with_all(select(Comment).where(Comment.agreement_id == agreement.id), Comment)


def notes_for(person: Person, agreement: Agreement) -> Select:
    """The notes of the party for which this person speaks, and those between them and one other."""
    return _with_all(select(Note).where(Note.agreement_id == agreement.id, are_for(person, agreement)), Note)


def are_for(person: Person, agreement: Agreement) -> ColumnElement[bool]:
    """The same as `Note.is_for`, for a query."""
    mine = agreement.party_for(person)
    if mine is None:
        return false()
    wrote = (Note.person_id == person.id) & (Note.party_id == mine.id)
    reads = (Note.reader_id == person.id) & (Note.reader_party_id == mine.id)
    return or_(Note.reader_id.is_(None) & (Note.party_id == mine.id), wrote, reads)


def begun(query: Select, kind: Kind, article: int | None, before) -> Select:
    """The newest conversations about an article, and one more to know whether there are earlier ones."""
    alone = kind.parent_id.is_(None) if kind is Comment else _begins_note()
    query = query.where(kind.article == article, alone)
    if before:
        query = query.where(kind.said_at < before)
    return query.order_by(kind.said_at.desc(), kind.id.desc()).limit(PAGE + 1)


def answers_to(query: Select, kind: Kind, comments: list[int], notes: list[int]) -> Select:
    if kind is Comment:
        return query.where(Comment.parent_id.in_(comments))
    return query.where(Note.comment_id.in_(comments) | Note.parent_id.in_(notes))


def counted(kind: Kind, visible: ColumnElement[bool]) -> Select:
    """Messages per article, and how many of them are between two people."""
    between = func.count(Note.reader_id) if kind is Note else literal(0)
    query = select(kind.article, func.count(), between).where(visible, kind.removed_at.is_(None))
    return query.group_by(kind.article)


def unresolved(kind: Kind, visible: ColumnElement[bool]) -> Select:
    """Open conversations per article."""
    alone = kind.parent_id.is_(None) if kind is Comment else _begins_note()
    there = and_(visible, alone, kind.resolved_at.is_(None), kind.removed_at.is_(None))
    return select(kind.article, func.count()).where(there).group_by(kind.article)


def mentions_of(person: Person) -> tuple[Select, Select]:
    """What somebody was asked to look at. Whether a note is still for them is asked of the note."""
    return _open_mentions(Comment, CommentMention, person), _open_mentions(Note, NoteMention, person)


def colleagues() -> Select:
    """People of the municipality who see every cooperation."""
    held = Person.posts.any(Post.current() & Post.duty.in_(cases.SEES_ALL))
    return select(Person).where(held, Person.left_at.is_(None)).order_by(Person.name, Person.id)


def contacts_of(agreement: Agreement) -> Select:
    mine = (Contact.case_id == agreement.case_id) & Contact.current() & ~Contact.handed_over
    there = (Person.id == Contact.person_id) & Person.left_at.is_(None)
    return select(Person).where(mine, there).order_by(Person.name, Person.id)


def _begins_note() -> ColumnElement[bool]:
    return Note.parent_id.is_(None) & Note.comment_id.is_(None)


def _open_mentions(kind: Kind, mention: type[CommentMention] | type[NoteMention], person: Person) -> Select:
    seen = agreements.visible_to(person).with_only_columns(Agreement.id)
    query = select(kind).join(kind.mentions).join(kind.agreement)
    query = query.where(mention.person_id == person.id, mention.seen_at.is_(None))
    query = query.where(kind.removed_at.is_(None), Agreement.status.in_(OPEN), kind.agreement_id.in_(seen))
    parties = joinedload(kind.agreement).selectinload(Agreement.parties).selectinload(Party.collective)
    roads = joinedload(kind.agreement).joinedload(Agreement.case)
    roots = (kind.parent,) if kind is Comment else (Note.parent, Note.comment)
    with_all = (roads, parties.selectinload(Collective.memberships), joinedload(kind.person))
    query = query.options(*with_all, *(joinedload(root) for root in roots))
    return query.order_by(kind.said_at.desc(), kind.id.desc()).limit(MOST_ASKED)


def _with_all(query: Select, kind: Kind) -> Select:
    people = (joinedload(kind.person), joinedload(kind.resolved_by))
    more = () if kind is Comment else (joinedload(kind.reader),)
    mentions = selectinload(kind.mentions)
    mention = CommentMention if kind is Comment else NoteMention
    return query.options(*people, *more, selectinload(kind.revisions), mentions.joinedload(mention.person))
