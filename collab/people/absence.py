"""Being away for a while: from when until when, and who stands in."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from sqlalchemy import CheckConstraint, ForeignKey, event, select
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from collab.clock import now, today
from collab.db import Model, db
from collab.errors import NotNow

MEMO = "away today"


class Absence(Model):
    """Without a stand-in of its own the deputy of each cooperation stands in."""

    __tablename__ = "absence"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    stand_in_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    noted_at: Mapped[datetime]

    person: Mapped[Any] = relationship(
        "Person",
        foreign_keys=person_id,
        backref=backref("absences", order_by="(Absence.starts_on, Absence.id)"),
    )
    stand_in: Mapped[Any] = relationship("Person", foreign_keys=stand_in_id)
    __table_args__ = (
        CheckConstraint("ends_on >= starts_on", name="term"),
        CheckConstraint("stand_in_id <> person_id", name="somebody_else"),
    )

    @property
    def is_over(self) -> bool:
        return self.ends_on < today()

    def overlaps(self, first: date, last: date) -> bool:
        return self.starts_on <= last and first <= self.ends_on


class GoesAway:
    """Mixin of a person: away from a day up to and including a day."""

    __tablename__ = "person"

    if TYPE_CHECKING:
        id: Mapped[int]
        absences: Any
        record: Any

    def be_away(self, first: date, last: date, stand_in: Any, by: Any) -> Absence:
        if any(absence.overlaps(first, last) for absence in self.absences):
            raise NotNow(_("You are away already on one of these days. Change that absence first."))
        absence = Absence(starts_on=first, ends_on=last, stand_in=stand_in, noted_at=now())
        self.absences.append(absence)
        self.record("goes_away", by, on=first.isoformat(), until=last.isoformat())
        _forget(db.session())
        return absence

    def be_back(self, absence: Absence, by: Any) -> None:
        """Here again, from today; one that has not begun does not happen."""
        if absence.starts_on < today():
            absence.ends_on = today() - timedelta(days=1)
        else:
            self.absences.remove(absence)
            db.session.delete(absence)
        self.record("is_back", by)
        _forget(db.session())

    @property
    def is_away(self) -> bool:
        return self.id in away_today()

    @property
    def stands_in_for(self) -> set[int]:
        """Of whom this person was asked to take over the cooperations today."""
        return {away for away, stand_in in away_today().items() if stand_in == self.id}


def away_today() -> dict[int, int | None]:
    """Who is away, and who they asked to stand in; asked once in a transaction."""
    memo = db.session().info.setdefault(MEMO, {})
    if today() not in memo:
        here = (Absence.starts_on <= today(), Absence.ends_on >= today())
        with db.session.no_autoflush:
            rows = db.session.execute(select(Absence.person_id, Absence.stand_in_id).where(*here))
        memo[today()] = {person: stand_in for person, stand_in in rows}
    return memo[today()]


@event.listens_for(db.session, "after_transaction_end")
def _at_the_end(session: Any, transaction: Any) -> None:
    if transaction.parent is None:
        _forget(session)


@event.listens_for(db.session, "after_flush")
def _after_a_write(session: Any, _context: Any) -> None:
    if any(isinstance(it, Absence) for it in [*session.new, *session.dirty, *session.deleted]):
        _forget(session)


def _forget(session: Any) -> None:
    session.info.pop(MEMO, None)
