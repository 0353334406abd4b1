"""Which messages must go in the two years: written from the catalogue of deadlines and the deeds, by hand.

Nothing here asks the application. A reminder of the catalogue goes at eight on its day, until what it reminds
of is done; nobody is mailed on a public holiday; Art hears of everything once a week, on Monday.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from tests.journeys.partnership import BASKETS, BENCH, HEDGE, MONEY, OPEN_DAY, SEEDS, SHED, WATER
from tests.journeys.partnership_promises import KEPT, who_and_when

ENDS = date(2029, 3, 1)
DARK = date(2028, 8, 12), date(2028, 9, 2)  # the worker is dead, and alive again
PROMISE, REPORT, LOOKING_BACK = (-21, -7, 0, 3), (-21, -7, 0, 14), (-42, -14, 0)
SUPPORT, BUDGET, HANDING_OVER = (-365, -180, -90, -30), (-120, -60), (-14, -7, 0)
HOLIDAYS = {
    date(2027, 3, 28), date(2027, 3, 29), date(2027, 4, 27), date(2027, 5, 6), date(2027, 5, 16),
    date(2027, 5, 17), date(2027, 12, 25), date(2027, 12, 26), date(2028, 1, 1), date(2028, 4, 16),
    date(2028, 4, 17), date(2028, 4, 27), date(2028, 5, 25), date(2028, 6, 4), date(2028, 6, 5),
    date(2028, 12, 25), date(2028, 12, 26), date(2029, 1, 1),
}  # fmt: skip
WEEKLY_SINCE = date(2027, 3, 2)
AT_ONCE = (
    "The agreement is in force",
    "The agreement ends on",
    "Say whether you want to stop",
)  # what Art cannot choose a digest for


class Mail(NamedTuple):
    day: date
    person: str
    subject: str


class Due(NamedTuple):
    """Something to do by a day. Reminded of on its steps, from `since` until the morning of `done`."""

    subject: str
    who: str
    due: str
    steps: tuple[int, ...]
    since: str = "2027-03-01"
    done: str = "2029-03-01"

    def reminders(self) -> Iterator[tuple[date, str, str]]:
        due, first, last = (date.fromisoformat(day) for day in (self.due, self.since, self.done))
        subject = self.subject.replace("DAY", f"{due.day} {due:%B %Y}")
        days = [due + timedelta(step) for step in self.steps]
        days = [day for day in days if first <= day <= last]
        missed = [day for day in days if DARK[0] <= day < DARK[1]]
        days = [day for day in days if _free(day) <= last]  # done on the holiday for which it was held
        for day in [*(day for day in days if day not in missed), *([DARK[1]] if missed else [])]:
            yield day, self.who, subject


def promised(what: str, who: str, due: str, **facts: str) -> Due:
    return Due(f"Promised for DAY: {what}", who, due, PROMISE, **facts)


def both(subject: str, due: str, steps: tuple[int, ...], **facts: str) -> list[Due]:
    return [Due(subject, who, due, steps, **facts) for who in ("street", "town")]


DUE = [
    promised(SHED, "town", "2027-03-10", done="2027-03-02"),
    promised(MONEY, "town", "2027-04-01", done="2027-03-31"),
    promised(BENCH, "town", "2027-03-28", done="2027-03-29"),
    # Each quarter; on the last day of a shorter month, and again from the first day, never from the last one.
    promised(WATER, "town", "2027-05-31", done="2027-05-28"),
    promised(WATER, "town", "2027-08-31", done="2027-09-16"),
    promised(WATER, "town", "2027-11-30", done="2027-11-29"),
    promised(WATER, "town", "2028-02-29", done="2028-02-29"),
    # The clock stood still for 21 days in April: from here on everything is so much later.
    promised(WATER, "town", "2028-06-21", done="2028-06-20"),
    promised(WATER, "town", "2028-09-21", done="2028-09-20"),
    promised(WATER, "town", "2028-12-21", done="2028-12-20"),
    promised(WATER, "town", "2029-03-21"),
    promised(OPEN_DAY, "street", "2027-04-30", done="2027-04-29"),
    promised(OPEN_DAY, "street", "2027-07-30", done="2027-07-29"),
    promised(OPEN_DAY, "street", "2027-10-30", done="2027-10-29"),
    promised(OPEN_DAY, "street", "2028-01-30", done="2028-01-29"),
    promised(OPEN_DAY, "street", "2028-05-21", since="2028-04-24", done="2028-05-20"),
    promised(OPEN_DAY, "street", "2028-08-21", done="2028-09-04"),
    promised(OPEN_DAY, "street", "2028-11-21", done="2028-11-20"),
    promised(OPEN_DAY, "street", "2029-02-21", done="2029-02-20"),
    # On the nights on which the clock changes.
    promised(HEDGE, "street", "2027-10-31", done="2027-10-31"),
    promised(SEEDS, "street", "2028-03-26", done="2028-03-26"),
    promised(BASKETS, "town", "2028-10-29", done="2028-10-29"),
    Due(f"Please confirm: {WATER}", "street", "2027-06-11", (0, 14), done="2027-06-14"),
    # Reports each half year, answered within 28 days.
    Due("Report due on DAY: Garden", "street", "2027-09-01", REPORT, done="2027-08-30"),
    Due("Report due on DAY: Garden", "street", "2028-03-01", REPORT, done="2028-02-20"),
    Due("Report due on DAY: Garden", "street", "2028-09-22", REPORT, done="2028-09-25"),
    Due("Report due on DAY: Garden", "street", "2029-03-22", REPORT),
    Due("Answer the report – DAY: Report", "town", "2027-09-27", (-14, 0), done="2027-09-10"),
    Due("Answer the report – DAY: Report", "town", "2028-03-19", (-14, 0), done="2028-03-01"),
    Due("Answer the report – DAY: Report", "town", "2028-10-23", (-14, 0), done="2028-10-12"),
    *both("Evaluation together on DAY: Garden", "2028-03-01", LOOKING_BACK, done="2028-02-25"),
    # What ends. The shed is promised as long as the agreement runs, so with it it became longer.
    *both(f"Support ends on DAY: {MONEY}", "2028-12-31", SUPPORT, done="2028-10-10"),
    *both(f"Support ends on DAY: {SHED}", "2029-02-28", SUPPORT, done="2028-10-16"),
    *both(f"Support ends on DAY: {SHED}", "2029-08-31", SUPPORT, since="2028-10-16"),
    *both("The agreement ends on DAY: Garden", "2029-02-28", (-180, -90, -60, -30, -7), done="2028-10-16"),
    *both("Say whether you want to stop – DAY: Garden", "2028-10-31", (-30, -7), done="2028-10-16"),
    Due(f"Put the support in the papers for the budget – DAY: {MONEY}", "town", "2027-09-01", BUDGET,
        done="2027-07-10"),
    Due(f"Put the support in the papers for the budget – DAY: {MONEY}", "town", "2028-04-01", BUDGET,
        done="2028-02-05"),
    # People who come and go.
    Due("Hand the work over to somebody else – DAY: Ben", "town", "2027-11-30", HANDING_OVER),
    Due("Hand the work over to somebody else – DAY: Ana", "street", "2028-06-30", HANDING_OVER),
    *both("Get acquainted with who is new – DAY: Nia", "2027-12-15", HANDING_OVER, done="2027-12-09"),
    *both("Get acquainted with who is new – DAY: Eli", "2028-07-15", HANDING_OVER, done="2028-07-10"),
]  # fmt: skip
NEWS = f"""
2027-02-22 Ben,Dan,Nia,Tom A new cooperation: Garden
2027-02-23 Ana,Art         Ben is your contact person: Garden
2027-02-23 Ana,Art         Dan is your deputy: Garden
2027-02-23 Dan             You are the deputy: Garden
2027-02-24 town            There is a proposal for Garden
2027-02-24 street          ORGANISATION agreed: Garden
2027-02-24 Ana,Bea         Please sign: Garden
2027-02-24 Art,Ben,Dan     Ready to sign: Garden
2027-03-01 Ana,Art,Bea,town  The agreement is in force: Garden
2027-03-29 street          Delivered: {BENCH}. Please confirm
2027-04-02 town            Not received: {BENCH}. Please answer
2027-04-06 street          An answer about what you did not receive: {BENCH}
2027-04-06 street          Delivered: {BENCH}. Please confirm
2027-04-09 town            Confirmed: {BENCH}
2027-05-10 town            A phase was proposed: Garden
2027-05-12 street          You agree on the phase: Garden
2027-07-10 street          In the budget papers: {MONEY}
2027-08-30 town            Green Street handed in a report: Garden
2027-09-01 Dan             This waits: {WATER} (Garden)
2027-09-03 Cor             This waits: {WATER} (Garden)
2027-09-03 street          Late: {WATER}
2027-09-10 street          There is an answer to your report: Garden
2027-09-14 Mia,town,street This waits: {WATER} (Garden)
2027-10-04 street          A phase was proposed: Garden
2027-10-06 town            You agree on the phase: Garden
2027-10-31 town            New message: Garden
2027-11-16 town,street     Ben hands over: Garden
2027-11-18 Nia             You take over from Ben: Garden
2027-11-25 Nia             The relay letter of Ben is ready: Garden
2027-12-01 street          Nia is your contact person: Garden
2027-12-01 Nia             You are the contact person: Garden
2027-12-03 town            A day to get acquainted: Garden
2027-12-07 street          Did you meet? Garden
2028-01-10 town            A phase was proposed: Garden
2028-01-12 street          You agree on the phase: Garden
2028-02-05 street          In the budget papers: {MONEY}
2028-02-20 town            Green Street has no report this time: Garden
2028-02-20 town            Green Street wants to look back with you: Garden
2028-02-21 town            Green Street is ready for the evaluation: Garden
2028-02-25 town,street     You can read each other's evaluation: Garden
2028-02-28 town            Green Street gave its advice for the time after: Garden
2028-03-01 street          There is an answer to your report: Garden
2028-04-03 Dan,street      The clock stands still: Garden
2028-04-24 Dan,street      The clock runs on: Garden
2028-06-16 town,street     Ana hands over: Garden
2028-06-19 Eli             You take over from Ana: Garden
2028-06-26 Eli             The relay letter of Ana is ready: Garden
2028-07-01 town            Somebody new speaks with you: Garden
2028-07-03 street          A day to get acquainted: Garden
2028-07-07 town            Did you meet? Garden
2028-09-02 Nia             Please call Green Street: Garden
2028-09-02 town            Late: {OPEN_DAY}
2028-09-25 town            Green Street handed in a report: Garden
2028-10-02 Mia,town,street This waits: {MONEY} (Garden)
2028-10-10 street          What happens afterwards: {MONEY}
2028-10-12 street          There is an answer to your report: Garden
2028-10-13 street          A longer term is proposed: Garden
2028-10-16 Nia,Dan,Art     A longer term: Garden
"""


def expected(organisation: str) -> Counter[Mail]:
    """Every message there must be, so many times, on the day on which it comes."""
    said = [reminder for due in DUE for reminder in due.reminders()]
    said += [line for line in _news(organisation) if line[0] <= ENDS]
    return Counter(
        Mail(_comes(day, person, subject), person, subject)
        for day, who, subject in said
        for one in who.split(",")
        for person in _people(one, day)
        if _comes(day, person, subject) <= ENDS
    )


def _news(organisation: str) -> Iterator[tuple[date, str, str]]:
    for line in NEWS.replace("ORGANISATION", organisation).strip().splitlines():
        day, who, subject = line.split(maxsplit=2)
        yield date.fromisoformat(day), who, subject
    for what, delivered, confirmed in KEPT:
        promiser = "street" if what in {OPEN_DAY, HEDGE, SEEDS} else "town"
        other = {"street": "town", "town": "street"}[promiser]
        yield who_and_when(delivered)[1], other, f"Delivered: {what}. Please confirm"
        yield who_and_when(confirmed)[1], promiser, f"Confirmed: {what}"


def _people(who: str, day: date) -> tuple[str, ...]:
    """Who spoke on that day."""
    if who == "town":
        return ("Ben", "Dan") if day < date(2027, 12, 1) else ("Nia", "Dan")
    if who != "street":
        return (who,)
    if day < date(2028, 6, 20):
        return ("Ana", "Art")
    return ("Ana", "Art", "Eli") if day <= date(2028, 6, 30) else ("Art", "Eli")


def _comes(day: date, person: str, subject: str) -> date:
    if person == "Art" and day >= WEEKLY_SINCE and not subject.startswith(AT_ONCE):
        day += timedelta(7 - day.weekday())
    return _free(day)


def _free(day: date) -> date:
    """This day, or the first after it that is no public holiday."""
    while day in HOLIDAYS:
        day += timedelta(1)
    return day
