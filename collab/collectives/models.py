"""The register: who the sides are, who belongs to them, and who may sign for them until when."""

from datetime import date
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from collab.clock import today
from collab.db import Model
from collab.errors import NotNow
from collab.history import Event, Remembers
from collab.people.models import Lasts, Person

from .profile import Profile
from .words import Ground, Kind, LegalForm, MemberRole


class Collective(Profile, Remembers, Model):
    """A party that is not the municipality: mostly a collective, also a school, a company, one resident."""

    __tablename__ = "collective"
    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    short_name: Mapped[str | None]
    kind: Mapped[Kind]
    legal_form: Mapped[LegalForm]
    registered_on: Mapped[date]

    if TYPE_CHECKING:  # declared by the slices that come later in the story
        phases: Any
        phase_proposals: Any
        challenges: Any
        shared_challenges: Any
        moments: Any
        participations: Any

    memberships: Mapped[list["Membership"]] = relationship(
        back_populates="collective", order_by="(Membership.starts_on, Membership.id)"
    )
    authorities: Mapped[list["Authority"]] = relationship(
        back_populates="collective", order_by="(Authority.starts_on, Authority.id)"
    )
    events: Mapped[list[Event]] = relationship(
        foreign_keys=Event.collective_id, order_by=Event.id, backref="collective"
    )

    __table_args__ = (
        CheckConstraint("kvk_number is null or kvk_number ~ '^[0-9]{8}$'", name="kvk_number"),
        CheckConstraint(
            "members_count >= 0 and participants_count >= 0 and volunteers_count >= 0", name="counts"
        ),
    )

    @classmethod
    def register(
        cls, ref: str, name: str, kind: Kind, legal_form: LegalForm, *, by: Person, **profile
    ) -> "Collective":
        """Enter a collective in the register. A resident who registers it represents it from today."""
        collective = cls(ref=ref, name=name, kind=kind, legal_form=legal_form, registered_on=today())
        collective._set(profile)
        collective.record("registered", by)
        if not by.is_officer:
            collective.admit(by, MemberRole.REPRESENTATIVE, by=by)
        if not by.is_officer and kind == Kind.NATURAL_PERSON:
            collective.give_authority(by, Ground.SELF, reference="", by=by, starts_on=today())
        return collective

    def describe(self, by: Person, **profile: Any) -> None:
        """Change the profile; history keeps which fields changed, not what they held."""
        changed = self._set(profile)
        if changed:
            self.record("described", by, fields=sorted(changed))

    def admit(self, person: Person, role: MemberRole, by: Person) -> "Membership":
        if any(m.person is person and m.is_current for m in self.memberships):
            raise NotNow(_("%(name)s belongs to this collective already.", name=person.name))
        membership = Membership(person=person, role=role, starts_on=today())
        self.memberships.append(membership)
        self.record("admitted", by, role=role).person = person
        return membership

    def give_authority(
        self, person: Person, ground: Ground, *, reference: str, by: Person, **dates
    ) -> "Authority":
        """Write down on what somebody's right to sign rests, from when and until when."""
        authority = Authority(person=person, ground=ground, reference=reference, **dates)
        self.authorities.append(authority)
        self.record("gave_authority", by, ground=ground)
        return authority

    @property
    def is_foundation(self) -> bool:
        return self.legal_form == LegalForm.FOUNDATION or self.kind == Kind.FOUNDATION

    @property
    def people(self) -> list[Person]:
        return [m.person for m in self.memberships if m.is_current]

    @property
    def representatives(self) -> list[Person]:
        return [m.person for m in self.memberships if m.is_current and m.role == MemberRole.REPRESENTATIVE]

    def role_of(self, person: Person) -> MemberRole | None:
        return next((m.role for m in self.memberships if m.person_id == person.id and m.is_current), None)

    def authority_of(self, person: Person, on: date) -> "Authority | None":
        """What lets this person sign on that day; one resident always may for themselves."""
        held = [
            a for a in self.authorities if a.person_id == person.id and a.holds_on(on) and not a.revoked_on
        ]
        return held[-1] if held else None

    def _set(self, profile: dict[str, Any]) -> set[str]:
        changed = {name for name, value in profile.items() if getattr(self, name) != value}
        for name in changed:
            setattr(self, name, profile[name])
        return changed


class Membership(Lasts):
    """A person's role in a collective, from when until when."""

    __tablename__ = "membership"
    id: Mapped[int] = mapped_column(primary_key=True)
    collective_id: Mapped[int] = mapped_column(ForeignKey("collective.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[MemberRole]

    collective: Mapped[Collective] = relationship(back_populates="memberships")
    person: Mapped[Person] = relationship(backref=backref("memberships", order_by="Membership.id"))
    __table_args__ = (CheckConstraint("ends_on >= starts_on", name="term"),)

    def change(self, role: MemberRole, by: Person) -> None:
        self.role = role
        self.collective.record("changed_role", by, role=role)

    def end(self, on: date, by: Person) -> None:
        self.ends_on = max(on, self.starts_on)
        self.collective.record("ended_membership", by, on=self.ends_on.isoformat())


class Authority(Lasts):
    """What lets somebody sign for a collective: statutes, minutes or a power of attorney, with dates."""

    __tablename__ = "authority"
    id: Mapped[int] = mapped_column(primary_key=True)
    collective_id: Mapped[int] = mapped_column(ForeignKey("collective.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    ground: Mapped[Ground]
    reference: Mapped[str]  # "minutes of the members' meeting, 1 October 2026, item 4"
    revoked_on: Mapped[date | None]

    collective: Mapped[Collective] = relationship(back_populates="authorities")
    person: Mapped[Person] = relationship()
    __table_args__ = (CheckConstraint("ends_on >= starts_on", name="term"),)

    def revoke(self, by: Person) -> None:
        self.revoked_on = today()
        self.collective.record("revoked_authority", by)
