"""What the pages ask when people change."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, SelectField
from wtforms.validators import ValidationError

from collab.cases.forms import ContactForm
from collab.cases.models import ContactRole, not_both
from collab.cases.speaking import spoken_by
from collab.clock import today
from collab.forms import Day, Form, Line, Text, required

from .words import Readers


class ChooseForm(ContactForm):
    """The same question, asked of a collective about its own people."""

    role = RadioField(
        _("For what?"), choices=ContactRole.choices(), coerce=ContactRole, default=ContactRole.DEPUTY
    )
    collective = SelectField(_("For which collective?"))

    def __init__(self, people, own, case, **kwargs):
        """Who represents several collectives here says for which of them."""
        super().__init__(people, [], **kwargs)
        self.own, self.case = {one.ref: one for one in own}, case
        self.collective.choices = [(one.ref, one.name) for one in own]
        if len(own) < 2:
            del self.collective

    @property
    def chosen(self):
        if "collective" in self:
            return self.own.get(self.collective.data)
        return next(iter(self.own.values()))

    def validate_person(self, field) -> None:
        person = (
            next((one for one in self.chosen.people if one.id == field.data), None) if self.chosen else None
        )
        if self.chosen and person is None:
            raise ValidationError(gettext("This person does not belong to this collective."))
        is_contact = person and person is spoken_by(self.case, self.chosen, ContactRole.CONTACT)
        if person and is_contact and self.role.data == ContactRole.DEPUTY:
            raise ValidationError(not_both(person))


class EndPlaceForm(Form):
    place = SelectField(_("Whose place ends?"))
    last_day = Day(_("Last day"), [required(_("Choose the last day."))])

    def __init__(self, held, **kwargs):
        super().__init__(**kwargs)
        self.place.choices = [(key, f"{one.person.name}, {one.role.label}") for key, one in held.items()]

    def validate_last_day(self, field) -> None:
        if field.data and field.data < today():
            raise ValidationError(_("Choose today or a later day."))


class SuccessorForm(Form):
    person = SelectField(_("Who takes over?"), coerce=int)
    seen = HiddenField(filters=[lambda typed: int(typed) if str(typed or "").isdigit() else 0])

    def __init__(self, people, **kwargs):
        super().__init__(**kwargs)
        self.person.choices = [(person.id, person.name) for person in people]


class LetterForm(Form):
    going = Text(
        _("How does the contact go?"),
        [required(_("Write how the contact goes. Two sentences are enough."))],
        longest=6000,
    )
    sensitive = Text(_("What is sensitive?"), longest=6000)
    readers = RadioField(
        _("Who reads what is sensitive?"), choices=Readers.choices(), default=Readers.SUCCESSOR.value
    )

    @classmethod
    def without_secrets(cls):
        form = cls()
        del form.sensitive, form.readers
        return form


class AdditionForm(Form):
    text = Text(
        _("What do you want the new one to know?"), [required(_("Write your paragraph."))], longest=4000
    )


class TalkForm(Form):
    day = Day(_("On which day?"), [required(_("Choose a day."))])

    def validate_day(self, field) -> None:
        if field.data and field.data < today():
            raise ValidationError(_("Choose today or a later day."))


class MetForm(Form):
    """Both on one page: when you met."""

    met_on = Day(_("When did you meet?"), [required(_("Choose the day."))], default=today)

    def validate_met_on(self, field) -> None:
        if field.data and field.data > today():
            raise ValidationError(_("Choose a day that has been."))


class RoundForm(Form):
    what = Line(_("What changed?"), [required(_("Write in a few words what changed."))], longest=120)
    changed_on = Day(_("From which day?"), [required(_("Choose the day."))], default=today)


class GoingForm(Form):
    """One successor per cooperation; the fields are made from what would be left behind."""

    everything = SelectField(_("Give everything to"), coerce=int)

    @classmethod
    def for_cases(cls, cases, people):
        own = type(
            "GoingForm", (cls,), {f"case_{case.id}": SelectField(case.title, coerce=int) for case in cases}
        )
        form = own()
        by_itself = (0, _("The deputy, else the coordinator"))
        named = [(person.id, person.name) for person in people]
        form.everything.choices = [(0, _("As chosen for each below")), *named]
        for case in cases:
            form[f"case_{case.id}"].choices = [by_itself, *named]
        return form

    def successor_in(self, case) -> int:
        return self.everything.data or self[f"case_{case.id}"].data
