"""What a cooperation is worth in the words of its people: values followed through time, and hours given."""

from datetime import date, datetime
from decimal import Decimal

from flask_babel import gettext as _
from sqlalchemy import CheckConstraint, ForeignKey, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from collab.agreements.models import Agreement
from collab.cases.models import Case
from collab.clock import now
from collab.collectives.models import Collective
from collab.db import Model
from collab.errors import NotNow
from collab.history import Event, Remembers
from collab.people.models import Person

from .words import Method


class Value(Remembers, Model):
    """Something that counts for them, worded by themselves. Never summed over cooperations."""

    __tablename__ = "value"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    number: Mapped[int]
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreement.id"), index=True)
    wording: Mapped[str]
    method: Mapped[Method]
    how: Mapped[str]  # how we know, in words
    unit: Mapped[str | None]
    assumption: Mapped[str | None]  # avoided costs are always an assumption, and marked as one
    collective_id: Mapped[int | None] = mapped_column(ForeignKey("collective.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    begun_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    case: Mapped[Case] = relationship(backref=backref("own_values", order_by="Value.number"))
    agreement: Mapped[Agreement | None] = relationship()
    collective: Mapped[Collective | None] = relationship()
    person: Mapped[Person] = relationship()
    measurements: Mapped[list["Measurement"]] = relationship(
        back_populates="value", order_by="Measurement.number"
    )
    __table_args__ = (UniqueConstraint("case_id", "number"),)

    @classmethod
    def begin(cls, case: Case, wording: str, method: Method, *, by: Person, **facts) -> "Value":
        value = cls(
            number=len(case.own_values) + 1, wording=wording, method=method, person=by, begun_at=now(),
            collective=None if by.is_officer else case.collective_of(by), measurements=[],
            **{"how": "", "agreement": case.agreement} | facts,
        )  # fmt: skip
        case.own_values.append(value)
        value.record("begun", by)
        return value

    def measure(self, on: date, amount: Decimal | None, words: str, by: Person) -> "Measurement":
        """How it stood on a day. The first one is where it began."""
        if self.ended_at:
            raise NotNow(_("This value is not followed any more."))
        if amount is None and not words:
            raise NotNow(_("Fill in a number or tell a story."))
        number = len(self.measurements) + 1
        found = Measurement(number=number, day=on, amount=amount, words=words, person=by, written_at=now())
        self.measurements.append(found)
        self.record("measured", by)
        return found

    def end(self, by: Person) -> None:
        """Not followed any more; what was found stays readable."""
        if self.ended_at:
            raise NotNow(_("This value is not followed any more."))
        self.ended_at = now()
        self.record("ended", by)

    @property
    def is_assumed(self) -> bool:
        return self.assumption is not None

    @property
    def standing(self) -> list["Measurement"]:
        """What was not taken out again, in the order of time."""
        kept = (one for one in self.measurements if one.removed_at is None)
        return sorted(kept, key=lambda one: (one.day, one.number))

    def remember(self, event: Event) -> None:
        event.data = {**event.data, "value": self.number}
        self.case.events.append(event)


class Measurement(Model):
    """How a value stood on a day: a number, a story, or both."""

    __tablename__ = "measurement"
    id: Mapped[int] = mapped_column(primary_key=True)
    value_id: Mapped[int] = mapped_column(ForeignKey("value.id"))
    number: Mapped[int]
    day: Mapped[date]
    amount: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))
    words: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    written_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]

    value: Mapped[Value] = relationship(back_populates="measurements")
    person: Mapped[Person] = relationship()
    __table_args__ = (
        UniqueConstraint("value_id", "number"),
        CheckConstraint("amount is not null or words <> ''", name="says"),
    )

    def remove(self, by: Person) -> None:
        """It was wrong: it counts no more, and the history says that it was taken out."""
        if self.removed_at:
            raise NotNow(_("This was taken out already."))
        self.removed_at = now()
        self.value.record("corrected", by)


class VolunteerHours(Remembers, Model):
    """Hours that people gave in a period. An estimate is welcome, and marked as one."""

    __tablename__ = "volunteer_hours"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    number: Mapped[int]
    collective_id: Mapped[int] = mapped_column(ForeignKey("collective.id"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    hours: Mapped[Decimal] = mapped_column(Numeric(9, 1))
    is_estimate: Mapped[bool]
    words: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    written_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]

    case: Mapped[Case] = relationship(backref=backref("volunteer_hours", order_by="VolunteerHours.number"))
    collective: Mapped[Collective] = relationship()
    person: Mapped[Person] = relationship()
    __table_args__ = (
        UniqueConstraint("case_id", "number"),
        CheckConstraint("ends_on >= starts_on", name="period"),
        CheckConstraint("hours > 0", name="hours"),
    )

    @classmethod
    def give(cls, case: Case, collective: Collective, *, by: Person, **facts) -> "VolunteerHours":
        given = cls(
            number=len(case.volunteer_hours) + 1, collective=collective, person=by, written_at=now(), **facts
        )
        case.volunteer_hours.append(given)
        given.record("given", by)
        return given

    def remove(self, by: Person) -> None:
        if self.removed_at:
            raise NotNow(_("This was taken out already."))
        self.removed_at = now()
        self.record("removed", by)

    def remember(self, event: Event) -> None:
        event.data = {**event.data, "hours": self.number}
        self.case.events.append(event)
