"""How a step, a rung and a term read on a page, and what of them is told."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext

from collab.history.telling import quiet

from .kinds import Rung
from .rules import Rule
from .terms import Unit

quiet("rule_tuning.tuned", "own_day.added", "own_day.removed")


SET = {
    "on": lazy_gettext("these reminders are sent"), "length": lazy_gettext("the term"),
    "unit": lazy_gettext("counted in"), "steps": lazy_gettext("on which days"),
    "climbs": lazy_gettext("who hears of it later"), "moves": lazy_gettext("a weekend moves the last day"),
    "pauses": lazy_gettext("stands still in a pause"),
    "complex_length": lazy_gettext("the term for a larger agreement"),
    "complex_only": lazy_gettext("only for a larger agreement"),
}  # fmt: skip


def change_words(data: dict[str, Any]) -> list[str]:
    """What was set otherwise: as it was, and as it became."""
    was, became = data.get("was", {}), data.get("set", {})
    return [
        _(
            "%(what)s: was %(was)s, became %(became)s",
            what=SET[name],
            was=_value(was[name], name),
            became=_value(value, name),
        )
        for name, value in became.items()
    ]


def _value(value: Any, name: str) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        parts = (f"{Rung(one[1]).label} {one[0]}" if isinstance(one, list) else str(one) for one in value)
        return ", ".join(parts) or (_("no day") if name == "complex_only" else _("nobody"))
    return str(Unit(value).label) if value in set(Unit) else str(value)


def length_words(rule: Rule) -> str:
    if not rule.length:
        return _("the day is agreed")
    term = f"{rule.length} {rule.unit.label}"
    if not rule.complex_length:
        return term
    longer = f"{rule.complex_length} {rule.unit.label}"
    return _("%(term)s, for a larger agreement %(longer)s", term=term, longer=longer)


def step_words(step: int, unit: Unit) -> str:
    """Three days before, on the day, a week after."""
    if step == 0:
        return _("on the day")
    counted = _counted(abs(step), unit)
    return _("%(counted)s before", counted=counted) if step < 0 else _("%(counted)s after", counted=counted)


def _counted(number: int, unit: Unit) -> str:
    if unit == Unit.HOURS:
        return ngettext("%(num)s hour", "%(num)s hours", number)
    if unit == Unit.WORKING_DAYS:
        return ngettext("%(num)s working day", "%(num)s working days", number)
    if unit == Unit.WEEKS:
        return ngettext("%(num)s week", "%(num)s weeks", number)
    return ngettext("%(num)s day", "%(num)s days", number)
