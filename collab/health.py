"""Is everything running? Told to a monitor at /health, and to administrators on their page."""

from datetime import datetime, timedelta
from typing import Any

from celery import shared_task
from flask import Blueprint, Flask, current_app
from redis import Redis
from sqlalchemy import func, select

from .access import public
from .chores import MOST_ATTEMPTS, Chore, Heartbeat, kinds
from .clock import now
from .db import db
from .extensions import limiter
from .limits import storage

bp = Blueprint("health", __name__)
TOO_OLD = timedelta(minutes=10)
TICK = "health.tick"


@bp.get("/health")
@public
@limiter.exempt
def show():
    """200 when all is well, 503 when the database is gone; the rest is in the JSON."""
    state: dict[str, Any] = {"web": "up", "database": _database(), "broker": _broker()}
    if state["database"] == "up":
        state |= {"chores": owed(), "last_tick": last_tick()}
    state["well"] = is_well(state)
    return state, 200 if state["database"] == "up" else 503


def owed() -> dict[str, Any]:
    """Per kind of chore: how many are owed, the age of the oldest, how often tried, how many given up."""
    return {kind.__tablename__: _owed(kind) for kind in kinds()}


def last_tick() -> str | None:
    """When the worker last heard the clock."""
    tick: datetime | None = db.session.scalar(select(Heartbeat.at).where(Heartbeat.name == TICK))
    return tick.isoformat() if tick else None


@shared_task(name=TICK)
def tick() -> None:
    """Rung by the clock alone, so that a silent clock is seen. That it ran is noted, as of every job."""


def is_well(state: dict[str, Any]) -> bool:
    """Up, ticking, and nothing due that is older than ten minutes."""
    if state["database"] != "up" or state["broker"] != "up" or not state["last_tick"]:
        return False
    ticking = now() - datetime.fromisoformat(state["last_tick"]) < TOO_OLD
    oldest = max(chore["oldest_seconds"] for chore in state["chores"].values())
    return ticking and oldest < TOO_OLD.total_seconds()


def _owed(kind: type[Chore]) -> dict[str, int]:
    tried = kind.attempts > 0
    trying = kind.attempts < MOST_ATTEMPTS
    # What was put off is not due at this moment, and owed all the same.
    owed = kind.done_at.is_(None) & ((kind.due_at <= now()) | tried)
    count, oldest, in_vain, most, given_up = db.session.execute(
        select(
            func.count().filter(trying),
            func.min(getattr(kind, kind.owed_since)).filter(trying),
            func.count().filter(tried, trying),
            func.max(kind.attempts).filter(trying),
            func.count().filter(~trying),
        ).where(owed)
    ).one()
    age = int((now() - oldest).total_seconds()) if oldest else 0
    tries = {"tried_in_vain": in_vain, "attempts": most or 0, "given_up": given_up}
    return {"owed": count, "oldest_seconds": age, **tries}


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
