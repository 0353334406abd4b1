"""Questions about seals."""

from sqlalchemy import Select, func, literal, select
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.orm import joinedload

from collab.clock import now
from collab.documents.models import SIGNED_PAPER, Document

from .models import PaperSeal

MOST_TROUBLES = 50


def ask_for_seals() -> Insert:
    """A seal is owed to every signed paper that is printed; asking twice asks once."""
    asked = PaperSeal.document_id == Document.id
    columns = ("document_id", "agreement_id", "printed_sha256", "asked_at", "due_at", "attempts")
    unsealed = select(
        Document.id,
        Document.agreement_id,
        Document.content_sha256,
        literal(now()),
        literal(now()),
        literal(0),
    ).where(
        Document.name == SIGNED_PAPER,
        Document.agreement_id.is_not(None),
        Document.content_sha256.is_not(None),
        ~select(PaperSeal.id).where(asked).exists(),
    )
    return insert(PaperSeal).from_select(columns, unsealed).on_conflict_do_nothing()


def troubled() -> Select:
    """Papers that could not be sealed so far."""
    query = select(PaperSeal).where(PaperSeal.content_sha256.is_(None), PaperSeal.attempts > 0)
    return query.options(joinedload(PaperSeal.document)).order_by(PaperSeal.id).limit(MOST_TROUBLES)


def count_unsealed() -> Select:
    """Signed papers that are printed and carry no seal."""
    sealed = select(PaperSeal.id).where(
        PaperSeal.document_id == Document.id, PaperSeal.content_sha256.is_not(None)
    )
    printed = (Document.name == SIGNED_PAPER, Document.content_sha256.is_not(None))
    return select(func.count()).select_from(Document).where(*printed, ~sealed.exists())


def printed_as(sha256: str) -> Select:
    """The signed paper with exactly these bytes, with or without its seal."""
    sealed = select(PaperSeal.document_id).where(PaperSeal.content_sha256 == sha256)
    ours = (Document.content_sha256 == sha256) | Document.id.in_(sealed)
    return select(Document).where(Document.name == SIGNED_PAPER, ours)


def seal(number: int) -> Select:
    return select(PaperSeal).where(PaperSeal.id == number).with_for_update(of=PaperSeal)
