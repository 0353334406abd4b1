"""Questions about messages."""

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload

from collab.people.models import Person

from .choices import Postbox
from .models import DIGEST, KNOWN, Notice

PAGE = 30


def messages_of(person: Person, before: int | None = None) -> Select:
    """Newest first: one page, and one more to know whether there is a next."""
    query = select(Notice).where(Notice.person_id == person.id, Notice.template != DIGEST)
    if before:
        query = query.where(Notice.id < before)
    return query.options(joinedload(Notice.person)).order_by(Notice.id.desc()).limit(PAGE + 1)


def troubled() -> Select:
    """Mails that were refused or came back, or of which nobody knows whether they arrived; newest first."""
    in_doubt = Notice.in_doubt_at.is_not(None) & Notice.done_at.is_(None)
    wrong = or_(Notice.refusal != KNOWN, Notice.bounced_at.is_not(None), in_doubt)
    return select(Notice).where(wrong).options(joinedload(Notice.person)).order_by(Notice.id.desc())


def unreached(people: list[Person]) -> Select:
    """Those of them to whom mail is known not to arrive."""
    numbers = [person.id for person in people]
    found = (Postbox.person_id.in_(numbers), Postbox.failed_at.is_not(None))
    return select(Postbox).where(*found).options(joinedload(Postbox.person)).order_by(Postbox.person_id)
