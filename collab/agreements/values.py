"""Which articles carry which values: each party links them as it sees them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, backref, contains_eager, mapped_column, relationship

from collab.cases import policy as cases
from collab.clock import now
from collab.conversations.joint import JointWording
from collab.conversations.queries import joint_words
from collab.conversations.words import Value
from collab.db import Model, db
from collab.errors import NotNow
from collab.history.telling import quiet
from collab.people.models import Person

from .articles import Article
from .models import Agreement
from .parties import Party

TOPIC, JOINT_WORDS = "A03", "joint-words"
quiet("agreement.tied_value", "agreement.untied_value")  # the pages of the text show who sees what where


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
    return _tied(article.value_links, joint_words(article.agreement.case))


def tied_in(agreement: Agreement) -> dict[int, list[Tied]]:
    """The same for all articles, by number, in a fixed number of statements."""
    query = select(ValueLink).join(ValueLink.article).where(Article.agreement_id == agreement.id)
    links = db.session.scalars(query.options(contains_eager(ValueLink.article)).order_by(ValueLink.id)).all()
    words = joint_words(agreement.case)
    found = {
        article.number: _tied([it for it in links if it.article is article], words)
        for article in agreement.articles
    }
    return {number: tied for number, tied in found.items() if tied}


def tie(person: Person, agreement: Agreement) -> str | None:
    """Who may link values to articles: whoever writes for one of the parties."""
    if agreement.party_for(person) is None:
        return _("You do not speak for one of the parties.")
    return cases.write(person, agreement.case)


def said_together(agreement: Agreement) -> str | None:
    """The joint words as a text to begin with, in the language of the agreement."""
    with force_locale(agreement.language):
        lines = [
            _(
                "- %(value)s: %(words)s",
                value=str(value.label).capitalize(),
                words=" ".join(said.text.split()),
            )
            for value, said in joint_words(agreement.case).items()
        ]
        intro = _("This is what we say together after our conversation on values:")
    return "\n".join([intro, "", *lines]) if lines else None


def begin_with(form: Any, asked: str | None, agreement: Agreement) -> None:
    """Somebody chose the joint words as the text to begin with."""
    topic = next((topic for topic in form.topics if topic.code == TOPIC), None)
    text = said_together(agreement) if topic and asked == JOINT_WORDS else None
    if topic and text:
        form.text(topic).data, form.nothing(topic).data = text, False


def _tied(links: Sequence[ValueLink], words: dict[Value, JointWording]) -> list[Tied]:
    by_value = {value: [link.party for link in links if link.value == value] for value in Value}
    return [Tied(value, parties, words.get(value)) for value, parties in by_value.items() if parties]
