"""When an agreement begins: its terms become promises in the ledger and deadlines of both sides."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from collab.cases.lifecycle import Waits
from collab.clock import months_after, today
from collab.deadlines import Deadline, Kind
from collab.people.words import Side
from collab.support.models import Promise
from collab.support.words import Rhythm, Sort, State

if TYPE_CHECKING:
    from .models import Agreement
    from .parties import Party


def terms_of(agreement: "Agreement", code: str) -> Any:
    """The typed terms on a topic in the wordings that stand; None when there are none."""
    for article in agreement.articles:
        if article.latest and code in article.latest.provisions:
            said = article.latest.provisions[code]
            return None if said["nothing"] else said["terms"]
    return None


def term_of(agreement: "Agreement") -> tuple[date, date | None]:
    """First and last day, both included. No end agreed: None."""
    before, term = agreement.amends, terms_of(agreement, "A07") or {}
    if before and before.starts_on and term == (terms_of(before, "A07") or {}):
        return before.starts_on, before.ends_on
    starts_on = (before and before.starts_on) or day(term.get("starts_on")) or today()
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


def promised(agreement: "Agreement") -> list[tuple[str, dict]]:
    """Every row of the text that becomes a promise, with its topic."""
    reporting = terms_of(agreement, "A14") or {}
    reports = [("A14", reporting)] if reporting.get("every") not in {None, "none"} else []
    return [(code, row) for code in ("A09", "A10") for row in terms_of(agreement, code) or []] + reports


def start_promises(agreement: "Agreement") -> None:
    for code, row in promised(agreement):
        start_promise(agreement, code, row)


def start_promise(agreement: "Agreement", code: str, row: dict) -> None:
    if code == "A14":
        return _start_reports(agreement, row)
    every = Rhythm(row.get("every") or "once")
    if code == "A09":
        return _promise(agreement, row, sort=Sort.ACT, every=every, due_on=_first(agreement, row, every))
    due_on = day(row.get("starts_on")) or _start(agreement)
    return _promise(agreement, row, sort=Sort(row["kind"]), every=every, due_on=due_on)


class Planned(NamedTuple):
    """A deadline that follows from the text; `name` tells apart those of one kind."""

    kind: Kind
    name: str
    due_on: date
    subject: str
    weight: str | None = None


def start_deadlines(agreement: "Agreement") -> None:
    """Of the agreement as a whole; those of single promises start with the promise."""
    for plan in planned(agreement):
        start_deadline(agreement, plan)


def planned(agreement: "Agreement") -> Iterator[Planned]:
    title = agreement.title
    if agreement.ends_on:
        yield Planned(Kind.TERM_ENDS, "end", agreement.ends_on, title, agreement.weight)
        yield from _last_notice(agreement, "notice", agreement.ends_on)
    if opens_on := day((terms_of(agreement, "A07") or {}).get("opens_on")):
        yield Planned(Kind.START, "start", opens_on, title)
    for n, moment in enumerate(_moments(agreement)):
        yield Planned(Kind.EVALUATION, f"evaluation:{n}", moment, title)
    for n, permit in enumerate(terms_of(agreement, "A29") or []):
        if ends_on := day(permit.get("ends_on")):
            yield Planned(Kind.PERMIT_ENDS, f"permit:{n}", ends_on, permit["kind"])
    for n, row in enumerate(terms_of(agreement, "A10") or []):
        if until := day(row.get("until")):
            yield Planned(Kind.SUPPORT_ENDS, f"support:{n}", until, row["what"])


def move_end(agreement: "Agreement", ends_on: date) -> None:
    """A later last day: promises as long as the agreement run along, and the end is announced again."""
    for promise in agreement.promises:
        if promise.until == agreement.ends_on:
            promise.run_until(ends_on)
    for deadline in agreement.deadlines:
        if deadline.kind in {Kind.TERM_ENDS, Kind.NOTICE_DAY}:
            deadline.meet()
    agreement.ends_on = ends_on
    time = len(agreement.extensions)
    start_deadline(
        agreement, Planned(Kind.TERM_ENDS, f"end:{time}", ends_on, agreement.title, agreement.weight)
    )
    for plan in _last_notice(agreement, f"notice:{time}", ends_on):
        start_deadline(agreement, plan)


def _last_notice(agreement: "Agreement", name: str, ends_on: date) -> Iterator[Planned]:
    """The last day on which a notice still ends it earlier, or says in time that somebody does not go on."""
    days = (terms_of(agreement, "A26") or {}).get("notice_days")
    last = ends_on - timedelta(days=days) if days else None
    if last and last > today():
        yield Planned(Kind.NOTICE_DAY, name, last, agreement.title)


def day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _promise(agreement: "Agreement", row: dict, **facts) -> None:
    party = agreement.party(row["by"])
    Promise.write(
        agreement.case, State.PROMISED, row["what"], by=None, agreement=agreement, side=party.side,
        collective=party.collective, amount=row.get("amount") or None, unit=row.get("unit") or None,
        until=day(row.get("until")) or last_day_of(agreement, party),
        successor=row.get("successor") or None, **facts,
    )  # fmt: skip


def _first(agreement: "Agreement", row: dict, every: Rhythm) -> date | None:
    if due_on := day(row.get("due_on")):
        return due_on
    return months_after(_start(agreement), every.months) if every.months else None


def last_day_of(agreement: "Agreement", party: "Party | None") -> date | None:
    """Until when a party takes part: as long as the agreement runs, or until it leaves."""
    return min(filter(None, (agreement.ends_on, party.ends_on)), default=None)


def _start(agreement: "Agreement") -> date:
    """From which day new promises count: of an amendment the day on which it took effect."""
    return today() if agreement.amends else agreement.starts_on or today()


def _start_reports(agreement: "Agreement", reporting: dict) -> None:
    every = Rhythm(reporting["every"])
    first = day(reporting.get("first_on")) or months_after(_start(agreement), every.months)
    lead = next(party for party in agreement.present_parties if party.collective)
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
    start = agreement.starts_on or today()
    first = day(terms.get("first_on")) or months_after(start, every.months or 12)
    last = agreement.ends_on or months_after(start, 60)
    count = 60 // every.months if every.months else 1
    moments = [months_after(first, every.months * n) for n in range(count)]
    return [moment for moment in moments if moment <= last]


def start_deadline(agreement: "Agreement", plan: Planned) -> None:
    key = f"{plan.name}:{agreement.ref}"
    weight = {"weight": plan.weight} if plan.weight else {}
    agreement.add_deadline(Deadline.start(plan.kind, key, plan.due_on, subject=plan.subject, data=weight))


def _times(row: dict, months: int) -> int:
    every = Rhythm(row.get("every") or "once")
    return -(-months // every.months) if every.months else 1
