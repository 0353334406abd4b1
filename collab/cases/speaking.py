"""Who of a collective is the contact person in a case, and who the deputy: as the other side has."""

from typing import Any

from flask_babel import gettext as _
from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from collab.clock import today
from collab.collectives.models import Collective
from collab.errors import NotNow
from collab.people.models import Lasts, Person

from . import handing
from .models import Case, ContactRole, not_both


class Spokesperson(Lasts):
    """Chosen by the collective among its own people. What they may do follows from their role there."""

    __tablename__ = "spokesperson"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    collective_id: Mapped[int] = mapped_column(ForeignKey("collective.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[ContactRole]
    handed_over: Mapped[bool]  # on the last day the new one is already in place

    case: Mapped[Case] = relationship(backref=backref("spokespeople", order_by="Spokesperson.id"))
    collective: Mapped[Collective] = relationship()
    person: Mapped[Person] = relationship()
    __table_args__ = (CheckConstraint("ends_on >= starts_on", name="term"),)

    @classmethod
    def appoint(
        cls, case: Case, collective: Collective, role: ContactRole, person: Person, *, by: Person | None
    ) -> "Spokesperson":
        """From today; who held that place hands over today."""
        if collective not in case.collectives or collective.role_of(person) is None:
            raise NotNow(_("%(name)s does not belong to this collective.", name=person.name))
        held: list[Any] = [one for one in case.spokespeople if one.collective is collective and one.holds]
        if role == ContactRole.DEPUTY and any(
            one.role == ContactRole.CONTACT and one.person is person for one in held
        ):
            raise NotNow(not_both(person))
        place = next((one for one in held if one.role == role), None)
        before = handing.makes_way(place, person)
        for one in held:
            if one.role == role or one.person is person:
                one.hand_over()
        spokesperson = cls(
            collective=collective, person=person, role=role, starts_on=today(), handed_over=False
        )
        case.spokespeople.append(spokesperson)
        case.record("chose", by, role=role, person=person.id).collective = collective
        handing.change_place(case, handing.Change(role, before, person, collective), by)
        return spokesperson

    def hand_over(self) -> None:
        self.ends_on, self.handed_over = today(), True

    @property
    def holds(self) -> bool:
        """In place today, as somebody who still belongs to the collective."""
        here = self.is_current and not self.handed_over and self.person.is_active
        return here and self.collective.role_of(self.person) is not None


def spoken_by(case: Case, collective: Collective, role: ContactRole) -> Person | None:
    """Who holds this place for the collective; its only representative is the contact person unasked."""
    held = (
        one for one in case.spokespeople if one.collective is collective and one.role == role and one.holds
    )
    chosen = next((one.person for one in held), None)
    if chosen or role == ContactRole.DEPUTY:
        return chosen
    here = [person for person in collective.representatives if person.is_active]
    return here[0] if len(here) == 1 else None
