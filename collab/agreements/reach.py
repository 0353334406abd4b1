"""How far mandates reach: who may decide on an agreement for the municipality, the smallest mandate first."""

from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from collab.clock import morning_of, today
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


def ended_since(day: date) -> list[Mandate]:
    """Mandates that ended, were taken back or changed since that day, or whose holder left."""
    gone = Mandate.person.has(Person.left_at >= morning_of(day))
    over = or_(Mandate.revoked_on >= day, (Mandate.ends_on >= day) & (Mandate.ends_on < today()), gone)
    return list(db.session.scalars(select(Mandate).where(over).order_by(Mandate.id)))


def reached(mandate: Mandate, agreement: Any) -> bool:
    """Whether it would have reached far enough, did it still hold."""
    months, amount = beginning.months_of(agreement), beginning.amount_of(agreement)
    return mandate.why_not_reach(agreement.weight, months, amount) is None
