"""What an agreement asks of people: topics, facts, reports and hours. Clear figures, no score."""

from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _
from wtforms import Form

from collab.cases.models import Case
from collab.people.words import Side
from collab.support.words import Rhythm

from . import beginning, library, terms
from .lifecycle import Weight

HALVES = (Side.COLLECTIVE, Side.MUNICIPALITY)


class Hours(NamedTuple):
    """How long one thing takes one party, per size. Estimates: change them when people find otherwise."""

    what: object
    side: Side | None  # None: every side alike
    light: float
    complex: float
    civic: float
    yearly: bool = False

    def of(self, weight: Weight) -> float:
        return {Weight.LIGHT: self.light, Weight.COMPLEX: self.complex, Weight.CIVIC: self.civic}[weight]

    def concerns(self, side: Side) -> bool:
        return self.side in {None, side}


ASSUMED = {
    "topic": Hours(_("talking about one topic and agreeing on it"), None, 0.5, 1.5, 1.5),
    "fact": Hours(_("filling in one fact"), None, 0.1, 0.1, 0.1),
    "own_decision": Hours(_("the decision of the collective itself"), Side.COLLECTIVE, 1, 6, 16),
    "decision": Hours(_("the decision of the municipality"), Side.MUNICIPALITY, 2, 24, 40),
    "report": Hours(_("writing one report"), Side.COLLECTIVE, 2, 8, 8, True),
    "answer": Hours(_("reading and answering one report"), Side.MUNICIPALITY, 1, 4, 4, True),
    "evaluation": Hours(_("one evaluation together"), None, 2, 4, 6, True),
}
PER_YEAR = {Rhythm.MONTHLY: 12, Rhythm.QUARTERLY: 4, Rhythm.HALF_YEARLY: 2, Rhythm.YEARLY: 1}


class Burden(NamedTuple):
    """What one size, or one text, asks."""

    weight: Weight
    topics: int
    facts: int
    reports: int  # a year
    evaluations: int  # a year
    promises: dict[Side, int]

    def once(self, side: Side) -> int:
        """Hours until the agreement is signed."""
        counts = {"topic": self.topics, "fact": self.facts, "own_decision": 1, "decision": 1}
        return self._hours(side, counts)

    def yearly(self, side: Side) -> int:
        """Hours a year for telling and looking back, besides the work itself."""
        counts = {"report": self.reports, "answer": self.reports, "evaluation": self.evaluations}
        return self._hours(side, counts)

    def _hours(self, side: Side, counts: dict[str, int]) -> int:
        asked = {name: ASSUMED[name] for name in counts if ASSUMED[name].concerns(side)}
        return round(sum(hours.of(self.weight) * counts[name] for name, hours in asked.items()))


def of_class(case: Case, weight: Weight) -> Burden:
    """What the library asks of these parties in this size, with its usual rhythms."""
    asked = _asked(case, weight)
    facts = sum(_fields(topic.terms) for topic in asked if topic.terms)
    usual = {topic.code: topic.usual for topic in asked}
    reports, evaluations = _rhythm(usual.get("A14")), _rhythm(usual.get("A13"))
    return Burden(weight, len(asked), facts, reports, evaluations, dict.fromkeys(HALVES, 0))


def of_text(agreement: Any) -> Burden:
    """What the text asks as it stands now; on what nobody wrote yet, what the library asks."""
    said = {
        code: provision
        for article in agreement.articles
        if article.latest
        for code, provision in article.latest.provisions.items()
    }
    usual = {topic.code: topic for topic in _asked(agreement.case, agreement.weight)}
    codes = usual.keys() | {code for code, provision in said.items() if not provision["nothing"]}
    facts = sum(_given(said[code]["terms"]) for code in said)
    facts += sum(_fields(topic.terms) for code, topic in usual.items() if code not in said and topic.terms)
    reports, evaluations = (_rhythm(_terms(code, said, usual)) for code in ("A14", "A13"))
    return Burden(agreement.weight, len(codes), facts, reports, evaluations, _promises(agreement))


def _asked(case: Case, weight: Weight) -> list[library.Topic]:
    """The topics that must be settled between the municipality and these collectives."""
    topics = library.topics_for({collective.kind for collective in case.collectives})
    return [topic for topic in topics if topic.need(weight) == library.Need.MUST and not topic.if_any]


def _terms(code: str, said: dict, usual: dict) -> Any:
    if code in said:
        return said[code]["terms"]
    return usual[code].usual if code in usual else None


def _rhythm(facts: Any) -> int:
    """How many times a year."""
    every = (facts or {}).get("every")
    return PER_YEAR.get(Rhythm(every), 0) if every in list(Rhythm) else 0


def _fields(kind: str) -> int:
    """How many facts this kind of terms asks; of rows, one row is counted."""
    asks: type[Form] = terms.SETS.get(kind) or terms.ROWS[kind]
    return len(asks()._fields)


def _given(facts: Any) -> int:
    rows = facts if isinstance(facts, list) else [facts or {}]
    return sum(value not in (None, "", 0) for row in rows for value in row.values())


def _promises(agreement: Any) -> dict[Side, int]:
    """How many promises of each side stand in the text."""
    rows = [*(beginning.terms_of(agreement, "A09") or []), *(beginning.terms_of(agreement, "A10") or [])]
    parties = [party for row in rows if (party := agreement.party(row["by"]))]
    return {side: sum(party.side == side for party in parties) for side in HALVES}
