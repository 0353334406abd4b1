"""What the register of mandates asks."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, RadioField, SelectField
from wtforms.validators import Optional, ValidationError

from collab.forms import Day, Form, Line, between, required

from .lifecycle import Weight


class ReachForm(Form):
    """How far a mandate reaches, and on what it rests."""

    capacity = Line(
        _("In what function?"), [required(_("Name the function, for example head of Living Environment."))]
    )
    unit = Line(_("In which department?"))
    reference = Line(_("On what decision does it rest?"), [required(_("Name the decision and its number."))])
    heaviest = RadioField(_("For which agreements?"), choices=Weight.choices(), default="light")
    max_months = IntegerField(_("Up to how many months?"), [Optional(), between(1, 1200)])
    max_amount = IntegerField(_("Up to how many euros?"), [Optional(), between(0, 1_000_000_000)])
    starts_on = Day(_("From"), [required(_("Fill in the first day."))])
    ends_on = Day(_("Until"), [Optional()])

    def validate_ends_on(self, field) -> None:
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError(_("The last day lies before the first day."))

    @property
    def limits(self) -> dict[str, Any]:
        names = ("max_months", "max_amount", "starts_on", "ends_on")
        return {"heaviest": Weight(self.heaviest.data), "unit": self.unit.data or None} | {
            name: self[name].data for name in names
        }


class MandateForm(ReachForm):
    person = SelectField(_("Who?"), coerce=int)
