"""What the pages ask about being away and being reached."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField
from wtforms.validators import ValidationError

from collab.clock import today
from collab.forms import Day, Form, Line, required

from .words import Channel


class AbsenceForm(Form):
    starts_on = Day(_("First day"), [required(_("Choose the first day."))], default=today)
    ends_on = Day(_("Last day"), [required(_("Choose the last day."))])
    stand_in = SelectField(_("Who stands in for you?"), coerce=int)

    def __init__(self, colleagues, **kwargs):
        super().__init__(**kwargs)
        nobody = (0, _("The deputy of each cooperation"))
        self.stand_in.choices = [nobody, *((person.id, person.name) for person in colleagues)]

    def validate_ends_on(self, field) -> None:
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError(_("The last day lies before the first day."))
        if field.data and field.data < today():
            raise ValidationError(_("Choose today or a later day."))


class ReachForm(Form):
    channel = RadioField(
        _("How do you like to be reached?"),
        choices=[(one.value, one.label) for one in Channel],
        coerce=Channel,
    )
    phone = Line(_("Phone number"), longest=30)
    hours = Line(_("When does it suit you?"), longest=120)

    def validate_phone(self, field) -> None:
        if self.channel.data == Channel.PHONE and not field.data:
            raise ValidationError(_("Write the number on which people can call you."))
