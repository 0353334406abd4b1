"""What the pages of the reminders ask."""

from dataclasses import replace

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, IntegerField, SelectField
from wtforms.validators import NumberRange, Optional, ValidationError

from collab.forms import Day, Form, Line, required

from .kinds import Rung
from .rules import Climb, Rule, sound, standard
from .terms import Unit

MOST_STEPS, FARTHEST = 12, 1500
RUNGS = (Rung.CALL, Rung.DEPUTY, Rung.COORDINATOR, Rung.MANAGER)
OFF_BY = NumberRange(-FARTHEST, FARTHEST, _("Give a whole number, at most 1500 before or after."))


class RuleForm(Form):
    on = BooleanField(_("Send these reminders"))
    length = IntegerField(
        _("How long is the term?"),
        [required(_("Say how long the term is.")), NumberRange(1, FARTHEST, _("Give a number from 1."))],
    )
    complex_length = IntegerField(
        _("How long is it for a larger agreement?"),
        [required(_("Say how long the term is.")), NumberRange(1, FARTHEST, _("Give a number from 1."))],
    )
    unit = SelectField(_("Counted in"), choices=[(unit.value, unit.label) for unit in Unit])
    steps = Line(_("On which days is somebody reminded?"))
    complex_only = Line(_("Which of these days are only for a larger agreement?"))
    call = IntegerField(_("The contact person calls"), [Optional(), OFF_BY])
    deputy = IntegerField(_("The deputy hears of it"), [Optional(), OFF_BY])
    coordinator = IntegerField(_("The coordinator hears of it"), [Optional(), OFF_BY])
    manager = IntegerField(_("The manager hears of it"), [Optional(), OFF_BY])
    moves = BooleanField(_("A last day in a weekend or on a holiday moves to the next working day"))
    pauses = BooleanField(_("The clock stands still while the cooperation is paused"))

    def __init__(self, rule: Rule):
        super().__init__(data=_boxes(rule))
        self.rule = rule
        usual = standard()[rule.kind]
        if rule.length is None or rule.said_elsewhere:
            del self.length, self.unit
        if not self.length or usual.complex_length is None:
            del self.complex_length
        if not usual.complex_only:
            del self.complex_only

    def validate_steps(self, field) -> None:
        try:
            steps = numbers(field.data or "")
        except ValueError:
            raise ValidationError(
                gettext("Give whole numbers with commas between, such as -14, -7, 0.")
            ) from None
        if len(steps) > MOST_STEPS or any(abs(step) > FARTHEST for step in steps):
            raise ValidationError(gettext("Give at most 12 numbers, none further away than 1500."))
        if self.on.data and not steps:
            raise ValidationError(gettext("Give at least one day, or switch these reminders off."))

    def validate_complex_only(self, field) -> None:
        try:
            apart = set(numbers(field.data or "")) - set(numbers(self.steps.data or ""))
        except ValueError:
            raise ValidationError(
                gettext("Give whole numbers with commas between, such as -14, -7, 0.")
            ) from None
        if apart:
            raise ValidationError(gettext("Choose from the days above, or leave this empty."))

    def validate_unit(self, field) -> None:
        if (field.data == Unit.HOURS) != (self.rule.unit == Unit.HOURS):
            raise ValidationError(gettext("A term in hours stays in hours, and one in days stays in days."))

    def validate_manager(self, field) -> None:
        if not sound(self._climbs()):
            raise ValidationError(gettext("Who stands higher must hear of it later than who stands lower."))

    def written(self) -> Rule:
        """The rule as this form says it."""
        said = {"on": self.on.data, "moves": self.moves.data, "pauses": self.pauses.data}
        if self.length:
            said |= {"length": self.length.data, "unit": Unit(self.unit.data)}
        if self.complex_length:
            said |= {"complex_length": self.complex_length.data}
        if self.complex_only:
            said |= {"complex_only": numbers(self.complex_only.data or "")}
        return replace(self.rule, steps=numbers(self.steps.data or ""), climbs=self._climbs(), **said)

    def _climbs(self) -> tuple[Climb, ...]:
        steps = {rung: self[rung.value].data for rung in RUNGS}
        return tuple(Climb(step, rung) for rung, step in steps.items() if step is not None)


class OwnDayForm(Form):
    day = Day(_("Which day?"), [required(_("Choose a day."))])
    name = Line(_("Why is the municipality closed?"), [required(_("Say why."))], longest=80)


class ButtonForm(Form):
    """Only the button."""


def numbers(written: str) -> tuple[int, ...]:
    """As people write them: commas or blanks between, a minus or a dash before."""
    parts = written.replace("−", "-").replace("–", "-").replace(",", " ").replace(";", " ").split()
    return tuple(sorted({int(part) for part in parts}))


def _boxes(rule: Rule) -> dict:
    climbs = {climb.rung.value: climb.step for climb in rule.climbs}
    steps = ", ".join(str(step) for step in rule.steps)
    apart = ", ".join(str(step) for step in rule.complex_only)
    asked = ("on", "length", "complex_length", "unit", "moves", "pauses")
    facts = {name: getattr(rule, name) for name in asked}
    return facts | climbs | {"steps": steps, "complex_only": apart}
