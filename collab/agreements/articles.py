"""Articles and their wordings: a wording is never changed, only answered by another one."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab.clock import now
from collab.db import Model
from collab.errors import NotNow, NotYours
from collab.people.models import Person

from . import library
from .lifecycle import ArticleState, StepKind
from .steps import Stand, Step

if TYPE_CHECKING:
    from .models import Agreement
    from .parties import Party


class Overtaken(NotNow):
    """Somebody put another wording on the table while this person was reading or writing."""

    def __init__(self, latest: "Wording | None"):
        super().__init__(_("The text on the table changed while this page was open."))
        self.latest = latest


class Article(Model):
    """One article of an agreement, gathering one or more topics of the library."""

    __tablename__ = "article"
    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"))
    number: Mapped[int]

    if TYPE_CHECKING:
        value_links: Any

    agreement: Mapped["Agreement"] = relationship(back_populates="articles")
    wordings: Mapped[list["Wording"]] = relationship(back_populates="article", order_by="Wording.number")
    steps: Mapped[list[Step]] = relationship(back_populates="article", order_by=Step.number)
    __table_args__ = (UniqueConstraint("agreement_id", "number"),)

    def propose(
        self, provisions: dict, *, seen: int, party: "Party", person: Person, reason: str
    ) -> "Wording":
        self._check(seen)
        latest = self.latest
        if latest and latest.provisions == provisions:
            raise NotNow(_("This is the same text as the one on the table. You can agree to it instead."))
        countered = latest and latest.party is not party and not self.is_agreed
        wording = self._word(provisions, party, person, reason=reason, answers=seen if countered else None)
        self._take(StepKind.PROPOSED, wording, party, person, yes=party.is_represented_by(person))
        return wording

    def agree(self, *, seen: int, party: "Party", person: Person) -> None:
        wording = self._on_the_table(seen)
        if party in self.stand.agreeing(wording):
            raise NotNow(_("%(party)s agreed to this text already.", party=party.name))
        self._take(StepKind.AGREED, wording, party, person, yes=True)

    def reject(self, reason: str, *, seen: int, party: "Party", person: Person) -> None:
        """No to this wording: it stays, and waits for whoever proposed it."""
        wording = self._on_the_table(seen)
        if wording.party is party:
            raise NotNow(_("This is your own proposal. You can withdraw it."))
        if party not in self.asked_parties:
            raise NotNow(_("%(party)s answered this text already.", party=party.name))
        self._take(StepKind.REJECTED, wording, party, person, reason=reason)

    def take_back(self, *, seen: int, party: "Party", person: Person) -> "Wording":
        """Withdraw an own proposal: the wording that stood before stands again, with its consents."""
        wording = self._on_the_table(seen)
        if wording.party is not party:
            raise NotNow(_("Only %(party)s can withdraw this proposal.", party=wording.party.name))
        if self.is_agreed:
            raise NotNow(_("All parties agreed to this text. Whoever wants another text, proposes one."))
        _expect_own(wording.person, party, person)
        self._take(StepKind.WITHDRAWN, wording, party, person)
        return wording

    def undo(self, *, seen: int, party: "Party", person: Person) -> Step:
        """Take away the last step, one's own party's, before another party acted or the text was frozen."""
        step = self.undoable_by(party)
        if step is None or step.number != seen:
            raise NotNow(_("This can be undone only until another party acts on the text."))
        _expect_own(step.person, party, person)
        self._take(StepKind.UNDONE, step.wording, party, person, undoes=step.number)
        return step

    def take_over(self, provisions: dict, party: "Party", person: Person, agreeing: list["Party"]) -> None:
        """The wording of the agreement in force, to which these parties said yes when they signed it."""
        wording = self._word(provisions, party, person)
        for one in agreeing:
            self._take(StepKind.TAKEN_OVER, wording, one, person, yes=True)

    def undoable_by(self, party: "Party | None") -> Step | None:
        last = self.steps[-1] if self.steps else None
        if last is None or last.party is not party or last.kind in {StepKind.UNDONE, StepKind.TAKEN_OVER}:
            return None
        return None if self._turn_passed(last) else last

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
    def stand(self) -> Stand:
        return Stand(self.steps)

    @property
    def latest(self) -> "Wording | None":
        """The wording on the table: the one that is discussed, or agreed."""
        return self.stand.latest

    @property
    def before(self) -> "Wording | None":
        """What the wording on the table is compared with: the last agreed one, or the one before."""
        stand, asked = self.stand, set(self._asked)
        earlier = stand.table[-2::-1]
        return next((wording for wording in earlier if asked <= stand.agreeing(wording)), None) or next(
            iter(earlier), None
        )

    @property
    def is_as_before(self) -> bool:
        """On the table lies what was in force already, taken over when its change began."""
        latest = self.latest
        return any(step.kind == StepKind.TAKEN_OVER and step.wording is latest for step in self.steps)

    @property
    def is_agreed(self) -> bool:
        return self.latest is not None and not self.waiting_parties

    @property
    def rejections(self) -> list[Step]:
        stand = self.stand
        return stand.rejections(stand.latest)

    @property
    def asked_parties(self) -> list["Party"]:
        """Who still has to say yes or no to the wording on the table."""
        stand = self.stand
        if (latest := stand.latest) is None:
            return []
        said = stand.agreeing(latest) | {step.party for step in stand.rejections(latest)}
        return [party for party in self._asked if party not in said]

    @property
    def waiting_parties(self) -> list["Party"]:
        """For whom the article waits: those who are asked, and after a no whoever proposed it."""
        if self.latest is None:
            return []
        proposer = [self.latest.party] if self.rejections else []
        return [party for party in self.agreement.parties if party in [*self.asked_parties, *proposer]]

    @property
    def state(self) -> ArticleState:
        if self.latest is None:
            return ArticleState.OPEN
        if self.rejections:
            return ArticleState.REJECTED
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
        latest = self.latest
        settled = latest.settled if latest and self.is_agreed else set()
        return [topic for topic in self.needed if topic.code not in settled]

    @property
    def _asked(self) -> list["Party"]:
        return [party for party in self.agreement.parties if party.is_asked]

    def _turn_passed(self, step: Step) -> bool:
        """Whoever acted since, on whichever article, may have counted on this step."""
        steps = (one for article in self.agreement.articles for one in article.steps)
        frozen = self.agreement.frozen
        return any(one.party is not step.party and one.taken_at > step.taken_at for one in steps) or bool(
            frozen and frozen[-1].frozen_at > step.taken_at
        )

    def _on_the_table(self, seen: int) -> "Wording":
        self._check(seen)
        if (latest := self.latest) is None:
            raise NotNow(_("There is no proposal for this article."))
        return latest

    def _check(self, seen: int) -> None:
        latest = self.latest
        if seen != (latest.number if latest else 0):
            raise Overtaken(latest)

    def _word(self, provisions: dict, party: "Party", person: Person, **more) -> "Wording":
        facts = {"reason": "", "answers": None} | more
        number = len(self.wordings) + 1
        wording = Wording(number=number, party=party, person=person, proposed_at=now(), **facts)
        wording.provisions = provisions
        self.wordings.append(wording)
        return wording

    def _take(self, kind: StepKind, wording: "Wording", party: "Party", person: Person, **more) -> None:
        facts = {"yes": False, "reason": "", "undoes": None} | more
        number = len(self.steps) + 1
        step = Step(number=number, kind=kind, wording=wording, party=party, person=person, taken_at=now())
        for name, value in facts.items():
            setattr(step, name, value)
        self.steps.append(step)


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
    answers: Mapped[int | None]  # the number of the other party's wording to which this one is the counter
    proposed_at: Mapped[datetime]

    article: Mapped[Article] = relationship(back_populates="wordings")
    party: Mapped["Party"] = relationship()
    person: Mapped[Person] = relationship()
    __table_args__ = (UniqueConstraint("article_id", "number"),)

    @property
    def agreeing(self) -> set["Party"]:
        return self.article.stand.agreeing(self)

    @property
    def settled(self) -> set[str]:
        """The topics on which this wording says something, if only that nothing is agreed."""
        return {
            code for code, said in self.provisions.items() if said["nothing"] or said["text"] or said["terms"]
        }


def _expect_own(author: Person, party: "Party", person: Person) -> None:
    """An editor takes back only what they wrote themselves; a representative all that their party did."""
    if author is not person and not party.is_represented_by(person):
        raise NotYours(_("Only who did this, or a representative, can take it back."))
