"""A proposal on the formal road: a short form, of which only the idea is needed."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab.db import Model
from collab.people.models import Person


class Proposal(Model):
    """What the collective proposes, in its own words. `claims_right`: it claims a neighbourhood right."""

    __tablename__ = "proposal"
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    idea: Mapped[str]
    goals: Mapped[str | None]
    activities: Mapped[str | None]
    beneficiaries: Mapped[str | None]
    duration: Mapped[str | None]
    means: Mapped[str | None]
    support: Mapped[str | None]
    claims_right: Mapped[bool]
    written_at: Mapped[datetime]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    submitted_on: Mapped[date | None]

    case: Mapped[Any] = relationship("Case", back_populates="proposal")
    person: Mapped[Person] = relationship()
