"""The balance mirror: what the text as it stands asks of each party, and gives it. Nothing waits for it."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from flask_babel import gettext as _

from collab.agreements.library import TOPICS
from collab.agreements.models import Agreement
from collab.agreements.parties import Party
from collab.i18n import language
from collab.people.words import Side

from .mirror import FOR_ALL, KINDS, PROMISES, RULES, TOGETHER, Rule, Sort, Source

Said = dict[str, Any]


class Line(NamedTuple):
    """What one topic adds to one row of the table."""

    rule: Rule
    article: int
    counts: dict[str, int]


class Flag(NamedTuple):
    """Something that holds for one party only: worth a look together, never a mistake."""

    article: int
    sentence: str


class Balance(NamedTuple):
    parties: list[Party]
    rows: list[tuple[Sort, dict[str, int]]]
    lines: list[Line]
    flags: list[Flag]

    @property
    def most(self) -> int:
        return max((number for _sort, counts in self.rows for number in counts.values()), default=0)


def balance_of(agreement: Agreement) -> Balance:
    """Of the wordings on the table, agreed or not; collectives first, as everywhere."""
    parties = sorted(agreement.parties, key=lambda party: party.collective is None)
    said = _said(agreement)
    lines = [_line(rule, said[rule.topic], parties) for rule in RULES if rule.topic in said]
    lines = [line for line in lines if any(line.counts.values())]
    rows = [(sort, _sum(lines, sort, parties)) for sort in Sort]
    return Balance(parties, rows, lines, [*_flags(said, parties)])


def named(text: str, parties: list[Party]) -> list[Party]:
    """The parties a text is about: those it names, or all when it names none or speaks of every party."""
    if TOGETHER.search(text):
        return parties
    found = [party for party in parties if _names(text, party)]
    return found or parties


def _said(agreement: Agreement) -> dict[str, Said]:
    """What stands on each topic on which something was agreed or proposed."""
    latest = [article.latest for article in agreement.articles if article.latest]
    return {
        code: said for wording in latest for code, said in wording.provisions.items() if not said["nothing"]
    }


def _line(rule: Rule, said: Said, parties: list[Party]) -> Line:
    counted = COUNTED[rule.source](rule, said, parties)
    return Line(rule, TOPICS[rule.topic].article, {p.key: counted.count(p.key) for p in parties})


def _sum(lines: list[Line], sort: Sort, parties: list[Party]) -> dict[str, int]:
    mine = [line for line in lines if line.rule.sort == sort]
    return {party.key: sum(line.counts[party.key] for line in mine) for party in parties}


def _rows(rule: Rule, said: Said, parties: list[Party]) -> list[str]:
    return [row.get("by") for row in said["terms"] or []]


def _dated(rule: Rule, said: Said, parties: list[Party]) -> list[str]:
    when = ("due_on", "until", "starts_on")
    return [
        row.get("by")
        for row in said["terms"] or []
        if any(row.get(name) for name in when) or row.get("every", "once") not in {"once", "always"}
    ]


def _reporting(rule: Rule, said: Said, parties: list[Party]) -> list[str]:
    asked = (said["terms"] or {}).get("every") not in {None, "none"}
    return [party.key for party in parties if asked and party.side == Side.COLLECTIVE]


def _answering(rule: Rule, said: Said, parties: list[Party]) -> list[str]:
    asked = (said["terms"] or {}).get("answer_days")
    return [party.key for party in parties if asked and party.side == Side.MUNICIPALITY]


def _everyone(rule: Rule, said: Said, parties: list[Party]) -> list[str]:
    return [party.key for party in parties if (said["terms"] or {}).get(rule.term)]


def _named(rule: Rule, said: Said, parties: list[Party]) -> list[str]:
    return [party.key for party in named(said["text"], parties)] if said["text"] else []


COUNTED: dict[Source, Callable[[Rule, Said, list[Party]], list[str]]] = {
    Source.ROWS: _rows, Source.DATED: _dated, Source.REPORTING: _reporting, Source.ANSWERING: _answering,
    Source.EVERYONE: _everyone, Source.NAMED: _named,
}  # fmt: skip


def _flags(said: dict[str, Said], parties: list[Party]) -> Iterator[Flag]:
    yield from _one_sided_texts(said, parties)
    yield from _one_sided_lists(said, parties)
    yield from _one_sided_reports(said)


def _one_sided_texts(said: dict[str, Said], parties: list[Party]) -> Iterator[Flag]:
    for code in FOR_ALL:
        text = said.get(code, {}).get("text") or ""
        about = named(text, parties) if text else parties
        if len(about) < len(parties):
            yield Flag(
                TOPICS[code].article,
                _(
                    "The text on “%(topic)s” names only %(names)s. Does it hold for the others as well?",
                    topic=_title(code), names=", ".join(party.name for party in about),
                ),
            )  # fmt: skip


def _one_sided_lists(said: dict[str, Said], parties: list[Party]) -> Iterator[Flag]:
    for code in PROMISES:
        does = {row.get("by") for row in said.get(code, {}).get("terms") or []}
        if does and len(does) < len(parties):
            idle = ", ".join(party.name for party in parties if party.key not in does)
            yield Flag(
                TOPICS[code].article,
                _("In “%(topic)s” there is nothing of %(names)s.", topic=_title(code), names=idle),
            )


def _one_sided_reports(said: dict[str, Said]) -> Iterator[Flag]:
    terms = said.get("A14", {}).get("terms") or {}
    if terms.get("every") not in {None, "none"} and not terms.get("answer_days"):
        yield Flag(
            TOPICS["A14"].article,
            _("A report is asked, but nobody promised to answer it within a number of days."),
        )


def _names(text: str, party: Party) -> bool:
    kind = KINDS["collective" if party.side == Side.COLLECTIVE else "municipality"]
    short = party.collective.short_name if party.collective else None
    names = [name.casefold() for name in (party.name, short) if name]
    return bool(kind.search(text)) or any(name in text.casefold() for name in names)


def _title(code: str) -> str:
    return TOPICS[code].title.said_in(language())
