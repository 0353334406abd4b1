"""How much: a number and a measure, read from what people wrote, and what was used of it."""

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from flask_babel import format_decimal
from flask_babel import gettext as _
from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab.clock import today
from collab.db import Model
from collab.errors import NotNow
from collab.people.models import Person
from collab.people.words import Side

from .kinds import Measure
from .words import GIVEN, Sort, State

WORDS = (
    (Measure.EUROS, ("€", "eur")),
    (Measure.HOURS, ("uur", "uren", "hour")),
    (Measure.SQUARE_METRES, ("m2", "m²", "vierkante", "square")),
    (Measure.KEYS, ("sleutel", "key")),
    (Measure.ROOMS, ("kamer", "zaal", "lokaal", "room")),
    (Measure.PLACES, ("plaats", "place")),
    (Measure.TALKS, ("gesprek", "talk")),
    (Measure.PIECES, ("stuk", "piece")),
)


def number_in(written: str | None) -> Decimal | None:
    """A number as people write it, with a point between thousands or before two decimals; else None."""
    text = (written or "").replace(" ", "").removeprefix("€").removesuffix(",-")
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d{1,2})?", text):
        text = text.replace(".", "")
    return Decimal(text.replace(",", ".")) if re.fullmatch(r"\d{1,9}([.,]\d{1,2})?", text) else None


def measure_in(unit: str | None, sort: Sort) -> Measure:
    said = (unit or "").lower()
    found = (measure for measure, words in WORDS if any(word in said for word in words))
    return next(found, Measure.EUROS if sort == Sort.MONEY and not said else Measure.OTHER)


class PromiseUse(Model):
    """A part of what was promised that was used; a row stays as it was written."""

    __tablename__ = "promise_use"
    id: Mapped[int] = mapped_column(primary_key=True)
    promise_id: Mapped[int] = mapped_column(ForeignKey("promise.id"), index=True)
    round: Mapped[int]
    quantity: Mapped[Decimal]
    note: Mapped[str | None]
    used_on: Mapped[date]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    side: Mapped[Side]

    person: Mapped[Person] = relationship()
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity"),)


class Measured:
    """The verb and the sums of a promise with a number."""

    __tablename__ = "promise"

    if TYPE_CHECKING:
        amount: Any
        unit: Any
        quantity: Any
        measure: Any
        sort: Any
        state: Any
        round: Any
        uses: Any
        is_late: Any
        record: Any

    def count(self) -> None:
        """Read the number from the words of the agreement, so that it can be drawn."""
        if self.quantity is None and (found := number_in(self.amount)) is not None:
            self.quantity, self.measure = found, measure_in(self.unit, self.sort)

    def use(self, quantity: Decimal, used_on: date, note: str, *, by: Person) -> None:
        """A part of it was used; never more than there is."""
        if self.state not in GIVEN or self.quantity is None:
            raise NotNow(_("This was not promised with a number, so no part of it can be noted."))
        if quantity > self.quantity - self.noted:
            raise NotNow(
                _("That is more than is still free: %(rest)s.", rest=self.say(self.quantity - self.noted))
            )
        self.uses.append(
            PromiseUse(
                round=self.round, quantity=quantity, note=note or None, used_on=min(used_on, today()),
                person=by, side=by.side,
            )
        )  # fmt: skip
        self.record("used", by)

    @property
    def noted(self) -> Decimal:
        """Of this round."""
        return sum((use.quantity for use in self.uses if use.round == self.round), Decimal())

    @property
    def used(self) -> Decimal:
        """What was noted; of what was received at once without notes, all of it."""
        return self.noted or (self.quantity or Decimal() if self.state == State.CONFIRMED else Decimal())

    @property
    def how_much(self) -> str:
        if self.amount:
            number = number_in(self.amount)
            whole = number is not None and number == number.to_integral_value()
            return (
                spoken(number, self.unit or "")
                if number and whole
                else f"{self.amount} {self.unit or ''}".strip()
            )
        return self.say(self.quantity) if self.quantity is not None else ""

    @property
    def measured_in(self) -> str:
        """Measures with the same words are counted together."""
        return (self.unit or "") if self.measure == Measure.OTHER else str(self.measure.label)

    def say(self, quantity: Decimal) -> str:
        return spoken(quantity, self.measured_in)


def spoken(quantity: Decimal, measured_in: str) -> str:
    number = format_decimal(quantity.normalize() if quantity else 0)
    return f"{number} {measured_in}".strip()
