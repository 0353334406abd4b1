"""The chain of seals: whether the past is still what it was."""

import hashlib
from typing import NamedTuple

import click
from flask.cli import AppGroup
from sqlalchemy import func, literal_column, select, text
from sqlalchemy.orm import aliased

from collab.db import db

from .models import Event, Seal

FIRST = "0" * 64
history = AppGroup("history", help="What happened, and whether it is still untouched.")


class Link(NamedTuple):
    """An event's place in the chain; whether it still says what was sealed, and follows on the one before."""

    position: int
    before: str
    hash: str
    holds: bool


def links_of(events: list[int]) -> dict[int, Link]:
    """The places of these events; one whose transaction still runs has none yet."""
    earlier, facts = aliased(Seal), func.event_facts(literal_column("event"))
    rows = (
        select(Seal.event_id, Seal.position, Seal.before, Seal.hash, facts, earlier.hash)
        .join(Event, Event.id == Seal.event_id)
        .outerjoin(earlier, earlier.position == Seal.position - 1)
        .where(Seal.event_id.in_(events))
    )
    found = {}
    for event_id, position, before, sealed, told, previous in db.session.execute(rows):
        follows = before == (FIRST if position == 1 else previous)
        found[event_id] = Link(position, before, sealed, follows and sealed == hashed(before, told))
    return found


def broken_links() -> list[str]:
    """Every place where the chain does not hold, as a sentence; empty when all is well."""
    before, expected, found = FIRST, 1, []
    facts = func.event_facts(literal_column("event"))
    rows = select(Seal.position, Seal.event_id, Seal.before, Seal.hash, facts).outerjoin(
        Event, Event.id == Seal.event_id
    )
    for position, event_id, earlier, sealed, told in db.session.execute(
        rows.order_by(Seal.position)
    ).yield_per(1000):
        if position != expected:
            found.append(f"seal {expected} is missing")
        if not told or earlier != before or sealed != hashed(before, told):
            found.append(f"event {event_id} is not what was sealed")
        before, expected = sealed, position + 1
    return found + [f"event {id} was never sealed" for id in _unsealed()] + _cut_tail(expected - 1, before)


def hashed(before: str, facts: str) -> str:
    return hashlib.sha256((before + facts).encode()).hexdigest()


@history.command()
def verify() -> None:
    """Walk the whole chain; exit 1 when a link is broken."""
    found = broken_links()
    click.echo("\n".join(found) or "The chain holds.")
    raise SystemExit(bool(found))


def _unsealed() -> list[int]:
    sealed = select(Seal.event_id).where(Seal.event_id == Event.id)
    return list(db.session.scalars(select(Event.id).where(~sealed.exists())))


def _cut_tail(last: int, last_hash: str) -> list[str]:
    head = db.session.execute(text("select position, hash from event_head")).one()
    return [] if tuple(head) == (last, last_hash) else ["the end of the chain was cut off"]
