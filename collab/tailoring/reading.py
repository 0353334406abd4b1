"""How a text is read beside the library: on which wording it stands, or that it is tailored."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from collab.agreements.articles import Wording
from collab.agreements.library import TOPICS, Need, Topic
from collab.clauses.shelf import Shelf, Worded, shelf
from collab.clauses.words import Level
from collab.clock import local
from collab.support.words import Rhythm, Sort

from .words import Standing

# Everyone's story, purpose, work and risks are their own: there is nothing to deviate from.
OWN_WORDS = frozenset({"A02", "A04", "A06", "A22"})
FAR = 2  # between like cases: twice as much, or half
FAR_FROM_USUAL = 3  # beside the library, which speaks for everyone: more than that, or less


class Read(NamedTuple):
    topic: Topic
    standing: Standing
    worded: Worded | None
    measure: int | None


def read(wording: Wording, known: Shelf | None = None) -> Iterator[Read]:
    """Each topic of a wording, beside the library of the day on which it was proposed."""
    known = known or shelf(*wording.provisions)
    weight, on = wording.article.agreement.weight, local(wording.proposed_at).date()
    for code, said in wording.provisions.items():
        if topic := TOPICS.get(code):
            worded = known.match(code, said["text"], on) if said["text"] else None
            standing = _standing(topic, said, worded, _has_standard(topic, weight, known, on))
            yield Read(topic, standing, worded, measure(code, said["terms"]))


def measure(code: str, terms: Any) -> int | None:
    """The one number by which agreements can be compared on a topic."""
    if not terms:
        return None
    if code == "A26":
        return terms.get("notice_days")
    if code == "A07":
        return _months(terms)
    if code == "A14":
        every = terms.get("every")
        return None if every is None else _times_a_year(every)
    if code == "A10":
        return _euros(terms)
    return None


def _standing(topic: Topic, said: dict[str, Any], worded: Worded | None, has_standard: bool) -> Standing:
    if said["nothing"]:
        return Standing.NOTHING
    if worded and worded.level == Level.NEEDS_APPROVAL:
        return Standing.NEEDS_APPROVAL
    if said["text"] and not worded and has_standard:
        return Standing.OWN
    if _is_unusual(topic, said["terms"]):
        return Standing.UNUSUAL
    return Standing(worded.level.value) if worded else Standing.FREE


def _has_standard(topic: Topic, weight: str, known: Shelf, on: date) -> bool:
    """Whether agreements of this size are asked for the library's words on this topic."""
    if topic.code in OWN_WORDS or topic.if_any or topic.need(weight) != Need.MUST:
        return False
    return any(it.level != Level.NEEDS_APPROVAL for it in known.offered(topic.code, weight, on))


def _is_unusual(topic: Topic, terms: Any) -> bool:
    if not isinstance(terms, dict):
        return False
    pairs = ((terms.get(name), usual) for name, usual in topic.usual.items())
    counted = ((said, usual) for said, usual in pairs if isinstance(said, int) and isinstance(usual, int))
    return any(max(said, usual) > FAR_FROM_USUAL * min(said, usual) for said, usual in counted)


def _months(terms: dict[str, Any]) -> int | None:
    if months := terms.get("months"):
        return months
    first, last = terms.get("starts_on"), terms.get("ends_on")
    if not (first and last):
        return None
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return max(1, (end.year - start.year) * 12 + end.month - start.month + (end.day >= start.day))


def _euros(rows: list[dict[str, Any]]) -> int | None:
    """What the municipality pays in a year."""
    paid = [row for row in rows if row.get("kind") == Sort.MONEY and row.get("amount")]
    if not paid:
        return None
    times = [max(1, _times_a_year(row.get("every") or "once")) for row in paid]
    return sum(round(float(row["amount"])) * often for row, often in zip(paid, times, strict=True))


def _times_a_year(every: str) -> int:
    months = Rhythm(every).months if every in list(Rhythm) else None
    return 12 // months if months else 0
