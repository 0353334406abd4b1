"""What could not be done by itself: papers that were not printed, mails that were refused."""

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload

from collab.clock import now
from collab.documents.models import Document
from collab.notifications.models import Notice


def papers() -> Select:
    failed = Document.content_sha256.is_(None) & (Document.attempts > 0)
    return select(Document).where(failed).order_by(Document.id.desc()).limit(50)


def mails() -> Select:
    trouble = or_(Notice.refusal.is_not(None), Notice.in_doubt_at.is_not(None) & Notice.sent_at.is_(None))
    late = Notice.done_at.is_(None) & (Notice.attempts > 0)
    return select(Notice).where(or_(trouble, late)).options(joinedload(Notice.person)).order_by(Notice.id.desc()).limit(50)


def try_again(document: Document) -> None:
    document.attempts, document.due_at = 0, now()


def send_again(notice: Notice) -> None:
    """Under the same Message-ID, so that a mail that did arrive is not shown twice."""
    notice.done_at, notice.refusal, notice.attempts, notice.due_at = None, None, 0, now()
