"""When an agreement begins: its terms become promises in the ledger and deadlines of both sides."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from collab.cases.lifecycle import Waits
from collab.clock import months_after, today
from collab.deadlines import Deadline, Kind
from collab.people.words import Side
from collab.support.models import Promise
from collab.support.words import Rhythm, Sort, State

if TYPE_CHECKING:
    from .models import Agreement


def terms_of(agreement: "Agreement", code: str) -> Any:
    """The typed terms on a topic in the wordings that stand; None when there are none."""
    for article in agreement.articles:
        if article.latest and code in article.latest.provisions:
            said = article.latest.provisions[code]
            return None if said["nothing"] else said["terms"]
    return None


def term_of(agreement: "Agreement") -> tuple[date, date | None]:
    """First and last day, both included. No end agreed: None."""
    term = terms_of(agreement, "A07") or {}
    starts_on = day(term.get("starts_on")) or today()
    if ends_on := day(term.get("ends_on")):
        return starts_on, max(ends_on, starts_on)
    if months := term.get("months"):
        return starts_on, months_after(starts_on, months) - timedelta(days=1)
    return starts_on, None


def months_of(agreement: "Agreement") -> int | None:
    """How long it runs, in whole months, rounded up; None without an end."""
    starts_on, ends_on = term_of(agreement)
    if ends_on is None:
        return None
    months = max(1, (ends_on.year - starts_on.year) * 12 + ends_on.month - starts_on.month)
    return months if months_after(starts_on, months) > ends_on else months + 1


def amount_of(agreement: "Agreement") -> int:
    """Euros the municipality promises over the whole term."""
    months = months_of(agreement) or 12
    rows = [row for row in terms_of(agreement, "A10") or [] if row["kind"] == Sort.MONEY]
    return sum(round(float(row.get("amount") or 0)) * _times(row, months) for row in rows)


def turn_of(waiting: set[Side]) -> Waits:
    if len(waiting) == 1:
        return Waits(next(iter(waiting)))
    return Waits.BOTH


def start_promises(agreement: "Agreement") -> None:
    for row in terms_of(agreement, "A09") or []:
        every = Rhythm(row["every"])
        _promise(agreement, row, sort=Sort.ACT, every=every, due_on=_first(agreement, row, every))
    for row in terms_of(agreement, "A10") or []:
        due_on = day(row.get("starts_on")) or agreement.starts_on
        _promise(
            agreement, row, sort=Sort(row["kind"]), every=Rhythm(row.get("every") or "once"), due_on=due_on
        )
    _start_reports(agreement)


def start_deadlines(agreement: "Agreement") -> None:
    """Of the agreement as a whole; those of single promises start with the promise."""
    if agreement.ends_on:
        _deadline(agreement, Kind.TERM_ENDS, "end", agreement.ends_on, agreement.title)
    if opens_on := day((terms_of(agreement, "A07") or {}).get("opens_on")):
        _deadline(agreement, Kind.START, "start", opens_on, agreement.title)
    for n, moment in enumerate(_moments(agreement)):
        _deadline(agreement, Kind.EVALUATION, f"evaluation:{n}", moment, agreement.title)
    for n, permit in enumerate(terms_of(agreement, "A29") or []):
        if ends_on := day(permit.get("ends_on")):
            _deadline(agreement, Kind.PERMIT_ENDS, f"permit:{n}", ends_on, permit["kind"])
    for n, row in enumerate(terms_of(agreement, "A10") or []):
        if until := day(row.get("until")):
            _deadline(agreement, Kind.SUPPORT_ENDS, f"support:{n}", until, row["what"])


def move_end(agreement: "Agreement", ends_on: date) -> None:
    """A later last day: promises as long as the agreement run along, and the end is announced again."""
    for promise in agreement.promises:
        if promise.until == agreement.ends_on:
            promise.until = ends_on
    for deadline in agreement.deadlines:
        if deadline.kind == Kind.TERM_ENDS:
            deadline.meet()
    agreement.ends_on = ends_on
    _deadline(agreement, Kind.TERM_ENDS, f"end:{len(agreement.extensions)}", ends_on, agreement.title)


def day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _promise(agreement: "Agreement", row: dict, **facts) -> None:
    party = agreement.party(row["by"])
    Promise.write(
        agreement.case, State.PROMISED, row["what"], by=None, agreement=agreement, side=party.side,
        collective=party.collective, amount=row.get("amount") or None, unit=row.get("unit") or None,
        until=day(row.get("until")) or agreement.ends_on, successor=row.get("successor") or None, **facts,
    )  # fmt: skip


def _first(agreement: "Agreement", row: dict, every: Rhythm) -> date | None:
    if due_on := day(row.get("due_on")):
        return due_on
    return months_after(_start(agreement), every.months) if every.months else None


def _start(agreement: "Agreement") -> date:
    return agreement.starts_on or today()


def _start_reports(agreement: "Agreement") -> None:
    reporting = terms_of(agreement, "A14") or {}
    every = Rhythm(reporting["every"]) if reporting.get("every") not in {None, "none"} else None
    if every is None:
        return
    first = day(reporting.get("first_on")) or months_after(_start(agreement), every.months)
    lead = next(party for party in agreement.parties if party.collective)
    Promise.write(
        agreement.case, State.PROMISED, _report_words(agreement), by=None, agreement=agreement,
        side=Side.COLLECTIVE, collective=lead.collective, sort=Sort.REPORT, every=every,
        due_on=first, until=agreement.ends_on,
    )  # fmt: skip


def _report_words(agreement: "Agreement") -> str:
    return {"nl": "Verslag", "en": "Report"}[agreement.language]


def _moments(agreement: "Agreement") -> list[date]:
    """The evaluations within the term, the first five years at most: further ones start with the renewal."""
    terms = terms_of(agreement, "A13") or {}
    every = Rhythm(terms["every"]) if terms.get("every") not in {None, "none"} else None
    if every is None:
        return []
    first = day(terms.get("first_on")) or months_after(_start(agreement), every.months or 12)
    last = agreement.ends_on or months_after(_start(agreement), 60)
    count = 60 // every.months if every.months else 1
    moments = [months_after(first, every.months * n) for n in range(count)]
    return [moment for moment in moments if moment <= last]


def _deadline(agreement: "Agreement", kind: Kind, name: str, due_on: date, subject: str) -> None:
    key = f"{name}:{agreement.ref}"
    agreement.add_deadline(Deadline.start(kind, key, due_on, subject=subject))


def _times(row: dict, months: int) -> int:
    every = Rhythm(row.get("every") or "once")
    return -(-months // every.months) if every.months else 1
