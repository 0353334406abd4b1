"""Work that is a row: owed until `done_at` is set. The database is the queue of record."""

from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic
from typing import TYPE_CHECKING, Any, ClassVar

import structlog
from sqlalchemy import Index, Select, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from .clock import now
from .db import Model, db

log = structlog.get_logger()
MOST_ATTEMPTS = 12
LONGEST_WAIT = timedelta(hours=6)
LONGEST_WAIT_OUTSIDE = timedelta(minutes=30)
LONGEST_SWEEP = 150  # seconds; well below the limits of a task, and the next tick goes on


class Later(Exception):
    """Not now, for a reason outside us: the chore stays owed for as long as it takes.

    `why` is for the log, so nothing personal in it; `facts` are kept on the row. With `stop` the others need
    not be tried now either; with `counts` it may be given up after so many attempts, like a fault of our own.
    """

    def __init__(
        self,
        why: str,
        *,
        after: timedelta | None = None,
        stop: bool = False,
        counts: bool = False,
        **facts: Any,
    ):
        super().__init__(why)
        self.why, self.after, self.stop, self.counts, self.facts = why, after, stop, counts, facts


class Chore:
    """Mixin: a row that somebody still has to act on."""

    if TYPE_CHECKING:
        __tablename__: str
        id: Mapped[int]

    owed_since: ClassVar[str] = "due_at"  # the column that says since when, however often it was put off
    due_at: Mapped[datetime] = mapped_column(default=now)
    done_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)

    @declared_attr.directive
    def __table_args__(cls):
        return (owed_index(cls.__tablename__),)

    def put_off(self, longest: timedelta = LONGEST_WAIT) -> None:
        """Later, and later each time: an outage must not become a storm."""
        self.attempts += 1
        self.due_at = now() + min(timedelta(minutes=2**self.attempts / 2), longest)

    def wait(self, later: Later) -> None:
        """What lies outside us is never the last attempt: after an outage of weeks this is still owed."""
        self.put_off(LONGEST_WAIT if later.counts else LONGEST_WAIT_OUTSIDE)
        if not later.counts:
            self.attempts = min(self.attempts, MOST_ATTEMPTS - 1)
        if later.after:
            self.due_at = max(self.due_at, now() + later.after)
        for name, fact in later.facts.items():
            setattr(self, name, fact)


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


def sweep(kind: type[Chore], do: Callable) -> int:
    """Do each due row in its own transaction. Safe to run twice, at once, or late."""
    done, until = 0, monotonic() + LONGEST_SWEEP
    while monotonic() < until and (chore := db.session.scalar(_next(kind))):
        stop = False
        try:
            with db.session.begin_nested():
                do(chore)
                chore.done_at = chore.done_at or now()
            done += 1
        except Later as later:
            # The savepoint took the row's changes back with it; the row itself is still locked by us.
            log.warning("chore put off", kind=kind.__name__, id=chore.id, why=later.why)
            chore.wait(later)
            stop = later.stop
        except Exception:
            log.exception("chore failed", kind=kind.__name__, id=chore.id)
            chore.put_off()
        db.session.commit()
        if stop:
            break
    return done


def walk(query: Select, act: Callable) -> None:
    """Act on each row of a query; one bad row does not spoil the night."""
    for thing in db.session.scalars(query.with_for_update(skip_locked=True, key_share=True)).all():
        try:
            with db.session.begin_nested():
                act(thing)
        except Exception:
            log.exception("walk failed", act=act.__name__, id=thing.id)
    db.session.commit()


def _next(kind: type[Chore]) -> Select:
    return (
        select(kind)
        .where(kind.done_at.is_(None), kind.due_at <= now(), kind.attempts < MOST_ATTEMPTS)
        .order_by(kind.due_at, kind.id)
        .limit(1)
        .with_for_update(skip_locked=True, of=kind)
    )


def kinds() -> list[type[Chore]]:
    return [mapper.class_ for mapper in Model.registry.mappers if issubclass(mapper.class_, Chore)]
