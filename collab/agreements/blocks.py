"""What an article on paper is built from: numbered sentences, facts and tables, made from typed terms."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from flask_babel import gettext as _

from collab.support.words import Sort
from collab.words import BULLETS

from . import phrases

Terms = Any


@dataclass(frozen=True)
class Party:
    """A party as the paper shows it: a name, and the shape and colour of its side."""

    key: str
    name: str
    side: str
    about: tuple[str, ...] = ()


Parties = Mapping[str, Party]


@dataclass
class Sentence:
    text: str
    lead: str = ""
    number: str = ""
    kind = "sentence"


@dataclass
class Listing:
    """Lines that people began with a dash: part of the sentence before, without a number."""

    lines: list[str]
    lead: str = ""
    kind = "listing"

    @property
    def text(self) -> str:
        return "; ".join(item.rstrip(".;") for item in self.lines) + "."


@dataclass
class Facts:
    rows: list[tuple[str, str]]
    lead: str = ""
    number: str = ""
    kind = "facts"


@dataclass
class Row:
    cells: list[str]
    above: str = ""
    below: str = ""
    number: str = ""


@dataclass
class Table:
    head: list[str]
    rows: list[Row]
    party: Party | None = None
    lead: str = ""
    layout: str = "plain"
    numbered: bool = False
    kind = "table"
    number: str = field(default="", init=False)


Block = Sentence | Listing | Facts | Table


def sentences(text: str) -> list[Sentence | Listing]:
    """What people typed: a blank line begins a new paragraph with a number, lines with a dash make a list."""
    parts = (part.strip() for part in re.split(r"\n\s*\n", text) if part.strip())
    return [block for part in parts for block in _of_lines(part.splitlines())]


def _of_lines(lines: list[str]) -> Iterator[Sentence | Listing]:
    for listed, group in groupby(lines, lambda line: line.lstrip().startswith(BULLETS)):
        if listed:
            yield Listing([line.strip()[2:].strip() for line in group])
        else:
            yield Sentence("\n".join(group))


def from_terms(topic: str, terms: Terms, parties: Parties) -> list[Block]:
    return list(SHOWN[topic](terms, parties)) if terms and topic in SHOWN else []


def _say(phrase: Callable[[dict], Iterator[str]]) -> Callable[[Terms, Parties], Iterator[Block]]:
    return lambda terms, _parties: (Sentence(said) for said in phrase(terms))


def _facts(terms: dict, labels: dict[str, str]) -> Iterator[Block]:
    known = {key: terms[key] for key in labels if terms.get(key) not in (None, "")}
    if rows := [(labels[key], _plain(value)) for key, value in known.items()]:
        yield Facts(rows)


def _plain(value: object) -> str:
    return str({True: _("Yes"), False: _("No")}.get(value, value) if isinstance(value, bool) else value)


def _name(key: str | None, parties: Parties) -> str:
    known = parties.get(key or "")
    return known.name if known else key or ""


def _cells(item: dict, *keys: str) -> list[str]:
    return [item.get(key) or "" for key in keys]


def _date(iso: str | None) -> str:
    return phrases.day(iso) if iso else ""


def promises(terms: list[dict], parties: Parties) -> Iterator[Block]:
    """One table per party, in their order; a party that promises nothing is named as well."""
    for party, own in _per_party(terms, parties):
        if not own:
            yield Sentence(_("%(party)s makes no promises in this article.", party=party.name))
            continue
        rows = [Row([p["what"] or "", _how_much(p), phrases.rhythm(p)]) for p in own]
        head = [_("Promise"), _("How much"), _("When")]
        yield _table(head, rows, party, _("%(party)s promises", party=party.name))


def support(terms: list[dict], parties: Parties) -> Iterator[Block]:
    for party, own in _per_party(terms, parties):
        if rows := [_supported(item) for item in own]:
            head = [_("Support"), _("How much"), _("When")]
            yield _table(head, rows, party, _("%(party)s supports", party=party.name))


def _per_party(terms: list[dict], parties: Parties) -> Iterator[tuple[Party, list[dict]]]:
    """In the order of the parties; what somebody promised who is no party any more is not lost."""
    gone = {item["by"]: Party(item["by"], item["by"], "gone") for item in terms if item["by"] not in parties}
    for party in (*parties.values(), *gone.values()):
        yield party, [item for item in terms if item["by"] == party.key]


def _supported(item: dict) -> Row:
    cells = [item["what"] or "", _how_much(item), phrases.period(item)]
    return Row(cells, above=phrases.support_kind(item["kind"]), below=phrases.afterwards(item))


def _how_much(item: dict) -> str:
    return phrases.amount(item.get("amount"), item.get("unit"), money=item.get("kind") == Sort.MONEY)


def _table(head: list[str], rows: list[Row], party: Party, lead: str) -> Table:
    """Without the column of amounts where nobody counted anything."""
    if not any(row.cells[1] for row in rows):
        head = [head[0], head[2]]
        for row in rows:
            del row.cells[1]
    return Table(head, rows, party, lead, layout=f"promises of-{len(head)}", numbered=True)


def decisions(terms: list[dict], _parties: Parties) -> Iterator[Block]:
    head = [_("Decision"), _("Number"), _("Date")]
    rows = [Row([*_cells(d, "title", "number"), _date(d.get("on"))]) for d in terms]
    yield Table(head, rows, layout="decisions")


def permits(terms: list[dict], parties: Parties) -> Iterator[Block]:
    head = [_("Permit or decision"), _("Number"), _("Holder"), _("Ends on")]
    rows = [
        Row([*_cells(p, "kind", "number"), _name(p.get("holder"), parties), _date(p.get("ends_on"))])
        for p in terms
    ]
    yield Table(head, rows, layout="permits")


def deviations(terms: list[dict], _parties: Parties) -> Iterator[Block]:
    head = [_("Usual rule"), _("Why we deviate from it"), _("Decided by")]
    who_and_when = (filter(None, [d.get("decided_by"), _date(d.get("decided_on"))]) for d in terms)
    decided = ["\n".join(parts) for parts in who_and_when]
    rows = [Row([*_cells(d, "rule", "reason"), by]) for d, by in zip(terms, decided, strict=True)]
    yield Table(head, rows, layout="deviations")


def annexes(terms: list[dict], _parties: Parties) -> Iterator[Block]:
    rows = [
        Row([*_cells(annex, "title"), _date(annex.get("dated_on"))], number=str(number))
        for number, annex in enumerate(terms, 1)
    ]
    yield Table([_("Annex"), _("Date")], rows, layout="annexes")


def place(terms: dict, parties: Parties) -> Iterator[Block]:
    labels = {
        "address": _("Address"),
        "neighbourhood": _("Neighbourhood"),
        "parcel": _("Parcel"),
        "size": _("Surface area"),
        "owner": _("Owner"),
        "condition": _("Condition"),
    }
    yield from _facts({**terms, "owner": _name(terms.get("owner"), parties)}, labels)


def joining(terms: dict, _parties: Parties) -> Iterator[Block]:
    labels = {
        "open_to": _("Open to"),
        "may_refuse": _("When someone may be refused"),
        "hearing": _("How that person is heard"),
    }
    yield from _facts(terms, labels)


def leaving(terms: dict, _parties: Parties) -> Iterator[Block]:
    labels = {
        "place": _("The place"),
        "things": _("Things"),
        "money": _("Money"),
        "data": _("Data"),
        "people": _("People"),
        "knowledge": _("Knowledge"),
        "name": _("The name"),
    }
    yield from _facts(terms, labels)


SHOWN: dict[str, Callable[[Terms, Parties], Iterator[Block]]] = {
    "A02": decisions,
    "A05": place,
    "A07": _say(phrases.term),
    "A08": _say(phrases.suspension),
    "A09": promises,
    "A10": support,
    "A13": _say(phrases.evaluation),
    "A14": _say(phrases.reporting),
    "A17": _say(phrases.conciliation),
    "A19": joining,
    "A20": leaving,
    "A26": _say(phrases.notice),
    "A29": permits,
    "A32": deviations,
    "A36": annexes,
}
