"""Who takes part before there is an agreement: the municipality, and each collective by itself."""

from typing import NamedTuple

from flask import current_app

from collab.cases import policy as cases
from collab.cases.models import Case
from collab.collectives.models import Collective
from collab.collectives.words import MemberRole
from collab.people.models import Person
from collab.people.words import Side

MUNICIPALITY = "municipality"


class Party(NamedTuple):
    """One of those who talk; without a collective it is the municipality."""

    collective: Collective | None

    @property
    def key(self) -> str:
        return self.collective.ref if self.collective else MUNICIPALITY

    @property
    def side(self) -> Side:
        return Side.COLLECTIVE if self.collective else Side.MUNICIPALITY

    @property
    def name(self) -> str:
        return self.collective.name if self.collective else current_app.config["SETTINGS"].organisation

    @property
    def collective_id(self) -> int | None:
        return self.collective.id if self.collective else None

    def is_represented_by(self, person: Person, case: Case) -> bool:
        """Whether this person's proposal is the party's yes too: editors only write."""
        if self.collective is None:
            return cases.speaks_for_municipality(person, case)
        return not person.is_officer and self.collective.role_of(person) == MemberRole.REPRESENTATIVE


def parties_of(case: Case) -> list[Party]:
    """Collectives first, as on every page."""
    return [*(Party(collective) for collective in case.collectives), Party(None)]


def party_for(person: Person, case: Case) -> Party | None:
    """Of several collectives the one in which this person may do most; a civil servant is in none."""
    if person.is_officer:
        return Party(None)
    roles = {it: role for it in case.collectives if (role := it.role_of(person))}
    strongest = max(roles, key=lambda it: list(MemberRole).index(roles[it]), default=None)
    return Party(strongest) if strongest else None
