"""How a step, a rung and a term read on a page, and what of them is told."""

from flask_babel import gettext as _
from flask_babel import ngettext

from collab.history.telling import quiet

from .rules import Rule
from .terms import Unit

quiet("rule_tuning.tuned", "own_day.added", "own_day.removed")


def length_words(rule: Rule) -> str:
    return f"{rule.length} {rule.unit.label}" if rule.length else _("the day is agreed")


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
