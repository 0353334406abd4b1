"""What the page of a cooperation shows: whose turn it is, the conversation with its mails, the timeline."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from flask import request

from collab.clock import today, working_days_between
from collab.db import db
from collab.deadlines.kinds import NO_DATE
from collab.history.telling import told
from collab.i18n import language
from collab.notifications.letters import subject_of
from collab.notifications.models import Notice
from collab.people.words import Side
from collab.web import me

from . import policy, queries, words
from .afterwards import last_day_of, was_by
from .answering import answer_days
from .models import Case, Message

SHORT_THREAD, SHORT_PAST, NEXT_DATES, MOST_MAILS = 12, 10, 6, 300


class Turn(NamedTuple):
    """One side of the clock."""

    side: Side
    is_on: bool
    asked: str
    used: int
    days: int
    last: int | None  # how many working days their last reaction took


class Post(NamedTuple):
    """In the conversation: a message, one mail with everybody it went to, or several mails in a row."""

    at: datetime
    message: Message | None = None
    subject: str = ""
    notices: tuple[Notice, ...] = ()
    mails: tuple["Post", ...] = ()

    @property
    def has_failed(self) -> bool:
        return any(notice.progress.has_failed for mail in self.mails for notice in mail.notices)


def shown(case: Case) -> dict[str, Any]:
    everything, last = "all" in request.args, last_day_of(case, me())
    thread = folded(post for post in conversation(case) if was_by(post.at, last))
    past = told([event for event in case.events if was_by(event.happened_at, last)])
    dates = [d for d in case.deadlines if d.met_on is None and d.due_on >= today() and d.kind not in NO_DATE]
    return {
        "case": case,
        "open_to": policy.open_to(me(), case),
        "besides": [row for row in case.open_besides if was_by(row.noted_at, last)],
        "turns": [turn_of(case, side) for side in (Side.COLLECTIVE, Side.MUNICIPALITY)],
        "thread": thread if everything else thread[-SHORT_THREAD:],
        "past": past if everything else past[:SHORT_PAST],
        "left_out": 0 if everything else max(0, len(thread) - SHORT_THREAD) + max(0, len(past) - SHORT_PAST),
        "dates": dates[:NEXT_DATES] if last is None else [],
        "due_words": words.due_words,
    }


def turn_of(case: Case, side: Side) -> Turn:
    last = case.last_turn(side)
    took = working_days_between(last.starts_on, last.met_on) if last and last.met_on else None
    asked = words.asked_exactly(case, side)
    return Turn(side, case.waits_on(side), asked, case.turn_days_used, answer_days(side), took)


def conversation(case: Case) -> list[Post]:
    """Oldest first. A mail to several people is one post, with what became of each."""
    said = [Post(message.said_at, message) for message in case.messages]
    return sorted(said + _mails(case), key=lambda post: post.at)


def folded(posts: Iterable[Post]) -> list[Post]:
    """Several mails in a row as one, so that what people said stays in sight."""
    found: list[Post] = []
    for is_mail, run in groupby(posts, key=lambda post: post.message is None):
        row = tuple(run)
        found += [Post(row[0].at, mails=row)] if is_mail and len(row) > 1 else row
    return found


def _mails(case: Case) -> list[Post]:
    notices = db.session.scalars(queries.mails_of(case).limit(MOST_MAILS)).all()
    occasions = sorted(notices, key=lambda notice: (notice.key, notice.template, notice.id))
    return [_mail(tuple(same)) for _key, same in groupby(occasions, attrgetter("key", "template"))]


def _mail(notices: tuple[Notice, ...]) -> Post:
    first = notices[0]
    return Post(first.written_at, None, subject_of(first, language()), notices)
