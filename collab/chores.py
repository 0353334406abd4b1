"""Work that is a row: owed until `done_at` is set. The database is the queue of record."""

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Index, Select, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from .clock import now
from .db import Model, db

log = structlog.get_logger()
MOST_ATTEMPTS = 12
LONGEST_WAIT = timedelta(hours=6)


class Chore:
    """Mixin: a row that somebody still has to act on."""

    due_at: Mapped[datetime] = mapped_column(default=now)
    done_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)

    @declared_attr.directive
    def __table_args__(cls):
        return (owed_index(cls.__tablename__),)

    def put_off(self) -> None:
        """Later, and later each time: an outage must not become a storm."""
        self.attempts += 1
        self.due_at = now() + min(timedelta(minutes=2**self.attempts / 2), LONGEST_WAIT)


def owed_index(table: str) -> Index:
    return Index(f"ix_{table}_owed", "due_at", "id", postgresql_where=text("done_at is null"))


class Heartbeat(Model):
    """When a job last ran, so that silence can be seen."""

    __tablename__ = "heartbeat"
    name: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]


def beat(name: str) -> None:
    row = insert(Heartbeat).values(name=name, at=now())
    db.session.execute(row.on_conflict_do_update(index_elements=["name"], set_={"at": row.excluded.at}))
    db.session.commit()


def sweep(kind: type, do: Callable) -> int:
    """Do each due row in its own transaction. Safe to run twice, at once, or late."""
    done = 0
    while chore := db.session.scalar(_next(kind)):
        try:
            with db.session.begin_nested():
                do(chore)
                chore.done_at = chore.done_at or now()
            done += 1
        except Exception:
            # The savepoint took the row's changes back with it; the row itself is still locked by us.
            log.exception("chore failed", kind=kind.__name__, id=chore.id)
            chore.put_off()
        db.session.commit()
    return done


def walk(query: Select, act: Callable) -> None:
    """Act on each row of a query; one bad row does not spoil the night."""
    for thing in db.session.scalars(query.with_for_update(skip_locked=True)).all():
        try:
            with db.session.begin_nested():
                act(thing)
        except Exception:
            log.exception("walk failed", act=act.__name__, id=thing.id)
    db.session.commit()


def _next(kind: type) -> Select:
    return (
        select(kind)
        .where(kind.done_at.is_(None), kind.due_at <= now(), kind.attempts < MOST_ATTEMPTS)
        .order_by(kind.due_at, kind.id)
        .limit(1)
        .with_for_update(skip_locked=True, of=kind)
    )


def kinds() -> list[type]:
    return [mapper.class_ for mapper in Model.registry.mappers if issubclass(mapper.class_, Chore)]
