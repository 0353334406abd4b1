"""How far mandates reach: who may decide on an agreement for the municipality, the smallest mandate first."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from collab.db import db
from collab.people.models import Person

from . import beginning
from .mandate import HEAVIER, Mandate


def why_not(mandate: Mandate, agreement: Any) -> str | None:
    return mandate.why_not(agreement.weight, beginning.months_of(agreement), beginning.amount_of(agreement))


def sufficient(agreement: Any) -> list[Mandate]:
    """Every mandate that reaches far enough today, of people who are here; the smallest first."""
    here = Mandate.person.has(Person.left_at.is_(None))
    held = select(Mandate).where(Mandate.current(), Mandate.revoked_on.is_(None), here)
    found = db.session.scalars(held.options(selectinload(Mandate.person))).all()
    return sorted((mandate for mandate in found if why_not(mandate, agreement) is None), key=_extent)


def next_holder(agreement: Any, besides: set[Person] | None = None) -> Mandate | None:
    """The smallest sufficient mandate of somebody else than these people."""
    others = (mandate for mandate in sufficient(agreement) if mandate.person not in (besides or set()))
    return next(others, None)


def _extent(mandate: Mandate) -> tuple:
    """Smaller first; what has no limit comes last."""
    limits = (mandate.max_amount, mandate.max_months)
    known = ((limit is None, limit or 0) for limit in limits)
    return (HEAVIER.index(mandate.heaviest), *known, mandate.id)
