"""What the pages of approval and its settings ask."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, IntegerField, SelectField
from wtforms.validators import ValidationError

from collab.agreements.lifecycle import Weight
from collab.forms import Form, Text, between, required
from collab.people.words import Duty

from .words import SeatKind

OF_THE_TOWN = (SeatKind.MANDATE, SeatKind.DUTY, SeatKind.PERSON)
OF_A_COLLECTIVE = (SeatKind.BOARD, SeatKind.PERSON)


class ApproveForm(Form):
    digest = HiddenField()
    read = BooleanField(
        _("I have read the text and I approve it"), [required(_("Tick this when you have read the text."))]
    )
    note = Text(_("A note for your own side"), longest=4000)


class ChangeForm(Form):
    digest = HiddenField()
    comment = Text(
        _("What has to change, and why?"), [required(_("Say what has to change, and why."))], longest=4000
    )


class ReplaceForm(Form):
    person = SelectField(_("Who approves in their place?"), coerce=int)
    reason = Text(_("Why somebody else?"), [required(_("Say why somebody else approves."))], longest=1000)

    def __init__(self, people, **kwargs):
        super().__init__(**kwargs)
        self.person.choices = [(person.id, person.name) for person in people]


class RuleForm(Form):
    """One line of the settings."""

    weight = SelectField(_("For which agreements?"))
    step = IntegerField(_("Which step?"), [required(_("Write a number.")), between(1, 9)], default=1)
    kind = SelectField(_("Who approves?"))
    duty = SelectField(_("Which post?"), choices=[("", "–"), *((d.value, d.label) for d in Duty)])
    person = SelectField(_("Which person?"), coerce=int)
    days = IntegerField(
        _("Within how many working days?"), [required(_("Write a number.")), between(1, 60)], default=5
    )

    def __init__(self, people, collective=None, **kwargs):
        super().__init__(**kwargs)
        every = [("", _("every agreement"))]
        self.weight.choices = every + Weight.choices()
        kinds = OF_A_COLLECTIVE if collective else OF_THE_TOWN
        self.kind.choices = [(kind.value, kind.label) for kind in kinds]
        self.person.choices = [(0, "–"), *((person.id, person.name) for person in people)]
        if collective:
            del self.duty

    def validate_duty(self, field) -> None:
        if self.kind.data == SeatKind.DUTY and not field.data:
            raise ValidationError(_("Choose a post."))

    def validate_person(self, field) -> None:
        if self.kind.data == SeatKind.PERSON and not field.data:
            raise ValidationError(_("Choose a person."))

    @property
    def facts(self) -> dict:
        kind = SeatKind(self.kind.data)
        duty = Duty(self.duty.data) if kind == SeatKind.DUTY else None
        person = self.person.data if kind == SeatKind.PERSON else None
        weight = self.weight.data or None
        return {
            "kind": kind, "duty": duty, "person_id": person, "weight": weight, "step": self.step.data,
            "days": self.days.data,
        }  # fmt: skip
