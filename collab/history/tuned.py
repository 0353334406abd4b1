"""What a municipality wants otherwise than the files say: names, terms, switches."""

from datetime import datetime
from typing import Any

from sqlalchemy import event, select
from sqlalchemy.orm import Mapped, mapped_column

from collab.clock import now
from collab.db import Model, db

from .models import Event, Remembers

MEMO = "tuned"


class Tuned(Remembers, Model):
    """One row for each thing that differs; without a row the files hold. `values` has only what differs."""

    __abstract__ = True
    code: Mapped[str] = mapped_column(primary_key=True)
    values: Mapped[dict[str, Any]]
    changed_at: Mapped[datetime]

    @classmethod
    def by_code(cls) -> dict[str, dict[str, Any]]:
        """All that differs; asked once in a transaction."""
        memo = db.session().info.setdefault(MEMO, {})
        if cls not in memo:
            memo[cls] = {code: values for code, values in db.session.execute(select(cls.code, cls.values))}
        return memo[cls]

    @classmethod
    def tune(cls, code: str, values: dict[str, Any], by: Any, **facts: Any) -> None:
        """From now on this; without values the files hold again. `facts` go into the history."""
        row = db.session.get(cls, code, with_for_update=True) or cls(code=code, values={})
        if row.values == values:
            return
        row.record("tuned", by, code=code, **facts)
        if not values:
            db.session.delete(row)
        else:
            row.values, row.changed_at = values, now()
            db.session.add(row)
        db.session().info.pop(MEMO, None)

    def remember(self, event: Event) -> None:
        db.session.add(event)


@event.listens_for(db.session, "after_transaction_end")
def forget(session: Any, transaction: Any) -> None:
    if transaction.parent is None:
        session.info.pop(MEMO, None)
