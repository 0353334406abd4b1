"""Telling a past: acts at their own moments, in the order of time, by the verbs of the present."""

import heapq
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from sqlalchemy import or_, text, update

from collab.clock import ZONE, at, is_working_day, now
from collab.db import db
from collab.deadlines import Deadline
from collab.deadlines.recounting import recount
from collab.history import Event

Story = Iterator[datetime]  # yields the moment of its next act, is resumed at that moment, and acts
NEWS = timedelta(days=3)
# The one event of the past that still has work to do: the paper of an agreement must be printed.
MAKES_PAPER = "agreement.began"


def days_before(day: date, days: float, hour: int = 10, minute: int = 0) -> datetime:
    """A moment on a working day, about so many days before."""
    return on_day(day - timedelta(days=round(days)), hour, minute)


def on_day(day: date, hour: int = 10, minute: int = 0) -> datetime:
    while not is_working_day(day):
        day -= timedelta(days=1)
    return datetime.combine(day, time(hour, minute), ZONE)


def play(stories: Iterable[Story]) -> None:
    """Let these stories happen side by side. What one of them asks for in the future does not happen."""
    here = now()
    waiting = [(moment, n, story) for n, story in enumerate(stories) if (moment := next(story, None))]
    heapq.heapify(waiting)
    while waiting:
        moment, n, story = heapq.heappop(waiting)
        if moment > here:
            continue
        with at(moment):
            following = next(story, None)
            db.session.flush()
        if following:
            heapq.heappush(waiting, (max(following, moment + timedelta(minutes=7)), n, story))


def alone() -> None:
    """Two loads at once take turns, so that the second sees what the first did."""
    db.session.execute(text("select pg_advisory_xact_lock(hashtext('collab.examples'))"))


def forget_old_news() -> None:
    """Nobody is mailed now about what happened long ago.

    Events older than three days count as told, reminders of that age as overtaken. What makes paper
    stays owed, and so does what is news or still to come.
    """
    old = now() - NEWS
    told = update(Event).where(Event.done_at.is_(None), Event.happened_at < old, Event.name != MAKES_PAPER)
    db.session.execute(told.values(done_at=now()))
    recount(old, Deadline.next_at < old, keep=False)


def tell_nobody(cases: list[int], collectives: list[int], people: list[int]) -> None:
    """Cases that were loaded as they stood happened elsewhere: only their papers are still to be made."""
    about = or_(Event.case_id.in_(cases), Event.collective_id.in_(collectives), Event.person_id.in_(people))
    told = update(Event).where(Event.done_at.is_(None), about, Event.name != MAKES_PAPER)
    db.session.execute(told.values(done_at=now()))
