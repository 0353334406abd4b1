"""Articles and their wordings: a wording is never changed, only answered by another one."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab.clock import now
from collab.db import Model
from collab.errors import NotNow
from collab.people.models import Person

from . import library
from .lifecycle import ArticleState

if TYPE_CHECKING:
    from .models import Agreement
    from .parties import Party


class Overtaken(NotNow):
    """Somebody put another wording on the table while this person was reading or writing."""

    def __init__(self, latest: "Wording | None"):
        super().__init__(_("The other side proposed another text while this page was open."))
        self.latest = latest


class Article(Model):
    """One article of an agreement, gathering one or more topics of the library."""

    __tablename__ = "article"
    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"))
    number: Mapped[int]

    agreement: Mapped["Agreement"] = relationship(back_populates="articles")
    wordings: Mapped[list["Wording"]] = relationship(back_populates="article", order_by="Wording.number")
    __table_args__ = (UniqueConstraint("agreement_id", "number"),)

    def propose(
        self, provisions: dict, *, seen: int, party: "Party", person: Person, reason: str
    ) -> "Wording":
        self._check(seen)
        if self.latest and self.latest.provisions == provisions:
            raise NotNow(_("This is the same text as the one on the table. You can agree to it instead."))
        wording = Wording(
            number=seen + 1,
            provisions=provisions,
            party=party,
            person=person,
            reason=reason,
            proposed_at=now(),
        )
        self.wordings.append(wording)
        if party.is_represented_by(person):
            wording.consents.append(Consent(party=party, person=person, given_at=now()))
        return wording

    def agree(self, *, seen: int, party: "Party", person: Person) -> None:
        self._check(seen)
        if self.latest is None:
            raise NotNow(_("There is no proposal for this article yet."))
        if party in self.latest.agreeing:
            raise NotNow(_("%(party)s agreed to this text already.", party=party.name))
        self.latest.consents.append(Consent(party=party, person=person, given_at=now()))

    def _check(self, seen: int) -> None:
        if seen != (self.latest.number if self.latest else 0):
            raise Overtaken(self.latest)

    @property
    def topics(self) -> list[library.Topic]:
        """The topics of this article that are asked of these parties."""
        kinds = {party.collective.kind for party in self.agreement.parties if party.collective}
        return [topic for topic in self.entry.topics if topic.concerns(kinds)]

    @property
    def entry(self) -> library.Article:
        """What the library says about this article."""
        return library.ARTICLES[self.number - 1]

    @property
    def latest(self) -> "Wording | None":
        return self.wordings[-1] if self.wordings else None

    @property
    def is_agreed(self) -> bool:
        return self.latest is not None and not self.waiting_parties

    @property
    def waiting_parties(self) -> list["Party"]:
        """Who still has to say yes or no to the wording on the table."""
        if self.latest is None:
            return []
        return [party for party in self.agreement.parties if party not in self.latest.agreeing]

    @property
    def state(self) -> ArticleState:
        if self.latest is None:
            return ArticleState.OPEN
        return ArticleState.AGREED if self.is_agreed else ArticleState.PROPOSED

    @property
    def needed(self) -> list[library.Topic]:
        """The topics that must be settled; those that are asked "if there are any" never hold anything up."""
        weight = self.agreement.weight
        return [
            topic for topic in self.topics if topic.need(weight) == library.Need.MUST and not topic.if_any
        ]

    @property
    def unsettled(self) -> list[library.Topic]:
        settled = self.latest.settled if self.is_agreed else set()
        return [topic for topic in self.needed if topic.code not in settled]


class Wording(Model):
    """What an article says, as one party put it. Per topic: text, typed terms, or that nothing is agreed."""

    __tablename__ = "wording"
    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    number: Mapped[int]
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    provisions: Mapped[dict[str, Any]]  # {"A07": {"text": str, "nothing": bool, "terms": dict | list | None}}
    reason: Mapped[str]
    proposed_at: Mapped[datetime]

    article: Mapped[Article] = relationship(back_populates="wordings")
    party: Mapped["Party"] = relationship()
    person: Mapped[Person] = relationship()
    consents: Mapped[list["Consent"]] = relationship(back_populates="wording", order_by="Consent.id")
    __table_args__ = (UniqueConstraint("article_id", "number"),)

    @property
    def agreeing(self) -> set["Party"]:
        return {consent.party for consent in self.consents}

    @property
    def settled(self) -> set[str]:
        """The topics on which this wording says something, if only that nothing is agreed."""
        return {
            code for code, said in self.provisions.items() if said["nothing"] or said["text"] or said["terms"]
        }


class Consent(Model):
    """A party's yes to one wording."""

    __tablename__ = "consent"
    id: Mapped[int] = mapped_column(primary_key=True)
    wording_id: Mapped[int] = mapped_column(ForeignKey("wording.id"))
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    given_at: Mapped[datetime]

    wording: Mapped[Wording] = relationship(back_populates="consents")
    party: Mapped["Party"] = relationship()
    person: Mapped[Person] = relationship()
    __table_args__ = (UniqueConstraint("wording_id", "party_id"),)
