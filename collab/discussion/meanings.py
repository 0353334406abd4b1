"""What an article means for each party, in its own plain words."""

from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from collab.agreements.articles import Article
from collab.agreements.parties import Party
from collab.clock import now
from collab.db import Model
from collab.errors import NotNow
from collab.people.models import Person

from .messages import OPEN, why_closed


class Meaning(Model):
    """One version of it. A version is never changed; all parties read the latest, and the ones before."""

    __tablename__ = "meaning"
    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    number: Mapped[int]
    text: Mapped[str]
    wording: Mapped[int]  # number of the wording that was on the table; 0: none yet
    written_at: Mapped[datetime]

    article: Mapped[Article] = relationship(backref=backref("meanings", order_by="Meaning.id"))
    party: Mapped[Party] = relationship()
    person: Mapped[Person] = relationship()
    __table_args__ = (UniqueConstraint("article_id", "party_id", "number"),)

    @classmethod
    def write(cls, article: Any, text: str, *, seen: int, by: Person) -> "Meaning":
        """`seen`: the number of the version this one follows, or 0."""
        agreement = article.agreement
        if agreement.status not in OPEN:
            raise NotNow(why_closed(agreement))
        party = agreement.party_of(by)
        latest = latest_of(article, party)
        if seen != (latest.number if latest else 0):
            raise NotNow(_("Somebody of your side changed this while your page was open."))
        wording = article.latest.number if article.latest else 0
        meaning = cls(party=party, person=by, number=seen + 1, text=text, wording=wording, written_at=now())
        article.meanings.append(meaning)
        article.agreement.record("explained", by, article=article.number)
        return meaning

    @property
    def is_older_than_text(self) -> bool:
        """The wording changed after this was written."""
        latest = self.article.latest
        return self.wording != (latest.number if latest else 0)


def latest_of(article: Any, party: Party) -> Meaning | None:
    written = [meaning for meaning in article.meanings if meaning.party_id == party.id]
    return max(written, key=lambda meaning: meaning.number, default=None)
