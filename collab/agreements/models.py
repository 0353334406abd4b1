"""The promise: an agreement between parties, its road from the first wording to the end of its term."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from collab.cases.beside import BesideKind
from collab.cases.lifecycle import ROAD, Stage
from collab.cases.models import Case
from collab.clock import local, now, today
from collab.db import Model
from collab.deadlines import Deadline, Kind
from collab.documents.models import Document
from collab.errors import NotNow
from collab.history import Event, Remembers
from collab.people.models import Person
from collab.support.models import Promise

from . import beginning, carrying
from .amending import Amendable
from .articles import Article
from .extending import Extension, ExtensionProposal, expect_longer, follow_the_end
from .library import ARTICLES
from .lifecycle import MOVES, OVER, PartyRole, Status, Weight
from .negotiating import Negotiated
from .nudging import Nudge
from .parties import Party
from .signed import Signed
from .signing import Frozen


class Agreement(Negotiated, Signed, Amendable, Remembers, Model):
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
    amends_id: Mapped[int | None] = mapped_column(ForeignKey("agreement.id"), index=True)
    reason: Mapped[str | None]  # why the agreement in force should change

    if TYPE_CHECKING:  # declared by the slices that come later in the story
        opinions: Any
        rounds: Any
        decisions: Any
        deviations: Any
        reports: Any
        evaluations: Any

    case: Mapped[Case] = relationship(backref=backref("agreements", order_by="Agreement.id"))
    amends: Mapped["Agreement | None"] = relationship(remote_side=id, back_populates="amendments")
    amendments: Mapped[list["Agreement"]] = relationship(back_populates="amends", order_by=id)
    nudges: Mapped[list[Nudge]] = relationship(back_populates="agreement", order_by=Nudge.number)
    parties: Mapped[list[Party]] = relationship(back_populates="agreement", order_by=Party.id)
    articles: Mapped[list[Article]] = relationship(back_populates="agreement", order_by=Article.number)
    frozen: Mapped[list[Frozen]] = relationship(back_populates="agreement", order_by=Frozen.number)
    extensions: Mapped[list[Extension]] = relationship(back_populates="agreement", order_by=Extension.number)
    extension_proposals: Mapped[list[ExtensionProposal]] = relationship(
        back_populates="agreement", order_by=ExtensionProposal.number
    )
    promises: Mapped[list[Promise]] = relationship(backref="agreement", order_by=Promise.id)
    deadlines: Mapped[list[Deadline]] = relationship(
        backref="agreement", order_by=(Deadline.due_on, Deadline.id)
    )
    documents: Mapped[list[Document]] = relationship(backref="agreement", order_by=Document.id)
    events: Mapped[list[Event]] = relationship(
        foreign_keys=Event.agreement_id, order_by=Event.id, backref="agreement"
    )

    __mapper_args__ = {"version_id_col": edition}
    __table_args__ = (
        CheckConstraint("ends_on >= starts_on", name="term"),
        Index("uq_agreement_in_force", "case_id", unique=True, postgresql_where=text("status = 'active'")),
        Index(
            "uq_agreement_on_the_table", "case_id", unique=True,
            postgresql_where=text("status in ('negotiating', 'signing')"),
        ),
    )  # fmt: skip

    @classmethod
    def draft(cls, case: Case, weight: Weight, language: str, *, by: Person) -> "Agreement":
        """Begin a text between the municipality and all who take part in the case."""
        if any(a.status not in OVER for a in case.agreements):
            raise NotNow(_("There is an agreement in this cooperation already."))
        agreement = cls(
            ref=f"{case.ref}-{len(case.agreements) + 1}", title=case.title, weight=weight,
            language=language, status=Status.NEGOTIATING,
        )  # fmt: skip
        case.agreements.append(agreement)
        agreement.parties = [Party(role=PartyRole.COLLECTIVE, collective=c) for c in case.staying]
        agreement.parties.append(Party(role=PartyRole.MUNICIPALITY))
        agreement.articles = [Article(number=article.number) for article in ARTICLES]
        if case.stage != Stage.DRAFTING:
            case.move(Stage.DRAFTING, by)
        agreement.record("drafted", by, weight=weight)
        return agreement

    def cast(self, party: Party, role: PartyRole, by: Person, **facts) -> None:
        """In which role a party takes part and, where that differs, in which term and under which name."""
        self._expect(Status.NEGOTIATING)
        party.role = role
        for name in facts.keys() & {"starts_on", "ends_on", "own_name"}:
            setattr(party, name, facts[name])
        self.record("cast", by, role=role)

    def extend(self, longer: ExtensionProposal, by: Person | None) -> Extension:
        """All parties agreed that it runs longer than was signed, on a ground that is named, while it still
        runs. Where they said so, what hangs on the last day moves along."""
        expect_longer(self, longer.ends_on)
        extension = Extension(
            number=len(self.extensions) + 1, ended_on=self.ends_on, ground=longer.ground, agreed_on=today(),
            person=longer.person,
        )  # fmt: skip
        self.extensions.append(extension)
        if longer.follow:
            follow_the_end(self, longer.ends_on, by)
        beginning.move_end(self, longer.ends_on)
        about = {"ends_on": longer.ends_on.isoformat(), "follow": longer.follow}
        self.record("extended", by, **about, proposal=longer.number)
        return extension

    def withdraw(self, by: Person | None) -> None:
        """Before everyone had signed: the text goes no further, and what is in force stays as it is."""
        self._move(Status.WITHDRAWN)
        self._meet(Kind.SIGNATURE)
        self._let_go()
        self.record("withdrawn", by)

    def end(self, by: Person | None) -> None:
        """The term is over."""
        self._move(Status.ENDED)
        if self.open_amendment:
            self.open_amendment.withdraw(by)
        self.case.move(Stage.ENDING, by)
        self._meet(Kind.TERM_ENDS)
        self.record("ended", by)

    def party_of(self, person: Person) -> Party:
        """The party this person speaks for; nobody speaks for two."""
        if party := self.party_for(person):
            if not party.is_asked:
                raise NotNow(_("%(party)s takes part no longer.", party=party.name))
            return party
        raise NotNow(_("You do not speak for one of the parties."))

    def party_for(self, person: Person) -> Party | None:
        """Of several collectives the one in which this person may do most."""
        theirs = [party for party in self.parties if party.speaks(person)]
        return max(theirs, key=lambda party: party.weight_of(person), default=None)

    def is_read_by(self, person: Person) -> bool:
        """By everyone of a party, unless it stopped before there was an agreement."""
        party = self.party_for(person)
        if party is None or self.amends or party.ends_on is None:
            return party is not None
        return party.ends_on >= (local(self.began_at).date() if self.began_at else today())

    def party(self, key: str) -> Party | None:
        return next((party for party in self.parties if party.key == key), None)

    @property
    def proposed_extension(self) -> ExtensionProposal | None:
        """The longer term that waits for an answer."""
        return next((proposal for proposal in self.extension_proposals if proposal.is_open), None)

    @property
    def paper(self) -> Document | None:
        return next((document for document in self.documents if document.name == "agreement"), None)

    def add_deadline(self, deadline: Deadline) -> None:
        deadline.agreement_id = self.id  # known before a paused cooperation holds its clock
        self.case.deadlines.append(deadline)
        self.deadlines.append(deadline)

    def remember(self, event: Event) -> None:
        self.events.append(event)
        self.case.events.append(event)

    def _begin(self) -> None:
        before = self.amends
        if before:
            before._move(Status.REPLACED)
        self._move(Status.ACTIVE)
        self.began_at = now()
        self.starts_on, self.ends_on = beginning.term_of(self)
        self._travel(Stage.ACTIVE, by=None)
        if before:
            carrying.carry_over(before, self)
            before.record("replaced", by=None)
            self.case.over(BesideKind.AMENDING, by=None)
        else:
            beginning.start_promises(self)
            beginning.start_deadlines(self)
            if any(deadline.kind == Kind.START for deadline in self.deadlines):
                self.case.note(BesideKind.NOT_STARTED, by=None)
        self.record("began", by=None)

    def _travel(self, to: Stage, by: Person | None) -> None:
        """The cooperation goes along, except with an amendment: what is in force runs on."""
        if self.amends:
            self.case.pass_turn(ROAD[to].waits_for)
        else:
            self.case.move(to, by)

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
        if to in OVER and self.proposed_extension:
            self.proposed_extension.lapse()
        self.status = to
