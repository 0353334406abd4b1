"""Negotiating: what the parties do with the text before it is frozen."""

from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _

from collab.errors import NotNow
from collab.people.models import Person

from . import beginning
from .articles import Article, Wording
from .lifecycle import Status, Weight


class Negotiated:
    """The verbs of an agreement while its text is on the table."""

    __tablename__ = "agreement"

    if TYPE_CHECKING:
        case: Any
        weight: Any
        articles: Any
        record: Any
        party_of: Any
        _expect: Any

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

    def weigh(self, weight: Weight, by: Person) -> None:
        """All parties agreed to another size; what was agreed in the text stays agreed."""
        self._expect(Status.NEGOTIATING)
        self.weight = weight
        self.record("weighed", by, weight=weight)

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

    def _pass_turn(self) -> None:
        waiting = {party.side for article in self.open_articles for party in article.waiting_parties}
        self.case.pass_turn(beginning.turn_of(waiting))
