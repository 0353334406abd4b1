"""How soon there is an answer to what was asked from the menu: the days that the menu promises."""

from sqlalchemy import or_, select

from collab.db import db
from collab.support.answering import promises_answer
from collab.support.words import Sort

from .menu import Offer


@promises_answer
def days_of_the_menu(sort: Sort, what: str) -> int | None:
    titled = or_(Offer.title_nl == what, Offer.title_en == what)
    return db.session.scalar(
        select(Offer.answer_days).where(titled, Offer.sort == sort, Offer.closed_at.is_(None)).limit(1)
    )
