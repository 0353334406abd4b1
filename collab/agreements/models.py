"""The promise: an agreement between parties, its road from the first wording to the end of its term."""

from datetime import date, datetime

from flask_babel import gettext as _
from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab.cases.lifecycle import Stage
from collab.cases.models import Case
from collab.clock import now, today, working_days_after
from collab.db import Model
from collab.deadlines import Deadline, Kind
from collab.documents.models import Document
from collab.errors import NotNow
from collab.history import Event, Remembers
from collab.people.models import Person
from collab.support.models import Promise

from . import beginning, canonical
from .articles import Article, Wording
from .extending import Extension
from .library import ARTICLES
from .lifecycle import MOVES, PartyRole, Status, Weight
from .parties import Party
from .signing import Authorised, Frozen, Signature, text_changed

SIGNING_DAYS = 10  # working days


class Agreement(Remembers, Model):
    __tablename__ = "agreement"
    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    title: Mapped[str]
    weight: Mapped[Weight]
    language: Mapped[str]  # of the text; each reader's pages are in their own
    status: Mapped[Status]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    began_at: Mapped[datetime | None]
    edition: Mapped[int] = mapped_column()

    case: Mapped[Case] = relationship(backref="agreements")
    parties: Mapped[list[Party]] = relationship(back_populates="agreement", order_by=Party.id)
    articles: Mapped[list[Article]] = relationship(back_populates="agreement", order_by=Article.number)
    frozen: Mapped[list[Frozen]] = relationship(back_populates="agreement", order_by=Frozen.number)
    extensions: Mapped[list[Extension]] = relationship(back_populates="agreement", order_by=Extension.number)
    promises: Mapped[list[Promise]] = relationship(backref="agreement", order_by=Promise.id)
    deadlines: Mapped[list[Deadline]] = relationship(backref="agreement", order_by=Deadline.due_on)
    documents: Mapped[list[Document]] = relationship(backref="agreement", order_by=Document.id)
    events: Mapped[list[Event]] = relationship(
        foreign_keys=Event.agreement_id, order_by=Event.id, backref="agreement"
    )

    __mapper_args__ = {"version_id_col": edition}
    __table_args__ = (CheckConstraint("ends_on >= starts_on", name="term"),)

    @classmethod
    def draft(cls, case: Case, weight: Weight, language: str, *, by: Person) -> "Agreement":
        """Begin a text between the municipality and all who take part in the case."""
        if any(a.status not in {Status.ENDED, Status.WITHDRAWN} for a in case.agreements):
            raise NotNow(_("There is an agreement in this cooperation already."))
        agreement = cls(
            ref=f"{case.ref}-{len(case.agreements) + 1}", title=case.title, weight=weight,
            language=language, status=Status.NEGOTIATING,
        )  # fmt: skip
        case.agreements.append(agreement)
        agreement.parties = [Party(role=PartyRole.COLLECTIVE, collective=c) for c in case.collectives]
        agreement.parties.append(Party(role=PartyRole.MUNICIPALITY))
        agreement.articles = [Article(number=article.number) for article in ARTICLES]
        if case.stage != Stage.DRAFTING:
            case.move(Stage.DRAFTING, by)
        agreement.record("drafted", by, weight=weight)
        return agreement

    def propose(self, number: int, provisions: dict, *, seen: int, by: Person, reason: str = "") -> Wording:
        """Put a wording of an article on the table. `seen`: the number of the wording it answers, or 0."""
        self._expect(Status.NEGOTIATING)
        wording = self.article(number).propose(
            provisions, seen=seen, party=self.party_of(by), person=by, reason=reason
        )
        self.record("proposed", by, article=number, wording=wording.number)
        self._pass_turn()
        return wording

    def agree(self, number: int, *, seen: int, by: Person) -> None:
        """Say yes, for your party, to the wording you saw."""
        self._expect(Status.NEGOTIATING)
        self.article(number).agree(seen=seen, party=self.party_of(by), person=by)
        self.record("agreed", by, article=number, wording=seen)
        self._pass_turn()

    def weigh(self, weight: Weight, reason: str, by: Person) -> None:
        """Choose the other class; what was agreed stays agreed."""
        self._expect(Status.NEGOTIATING)
        self.weight = weight
        self.case.say(reason, by)
        self.record("weighed", by, weight=weight)

    def cast(self, party: Party, role: PartyRole, by: Person, **facts) -> None:
        """In which role a party takes part and, where that differs, in which term and under which name."""
        self._expect(Status.NEGOTIATING)
        party.role = role
        for name in facts.keys() & {"starts_on", "ends_on", "own_name"}:
            setattr(party, name, facts[name])
        self.record("cast", by, role=role)

    def freeze(self, by: Person) -> None:
        """All that is needed stands: from now on the text does not change and can be signed."""
        self._expect(Status.NEGOTIATING)
        if self.missing() or self.open_articles:
            raise NotNow(
                _("Not everything that is needed is agreed yet. The page of the agreement says what is left.")
            )
        text = canonical.text_of(self)
        if why_not := canonical.why_not_freeze(text):
            raise NotNow(why_not)
        self.frozen.append(
            Frozen(
                number=len(self.frozen) + 1,
                text=text,
                digest=canonical.digest(text),
                frozen_at=now(),
                person=by,
            )
        )
        self._move(Status.SIGNING)
        self.case.move(Stage.SIGNING, by)
        self.record("frozen", by, version=self.text.number)
        self._ask_signatures()

    def reopen(self, reason: str, by: Person) -> None:
        """Not signed but back to the table; what was signed already stays on record with the old text."""
        self._expect(Status.SIGNING)
        self._move(Status.NEGOTIATING)
        self._meet(Kind.SIGNATURE)
        self.case.move(Stage.DRAFTING, by)
        self.case.say(reason, by)
        self.record("reopened", by)

    def sign(self, digest: str, typed_name: str, authority: Authorised, *, by: Person) -> None:
        """You sign the text you saw, for one party: the page carries its digest."""
        self._expect(Status.SIGNING)
        if digest != self.text.digest:
            raise NotNow(text_changed())
        party = self.party_of(by)
        if party in self.signed_parties:
            raise NotNow(_("%(party)s has signed already.", party=party.name))
        self.text.signatures.append(
            Signature(party=party, person=by, typed_name=typed_name, signed_at=now(), **authority._asdict())
        )
        self.record("signed", by)
        self._meet(Kind.SIGNATURE, f"signature:{self.ref}:{self.text.number}:{party.key}")
        if self.signed_parties == set(self.parties):
            self._begin()

    def extend(self, ends_on: date, ground: str, by: Person) -> None:
        """Run longer than was signed, on a decision that is named, and only while it still runs."""
        self._expect(Status.ACTIVE)
        if self.ends_on is None or not today() <= self.ends_on < ends_on:
            raise NotNow(_("Only a term that still runs can be extended, to a later day."))
        self.extensions.append(
            Extension(
                number=len(self.extensions) + 1,
                ended_on=self.ends_on,
                ground=ground,
                agreed_on=today(),
                person=by,
            )
        )
        beginning.move_end(self, ends_on)
        self.record("extended", by, ends_on=ends_on.isoformat())

    def withdraw(self, by: Person | None) -> None:
        """The cooperation stopped before everyone had signed: the text goes no further."""
        self._move(Status.WITHDRAWN)
        self._meet(Kind.SIGNATURE)
        self.record("withdrawn", by)

    def end(self, by: Person | None) -> None:
        """The term is over."""
        self._move(Status.ENDED)
        self.case.move(Stage.ENDING, by)
        self._meet(Kind.TERM_ENDS)
        self.record("ended", by)

    def missing(self) -> list:
        """The topics that must be settled for this class and these parties and are not."""
        return [topic for article in self.articles for topic in article.unsettled]

    def article(self, number: int) -> Article:
        if not 1 <= number <= len(self.articles):
            raise NotNow(_("There is no article %(number)d.", number=number))
        return self.articles[number - 1]

    def party_of(self, person: Person) -> Party:
        """The party this person speaks for; nobody speaks for two."""
        if party := self.party_for(person):
            return party
        raise NotNow(_("You do not speak for one of the parties."))

    def party_for(self, person: Person) -> Party | None:
        """Of several collectives the one in which this person may do most."""
        theirs = [party for party in self.parties if party.speaks(person)]
        return max(theirs, key=lambda party: party.weight_of(person), default=None)

    def party(self, key: str) -> Party | None:
        return next((party for party in self.parties if party.key == key), None)

    @property
    def open_articles(self) -> list[Article]:
        return [article for article in self.articles if article.latest and not article.is_agreed]

    @property
    def text(self) -> Frozen:
        return self.frozen[-1]

    @property
    def signed_parties(self) -> set[Party]:
        return {signature.party for signature in self.text.signatures} if self.frozen else set()

    def signature_of(self, party: Party) -> Signature | None:
        return next((signature for signature in self.text.signatures if signature.party is party), None)

    @property
    def signers(self) -> list[Person]:
        return [signature.person for signature in self.text.signatures] if self.frozen else []

    @property
    def paper(self) -> Document | None:
        return next((document for document in self.documents if document.name == "agreement"), None)

    def add_deadline(self, deadline: Deadline) -> None:
        self.case.deadlines.append(deadline)
        self.deadlines.append(deadline)

    def remember(self, event: Event) -> None:
        self.events.append(event)
        self.case.events.append(event)

    def _begin(self) -> None:
        self._move(Status.ACTIVE)
        self.began_at = now()
        self.starts_on, self.ends_on = beginning.term_of(self)
        self.case.move(Stage.ACTIVE, by=None)
        beginning.start_promises(self)
        beginning.start_deadlines(self)
        self.record("began", by=None)

    def _ask_signatures(self) -> None:
        due = working_days_after(today(), SIGNING_DAYS)
        for party in self.parties:
            key = f"signature:{self.ref}:{self.text.number}:{party.key}"
            whose = {"data": {"party": party.key}}
            self.add_deadline(
                Deadline.start(Kind.SIGNATURE, key, due, subject=self.title, side=party.side, **whose)
            )

    def _pass_turn(self) -> None:
        waiting = {party.side for article in self.open_articles for party in article.waiting_parties}
        self.case.pass_turn(beginning.turn_of(waiting))

    def _meet(self, kind: Kind, key: str | None = None) -> None:
        for deadline in self.deadlines:
            if deadline.kind == kind and key in {None, deadline.key}:
                deadline.meet()

    def _expect(self, *statuses: Status) -> None:
        if self.status not in statuses:
            raise NotNow(
                _("This agreement is %(status)s, so this cannot be done now.", status=self.status.label)
            )

    def _move(self, to: Status) -> None:
        assert to in MOVES[self.status], f"{self.status} -> {to}"
        self.status = to
