"""What a text or its size changes in the terms of a cooperation: before a suspension, and of a right."""

from datetime import timedelta

from collab.cases.beside import agreed_notice
from collab.cases.models import Case
from collab.deadlines import Kind, rule_of, shifting
from collab.deadlines.terms import day_after, whole_days
from collab.history import Event, after

from .beginning import terms_of
from .lifecycle import Status
from .weighing import weight_of


@agreed_notice
def hours_of_the_text(case: Case) -> int | None:
    in_force = next((one for one in case.agreements if one.status == Status.ACTIVE), None)
    return (terms_of(in_force, "A08") or {}).get("notice_hours") if in_force else None


@after("case.moved", "weighing.proposed", "weighing.agreed", "agreement.weighed")
def weigh_the_right(event: Event) -> None:
    """A decision on a neighbourhood right takes longer for a complex cooperation."""
    rights = [
        one for one in event.case.deadlines if one.kind == Kind.NEIGHBOURHOOD_RIGHT and one.met_on is None
    ]
    weight, rule = weight_of(event.case), rule_of(Kind.NEIGHBOURHOOD_RIGHT)
    for right in rights:
        if weight is None or right.data.get("weight", "light") == weight:
            continue
        stood = timedelta(days=whole_days(right.stood))
        right.data = {"weight": str(weight)}
        shifting.move(right, day_after(right.starts_on, rule.length_of(weight), rule.unit) + stood)
