"""What the pages of an assembly ask."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import IntegerField, RadioField, SelectMultipleField
from wtforms.validators import InputRequired, ValidationError

from collab.clock import today
from collab.forms import Day, Form, Text, between, required

from .assemblies import Choice, too_many


class AssemblyForm(Form):
    quorum = IntegerField(
        _("How many members have to take part?"),
        [InputRequired(_("Fill in a number.")), between(1, 10_000)],
    )
    ends_on = Day(_("Until which day can they vote?"), [required(_("Fill in a day."))])

    def __init__(self, *args, members: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.members = members

    def validate_quorum(self, field) -> None:
        if field.data and field.data > self.members:
            raise ValidationError(too_many(self.members))

    def validate_ends_on(self, field) -> None:
        if field.data and field.data < today():
            raise ValidationError(gettext("This day has gone by already."))


class VoteForm(Form):
    choice = RadioField(
        _("What do you say?"), choices=Choice.choices(), validators=[required(_("Choose one."))]
    )
    argument = Text(_("Why?"), longest=2000)

    def validate_argument(self, field) -> None:
        if self.choice.data == Choice.OBJECT and not field.data:
            raise ValidationError(gettext("Say what you object to, so that others can do something with it."))


class MinutesForm(Form):
    minutes = Text(_("The minutes"), [required(_("Write down what was decided."))])
    signatories = SelectMultipleField(_("Who may sign because of this?"), coerce=int)

    def validate_signatories(self, field) -> None:
        if not field.data:
            raise ValidationError(gettext("Choose at least one person."))
