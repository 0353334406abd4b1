"""What the pages of values and hours ask."""

from decimal import Decimal
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, DecimalField, RadioField, SelectField
from wtforms.validators import InputRequired, NumberRange, Optional, StopValidation, ValidationError

from collab.agreements.terms import euros
from collab.cases.models import Case
from collab.clock import today
from collab.forms import Day, Form, Line, Text, required
from collab.people.models import Person

from .words import Method


class Amount(DecimalField):
    """Written as people do: 2.400, 2,400, 40,5 or 40.5; at most nine digits and two behind the comma."""

    def process_formdata(self, valuelist) -> None:
        typed = (valuelist[0] if valuelist else "").strip()
        plain = euros(typed.removeprefix("-"))
        self.data = None
        if typed and plain is None:
            raise ValueError(gettext("Write it as a number, such as 12 or 12,5."))
        if typed and plain:
            self.data = Decimal(plain) * (-1 if typed.startswith("-") else 1)

    def pre_validate(self, form) -> None:
        if self.process_errors:
            raise StopValidation()


class MeasureForm(Form):
    day = Day(_("On which day?"), [required(_("Fill in the day."))])
    amount = Amount(_("The number"), [Optional()])
    words = Text(_("The story of it"), longest=4000)

    def validate_day(self, field) -> None:
        if field.data and field.data > today():
            raise ValidationError(gettext("This day lies in the future."))

    def validate_words(self, field) -> None:
        if self.amount.data is None and not self.amount.errors and not field.data:
            raise ValidationError(gettext("Fill in a number or tell a story."))


class ValueForm(MeasureForm):
    """What counts, how we know, and where it begins."""

    wording = Line(
        _("What counts for you, in your own words?"), [required(_("Write what counts for you."))], longest=300
    )
    method = RadioField(
        _("How do you know?"), choices=Method.choices(), default="story",
        validators=[required(_("Choose how you know."))],
    )  # fmt: skip
    how = Line(_("Say more about how you know it"), longest=300)
    unit = Line(_("Unit, if it is a number"), longest=40)
    is_assumed = BooleanField(_("This is about costs that were avoided"))
    assumption = Text(_("What do you assume?"), longest=2000)

    def validate_assumption(self, field) -> None:
        if self.is_assumed.data and not field.data:
            raise ValidationError(gettext("Say what you assume, so that others can weigh it."))

    @property
    def facts(self) -> dict[str, Any]:
        return {
            "how": self.how.data or "",
            "unit": self.unit.data or None,
            "assumption": self.assumption.data if self.is_assumed.data else None,
        }


class HoursForm(Form):
    collective = SelectField(_("Which collective?"))
    starts_on = Day(_("From"), [required(_("Fill in the first day."))])
    ends_on = Day(_("Until and including"), [required(_("Fill in the last day."))])
    hours = Amount(
        _("Hours of volunteers together"),
        [InputRequired(_("Fill in how many hours.")),
         NumberRange(1, 9_999_999, _("Use a number from %(min)s to %(max)s."))],
    )  # fmt: skip
    is_estimate = BooleanField(_("This is an estimate"))
    words = Line(_("What were they for?"), longest=300)

    def __init__(self, case: Case, person: Person, **kwargs: Any):
        super().__init__(**kwargs)
        mine = [one for one in case.collectives if one.role_of(person)]
        self.collective.choices = [(one.ref, one.name) for one in mine]
        self.chosen = {one.ref: one for one in mine}
        if len(mine) < 2:
            del self.collective

    @property
    def whose(self) -> Any:
        ref = self.collective.data if self.collective else next(iter(self.chosen))
        return self.chosen[ref]

    @property
    def facts(self) -> dict[str, Any]:
        return {
            "starts_on": self.starts_on.data, "ends_on": self.ends_on.data, "hours": self.hours.data,
            "is_estimate": self.is_estimate.data, "words": self.words.data or "",
        }  # fmt: skip

    def validate_ends_on(self, field) -> None:
        if field.data and field.data > today():
            raise ValidationError(gettext("This day lies in the future."))
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError(gettext("The last day lies before the first."))
