"""iCalendar (RFC 5545): dates as whole days, instants with the zone they are kept in."""

import unicodedata
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vRecur
from icalendar.prop import vText

from collab.clock import ZONE

MAKER = "-//Collab//Cooperation agreements//NL"
EVERY = timedelta(hours=6)  # how often a calendar may look again
AN_HOUR = timedelta(hours=1)
SUMMER, WINTER = timedelta(hours=2), timedelta(hours=1)


class Entry(NamedTuple):
    """One date. `uid` and `sequence` let a calendar know it again when it moves."""

    uid: str
    at: date | datetime
    summary: str
    changed_at: datetime
    sequence: int = 0
    about: str = ""
    address: str = ""
    stands_still: bool = False


def calendar_of(entries: list[Entry], name: str = "") -> bytes:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", MAKER)
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    if name:
        for label in ("name", "x-wr-calname"):
            calendar.add(label, vText(plain(name)))
        for label in ("refresh-interval", "x-published-ttl"):
            calendar.add(label, EVERY, parameters={"VALUE": "DURATION"})
    calendar.add_component(_zone())
    for entry in entries:
        calendar.add_component(_event(entry))
    return calendar.to_ical()


def plain(text: str) -> str:
    """What somebody typed, without what steers a line."""
    kept = (c if c == "\n" or unicodedata.category(c) not in {"Cc", "Cs"} else " " for c in text)
    return "".join(kept).strip()


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    changed = entry.changed_at.astimezone(UTC)
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", entry.sequence)
    if isinstance(entry.at, datetime):
        begins = entry.at.astimezone(ZONE)
        event.add("dtstart", begins)
        event.add("dtend", (entry.at + AN_HOUR).astimezone(ZONE))
    else:
        event.add("dtstart", entry.at)
        event.add("dtend", entry.at + timedelta(days=1))
    event.add("summary", " ".join(plain(entry.summary).split()))
    event.add("transp", "TRANSPARENT")
    event.add("status", "TENTATIVE" if entry.stands_still else "CONFIRMED")
    if entry.about:
        event.add("description", plain(entry.about))
    if entry.address:
        event.add("url", entry.address)
    return event


def _zone() -> Timezone:
    """By its rule, so that it holds for every year."""
    zone = Timezone()
    zone.add("tzid", str(ZONE))
    for kind, month, hour, before, after, name in (
        (TimezoneDaylight, 3, 2, WINTER, SUMMER, "CEST"), (TimezoneStandard, 10, 3, SUMMER, WINTER, "CET"),
    ):  # fmt: skip
        part = kind()
        part.add("dtstart", datetime(1996, month, 31 if month == 3 else 27, hour))  # noqa: DTZ001 by rule local
        part.add("rrule", vRecur(freq="YEARLY", bymonth=month, byday="-1SU"))
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("tzname", name)
        zone.add_component(part)
    return zone
