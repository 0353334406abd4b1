"""Which articles carry which values: each party links them as it sees them."""

from datetime import datetime
from typing import NamedTuple

from flask_babel import gettext as _
from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from collab.clock import now
from collab.conversations.joint import JointWording
from collab.conversations.queries import joint_words
from collab.conversations.words import Value
from collab.db import Model
from collab.errors import NotNow
from collab.people.models import Person

from .articles import Article
from .parties import Party


class ValueLink(Model):
    """A party says that this article carries this value."""

    __tablename__ = "value_link"
    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    value: Mapped[Value]
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    linked_at: Mapped[datetime]

    article: Mapped[Article] = relationship(
        backref=backref("value_links", order_by="ValueLink.id", cascade="all, delete-orphan")
    )
    party: Mapped[Party] = relationship()
    person: Mapped[Person] = relationship()
    __table_args__ = (UniqueConstraint("article_id", "value", "party_id"),)

    @classmethod
    def tie(cls, article: Article, value: Value, by: Person) -> None:
        """Say it for your party; said twice it stands there once."""
        party = article.agreement.party_of(by)
        if link_of(article, value, party) is None:
            article.value_links.append(cls(value=value, party=party, person=by, linked_at=now()))
            article.agreement.record("tied_value", by, article=article.number, value=value)

    def untie(self, by: Person) -> None:
        """Each party takes away its own links, never those of another."""
        if self.party is not self.article.agreement.party_of(by):
            raise NotNow(_("Another party made this link. Only that party can take it away."))
        self.article.agreement.record("untied_value", by, article=self.article.number, value=self.value)
        self.article.value_links.remove(self)


class Tied(NamedTuple):
    """A value on an article: which parties see it there, and what all said together on it."""

    value: Value
    parties: list[Party]
    words: JointWording | None


def link_of(article: Article, value: Value, party: Party | None) -> ValueLink | None:
    links = (link for link in article.value_links if link.value == value and link.party is party)
    return next(links, None)


def tied_to(article: Article) -> list[Tied]:
    """The values of an article, in their own order."""
    words = joint_words(article.agreement.case)
    by_value = {value: [it.party for it in article.value_links if it.value == value] for value in Value}
    return [Tied(value, parties, words.get(value)) for value, parties in by_value.items() if parties]
