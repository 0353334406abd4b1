"""Changing what was signed: a proposal on the agreement in force, with its own negotiation and signatures."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from flask_babel import ngettext

from collab.cases.beside import BesideKind
from collab.cases.lifecycle import RUNNING, Waits
from collab.clock import today
from collab.collectives.models import Collective
from collab.errors import NotNow
from collab.people.models import Person
from collab.words import day

from .articles import Article
from .beginning import terms_of
from .lifecycle import ON_THE_TABLE, PartyRole, Status
from .parties import Party

if TYPE_CHECKING:
    from .models import Agreement

USUAL_NOTICE = 30  # days, where the text says nothing about it


class Amendable:
    """The verbs of an agreement in force that is to change, and of the amendment itself."""

    __tablename__ = "agreement"

    if TYPE_CHECKING:
        ref: Any
        case: Any
        title: Any
        weight: Any
        language: Any
        status: Any
        parties: Any
        articles: Any
        amends: Any
        amendments: Any
        record: Any
        party_for: Any
        open_articles: Any
        withdraw: Any
        _expect: Any

    def amend(self, reason: str, *, by: Person) -> "Agreement":
        """Begin a text that changes this one: all that stands is copied, only what differs is negotiated."""
        self._expect(Status.ACTIVE)
        if self.open_amendment:
            raise NotNow(_("A change of this agreement is being prepared already."))
        ref = f"{self.case.ref}-{len(self.case.agreements) + 1}"
        kind: Any = type(self)
        amendment = kind(
            ref=ref, title=self.title, weight=self.weight, language=self.language,
            status=Status.NEGOTIATING, amends=self, reason=reason,
        )  # fmt: skip
        self.case.agreements.append(amendment)
        amendment.parties = [_copy(party) for party in self.parties if party.is_asked]
        amendment.articles = [Article(number=article.number) for article in self.articles]
        amendment._take_over(by)
        amendment.record("amending", by)
        self.case.note(BesideKind.AMENDING, by, reason)
        return amendment

    def join(self, collective: Collective, starts_on: date, *, by: Person) -> Party:
        """Another party takes part from a day on; it agrees to the text and signs like all others."""
        self._expect_amendment()
        if any(party.collective is collective for party in self.parties):
            raise NotNow(_("%(name)s takes part already.", name=collective.name))
        party = Party(role=PartyRole.COLLECTIVE, collective=collective, starts_on=starts_on)
        self.parties.append(party)
        if collective not in self.case.collectives:
            self.case.involve(collective, by)
        self.record("party_joins", by, party=collective.ref, on=starts_on.isoformat())
        return party

    def leave(self, party: Party, ends_on: date, *, by: Person) -> None:
        """A party takes part up to and including a day; after it nobody asks it anything, not even to sign
        this change. So others let it leave no sooner than by the notice that was agreed."""
        self._expect_amendment()
        others = [one for one in self.parties if one.side == party.side and one is not party and one.is_asked]
        if not others:
            raise NotNow(_("Without this party there is no agreement. Then you end it, together."))
        if ends_on < today():
            raise NotNow(_("The last day lies in the past."))
        if party.starts_on and ends_on < party.starts_on:
            raise NotNow(_("The last day lies before the first day of this party."))
        sooner = ends_on < today() + timedelta(days=self.notice_days)
        if sooner and self.amends.party(party.key) and self.party_for(by) is not party:
            raise NotNow(
                _(
                    "%(party)s does not say this itself. Then its last day is %(day)s or later.",
                    party=party.name, day=day(today() + timedelta(days=self.notice_days)),
                )
            )  # fmt: skip
        party.ends_on = ends_on
        self.record("party_leaves", by, party=party.key, on=ends_on.isoformat())

    def stop_amending(self, by: Person) -> None:
        """Equal pen: nobody stops the change over a proposal that waits for their own answer."""
        if unanswered := self.unanswered_by(by):
            raise NotNow(over_unanswered(unanswered))
        self.withdraw(by=by)

    def unanswered_by(self, person: Person) -> list[Article]:
        """Where another party waits for the yes or no of this person's party, and can get it: what rests
        cannot be answered. What was in force already is nobody's proposal."""
        mine = self.party_for(person)
        if self.case.stage not in RUNNING:
            return []
        return [
            article
            for article in self.open_articles
            if mine in article.asked_parties and article.latest.party is not mine and not article.is_as_before
        ]

    @property
    def is_change(self) -> bool:
        """On the table beside an agreement in force, which it would replace."""
        return self.amends is not None and self.status in ON_THE_TABLE

    @property
    def in_force(self) -> Any:
        """What counts today: of a change that is not signed yet, the agreement that it changes."""
        return self.amends if self.is_change else self

    @property
    def open_amendment(self) -> "Agreement | None":
        return next((one for one in self.amendments if one.is_change), None)

    @property
    def changed_articles(self) -> list[Article]:
        """The articles in which an amendment says something else than the text it amends."""
        before = self._said_before()
        return [article for article in self.articles if _says(article) != before.get(article.number)]

    @property
    def changes_something(self) -> bool:
        return bool(self.changed_articles or self.joining or self.leaving)

    @property
    def notice_days(self) -> int:
        """Of the agreement in force: what a party has when others want to go on without it."""
        return (terms_of(self.amends, "A26") or {}).get("notice_days") or USUAL_NOTICE

    @property
    def joining(self) -> list[Party]:
        """Who was no party, or was one that left and comes back. Another first day of a party that stays does
        not make it a new one."""
        before = {party.key: party for party in self.amends.parties} if self.amends else {}
        return [party for party in self.parties if self.amends and _is_new(party, before.get(party.key))]

    @property
    def leaving(self) -> list[Party]:
        until = {party.key: party.ends_on for party in self.amends.parties} if self.amends else {}
        return [party for party in self.parties if party.ends_on and party.ends_on != until.get(party.key)]

    @property
    def amendment_number(self) -> int:
        """Which change of the first agreement this is, counted; 0 is the first agreement itself."""
        return self.amends.amendment_number + 1 if self.amends else 0

    def _take_over(self, by: Person) -> None:
        said, yes = self._said_before(), list(self.parties)
        proposer = next(party for party in self.parties if party.speaks(by))
        for article in self.articles:
            if provisions := said.get(article.number):
                article.take_over(provisions, proposer, by, yes)

    def _said_before(self) -> dict[int, Any]:
        return {article.number: said for article in self.amends.articles if (said := _says(article))}

    def _let_go(self) -> None:
        """A change that stopped waits for nobody, and who would only join by it takes no part after all."""
        if self.amends:
            self.case.pass_turn(Waits.NOBODY)
            self.case.over(BesideKind.AMENDING, by=None)
        for party in self.joining:
            for participant in self.case.participants:
                if participant.collective is party.collective and participant.ends_on is None:
                    participant.ends_on = today()

    def _expect_amendment(self) -> None:
        self._expect(Status.NEGOTIATING)
        if self.amends is None:
            raise NotNow(_("This is possible only when an agreement in force changes."))


def over_unanswered(articles: list[Article]) -> str:
    """Names the articles, so that people can go there."""
    numbers = [str(article.number) for article in articles]
    return ngettext(
        "Another party waits for your answer to its proposal for article %(numbers)s. Answer it first: "
        "agree, or say no with a reason. After that you can stop this change.",
        "Other parties wait for your answer to their proposals for articles %(numbers)s. Answer them first: "
        "agree, or say no with a reason. After that you can stop this change.",
        len(numbers), numbers=", ".join(numbers),
    )  # fmt: skip


def _copy(party: Party) -> Party:
    facts = {name: getattr(party, name) for name in ("role", "starts_on", "ends_on", "own_name")}
    return Party(collective=party.collective, **facts)


def _is_new(party: Party, before: Party | None) -> bool:
    return before is None or (not before.is_asked and party.starts_on != before.starts_on)


def _says(article: Article) -> dict[str, Any] | None:
    latest = article.latest
    return latest.provisions if latest else None
