"""Negotiating: what the parties do with the text before it is frozen."""

from datetime import date
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from flask_babel import ngettext

from collab.clock import today, working_days_after
from collab.errors import NotNow
from collab.people.models import Person
from collab.people.words import Side

from . import beginning, canonical
from .articles import Article, Wording
from .lifecycle import Status, Weight
from .nudging import PAUSE_DAYS, Nudge

if TYPE_CHECKING:
    from .parties import Party


class Negotiated:
    """The verbs of an agreement while its text is on the table."""

    __tablename__ = "agreement"

    if TYPE_CHECKING:
        case: Any
        weight: Any
        articles: Any
        nudges: Any
        amends: Any
        changes_something: Any
        record: Any
        party_of: Any
        party_for: Any
        _expect: Any

    def propose(self, number: int, provisions: dict, *, seen: int, by: Person, reason: str = "") -> Wording:
        """Put a wording of an article on the table. `seen`: the number of the wording it answers, or 0."""
        self._expect(Status.NEGOTIATING)
        wording = self.article(number).propose(
            provisions, seen=seen, party=self.party_of(by), person=by, reason=reason
        )
        self.record("proposed", by, article=number, wording=wording.number, answers=wording.answers)
        self._pass_turn()
        return wording

    def agree(self, number: int, *, seen: int, by: Person) -> None:
        """Say yes, for your party, to the wording you saw."""
        self._expect(Status.NEGOTIATING)
        self.article(number).agree(seen=seen, party=self.party_of(by), person=by)
        self.record("agreed", by, article=number, wording=seen)
        self._pass_turn()

    def reject(self, number: int, reason: str, *, seen: int, by: Person) -> None:
        """Say no, for your party, and why: the wording stays and waits for whoever proposed it."""
        self._expect(Status.NEGOTIATING)
        self.article(number).reject(reason, seen=seen, party=self.party_of(by), person=by)
        self.record("rejected", by, article=number, wording=seen)
        self._pass_turn()

    def take_back(self, number: int, *, seen: int, by: Person) -> None:
        """Withdraw your party's own proposal."""
        self._expect(Status.NEGOTIATING)
        self.article(number).take_back(seen=seen, party=self.party_of(by), person=by)
        self.record("taken_back", by, article=number, wording=seen)
        self._pass_turn()

    def undo(self, number: int, *, seen: int, by: Person) -> None:
        """Take away your party's latest step, before anybody else acted; `seen` is its number."""
        self._expect(Status.NEGOTIATING)
        step = self.article(number).undo(seen=seen, party=self.party_of(by), person=by)
        self.record("undone", by, article=number, step=step.kind)
        turns = self.case.turns
        self._pass_turn()
        if self.case.turns > turns:
            self.case.resume_turn()

    def weigh(self, weight: Weight, by: Person) -> None:
        """All parties agreed to another size; what was agreed in the text stays agreed."""
        self._expect(Status.NEGOTIATING)
        self.weight = weight
        self.record("weighed", by, weight=weight)

    def nudge(self, by: Person) -> None:
        """Ask whoever is late, in neutral words, when the answer comes."""
        late, since = self.late_sides(by), self.case.turn_since
        if not late:
            raise NotNow(_("The other side is within the time that it promised to answer in."))
        if not (asked := [side for side in late if not self.nudged_until(side)]):
            raise NotNow(_("This was asked a few days ago. It can be asked again later."))
        for side in asked:
            number = len(self.nudges) + 1
            self.nudges.append(Nudge(number=number, side=side, person=by, turn_since=since, sent_on=today()))
            self.record("nudged", by, to=side, since=since.isoformat())

    def late_sides(self, asking: Person) -> list[Side]:
        """On turn and past their promised days: the other side and, for a party that answered, its own side
        where another party did not."""
        if self.case.turn_days_late == 0:
            return []
        waiting = self.waiting_parties
        others = set() if self.party_for(asking) in waiting else {party.side for party in waiting}
        return [side for side in Side if self.case.waits_on(side) and (side != asking.side or side in others)]

    def nudged_until(self, side: Side) -> date | None:
        """It was asked a short time ago: from this day it may be asked again. None: now."""
        asked = [working_days_after(nudge.sent_on, PAUSE_DAYS) for nudge in self.nudges if nudge.side == side]
        return max((day for day in asked if day > today()), default=None)

    def nudged_by_all(self, asking: Person) -> date | None:
        """From this day somebody who is late may be asked again. None: somebody may be asked now."""
        days = [self.nudged_until(side) for side in self.late_sides(asking)]
        return min((day for day in days if day), default=None) if all(days) else None

    def missing(self) -> list:
        """The topics that must be settled for this class and these parties and are not."""
        return [topic for article in self.articles for topic in article.unsettled]

    def article(self, number: int) -> Article:
        if not 1 <= number <= len(self.articles):
            raise NotNow(_("There is no article %(number)d.", number=number))
        return self.articles[number - 1]

    @property
    def open_articles(self) -> list[Article]:
        return [article for article in self.articles if article.latest and not article.is_agreed]

    @property
    def waiting_parties(self) -> set["Party"]:
        """For whom any open proposal waits."""
        return {party for article in self.open_articles for party in article.waiting_parties}

    def expect_settled(self) -> None:
        """Equal pen: nobody freezes the text or sends it on over somebody's open proposal."""
        if still_open := self.open_articles:
            raise NotNow(over_open_proposals(still_open))
        if self.amends and not self.changes_something:
            raise NotNow(_("Nothing changes yet. Propose another text for an article first."))
        if self.missing():
            raise NotNow(
                _("Not everything that is needed is agreed yet. The page of the agreement says what is left.")
            )

    def expect_read(self, digest: str) -> None:
        """Whoever freezes or sends on the text has read it as it stands now."""
        if digest != self.digest_now:
            raise NotNow(_("The text changed after you opened this page. Please read it again."))

    @property
    def digest_now(self) -> str:
        """The fingerprint of the text as it stands on the table."""
        return canonical.digest(canonical.text_of(self))

    def _pass_turn(self) -> None:
        self.case.pass_turn(beginning.turn_of({party.side for party in self.waiting_parties}))


def over_open_proposals(articles: list[Article]) -> str:
    """Names the articles, so that people can go there."""
    numbers = [str(article.number) for article in articles]
    return ngettext(
        "There is still an open proposal for article %(numbers)s. First all parties agree to it, or it is "
        "withdrawn.",
        "There are still open proposals for articles %(numbers)s. First all parties agree to them, or they "
        "are withdrawn.",
        len(numbers), numbers=", ".join(numbers),
    )  # fmt: skip
