"""Is everything running? Told to a monitor at /health, and to administrators on their page."""

from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, Flask, current_app
from redis import Redis
from sqlalchemy import func, select

from .access import public
from .chores import MOST_ATTEMPTS, Heartbeat, kinds
from .clock import now
from .db import db
from .extensions import limiter
from .limits import storage

bp = Blueprint("health", __name__)
TOO_OLD = timedelta(minutes=10)


@bp.get("/health")
@public
@limiter.exempt
def show():
    """200 when all is well, 503 when the database is gone; the rest is in the JSON."""
    state = {"web": "up", "database": _database(), "broker": _broker()}
    if state["database"] == "up":
        state |= {"chores": owed(), "last_tick": last_tick()}
    state["well"] = is_well(state)
    return state, 200 if state["database"] == "up" else 503


def owed() -> dict[str, Any]:
    """Per kind of chore: how many are owed, the age in seconds of the oldest that is due, how many gave up."""
    return {kind.__tablename__: _owed(kind) for kind in kinds()}


def last_tick() -> str | None:
    tick: datetime | None = db.session.scalar(select(func.max(Heartbeat.at)))
    return tick and tick.isoformat()


def is_well(state: dict[str, Any]) -> bool:
    """Up, ticking, and nothing due that is older than ten minutes."""
    if state["database"] != "up" or state["broker"] != "up" or not state["last_tick"]:
        return False
    ticking = now() - datetime.fromisoformat(state["last_tick"]) < TOO_OLD
    return ticking and all(row["oldest_seconds"] < TOO_OLD.total_seconds() for row in state["chores"].values())


def _owed(kind: type) -> dict[str, int]:
    due = (kind.done_at.is_(None), kind.due_at <= now())
    trying = kind.attempts < MOST_ATTEMPTS
    count, oldest, retried = db.session.execute(
        select(func.count(), func.min(kind.due_at), func.count().filter(kind.attempts > 0)).where(*due, trying)
    ).one()
    put_off = db.session.scalar(select(func.count()).where(kind.done_at.is_(None), kind.attempts > 0, trying))
    given_up = db.session.scalar(select(func.count()).where(kind.done_at.is_(None), ~trying))
    age = int((now() - oldest).total_seconds()) if oldest else 0
    return {"owed": count, "oldest_seconds": age, "tried_in_vain": max(put_off, retried), "given_up": given_up}


def _database() -> str:
    try:
        db.session.execute(select(1))
        return "up"
    except Exception:
        db.session.rollback()
        return "down"


def _broker() -> str:
    url = storage(current_app.config["BROKER_URL"]).replace("redis+unix://", "unix://")
    try:
        with Redis.from_url(url, socket_connect_timeout=1, socket_timeout=1) as engine:
            return "up" if engine.ping() else "down"
    except Exception:
        return "down"


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
