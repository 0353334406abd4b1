"""The chain of seals: whether the past is still what it was."""

import hashlib
import json

import click
from flask.cli import AppGroup
from sqlalchemy import select

from collab.db import db

from .models import Event, Seal

FIRST = "0" * 64
history = AppGroup("history", help="What happened, and whether it is still untouched.")


def facts(event: Event) -> str:
    """The facts of an event as the database hashes them: a JSON array without spaces, the instant in microseconds."""
    micros = round(event.happened_at.timestamp() * 1_000_000)
    subjects = [event.actor_id, event.side, event.person_id, event.collective_id, event.case_id, event.agreement_id]
    data = json.dumps(event.data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return json.dumps([event.id, event.name, micros, *subjects, data], ensure_ascii=False, separators=(",", ":"))


def broken_links() -> list[str]:
    """Every place where the chain does not hold, as a sentence; empty when all is well."""
    before, expected, found = FIRST, 1, []
    rows = db.session.execute(select(Seal, Event).outerjoin(Event, Event.id == Seal.event_id).order_by(Seal.position))
    for seal, event in rows.yield_per(1000):
        if seal.position != expected:
            found.append(f"seal {expected} is missing")
        if event is None:
            found.append(f"seal {seal.position} has lost its event")
        elif seal.before != before or seal.hash != hashed(before, event):
            found.append(f"event {event.id} ({event.name}) is not what was sealed")
        before, expected = seal.hash, seal.position + 1
    return found + [f"event {id} was never sealed" for id in _unsealed()] + _cut_tail(expected - 1, before)


def hashed(before: str, event: Event) -> str:
    return hashlib.sha256((before + facts(event)).encode()).hexdigest()


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
    head = db.session.execute(db.text("select position, hash from event_head")).one()
    return [] if tuple(head) == (last, last_hash) else ["the end of the chain was cut off"]
