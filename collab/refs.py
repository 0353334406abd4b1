"""References people can say: LD-2026-031."""

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column

from .clock import today
from .db import Model, db


class Counter(Model):
    """The last number given out under a name."""

    __tablename__ = "counter"
    name: Mapped[str] = mapped_column(primary_key=True)
    last: Mapped[int]


def next_number(name: str) -> int:
    """Each number once; who asks at the same moment waits for the other's transaction."""
    row = insert(Counter).values(name=name, last=1)
    step = row.on_conflict_do_update(index_elements=["name"], set_={"last": Counter.last + 1})
    return db.session.execute(step.returning(Counter.last)).scalar_one()


def yearly_ref(prefix: str) -> str:
    series = f"{prefix}-{today().year}"
    return f"{series}-{next_number(series):03}"


def plain_ref(prefix: str) -> str:
    return f"{prefix}-{next_number(prefix):03}"
