"""What a collective says of itself (domain 7.1): facts for the register, all optional."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import Numeric
from sqlalchemy.orm import Mapped, mapped_column

from .words import Cluster, Decisions, Sector, SizeClass, TargetGroup, WorkingArea, cluster_of


class Profile:
    """Columns of a collective. Lists hold the values of the enumerations in `words`."""

    if TYPE_CHECKING:

        @property
        def is_foundation(self) -> bool: ...

    about: Mapped[str | None]
    website: Mapped[str | None]
    seat: Mapped[str | None]  # address for the agreement
    kvk_number: Mapped[str | None]
    rsin: Mapped[str | None]
    legal_form_note: Mapped[str | None]
    founded_on: Mapped[date | None]
    active_since: Mapped[int | None]  # year; may lie before the legal founding

    sectors: Mapped[list[str]] = mapped_column(default=list)
    working_area: Mapped[WorkingArea | None]
    neighbourhoods: Mapped[str | None]
    target_group: Mapped[TargetGroup | None]
    specific_groups: Mapped[list[str]] = mapped_column(default=list)

    members_count: Mapped[int | None]
    members_counted_on: Mapped[date | None]
    participants_count: Mapped[int | None]
    volunteers_count: Mapped[int | None]
    paid_fte: Mapped[Decimal | None] = mapped_column(Numeric(6, 2))
    member_limit: Mapped[int | None]
    member_limit_reason: Mapped[str | None]
    membership_conditions: Mapped[list[str]] = mapped_column(default=list)
    open_to_all: Mapped[bool | None]
    left_out: Mapped[str | None]  # who may be left out without meaning to
    umbrellas: Mapped[str | None]
    decisions: Mapped[Decisions | None]

    values_text: Mapped[str | None]
    long_range_picture: Mapped[str | None]
    horizon_year: Mapped[int | None]
    languages: Mapped[str | None]
    accessibility_needs: Mapped[str | None]

    @property
    def cluster(self) -> Cluster | None:
        return cluster_of({Sector(sector) for sector in self.sectors or []})

    @property
    def size_class(self) -> SizeClass | None:
        """By members; a foundation has none, it counts participants."""
        if self.is_foundation:
            return SizeClass.NOT_APPLICABLE
        if self.members_count is None:
            return None
        steps = (
            (20, SizeClass.LT20),
            (50, SizeClass.FROM_20),
            (250, SizeClass.FROM_50),
            (501, SizeClass.FROM_250),
        )
        return next((size for below, size in steps if self.members_count < below), SizeClass.GT500)
