"""What the pages of a cooperation ask."""

from datetime import timedelta

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, SelectField
from wtforms.validators import ValidationError

from collab.clock import today
from collab.forms import Day, Form, Line, Text, required

from .models import ContactRole, not_both

LONGEST_REST = timedelta(days=730)


class FactsForm(Form):
    """What is known of a cooperation from the first day."""

    title = Line(_("What shall we call it?"), [required(_("Write a short title."))], longest=120)
    about = Text(
        _("What is it about?"), [required(_("Write what it is about. One sentence is enough."))], longest=4000
    )
    place = Line(_("Where is it?"))
    neighbourhood = Line(_("In which neighbourhood?"))

    @property
    def facts(self) -> dict[str, str | None]:
        names = ("title", "about", "place", "neighbourhood")
        return {name: self[name].data or None for name in names}


class StartForm(FactsForm):
    collective = SelectField(_("Which collective is it for?"))

    def __init__(self, collectives, **kwargs):
        super().__init__(**kwargs)
        self.collective.choices = [(collective.ref, collective.name) for collective in collectives]


class MessageForm(Form):
    text = Text(_("Your message"), [required(_("Write a message."))], longest=10_000)
    hand_over = BooleanField(_("The other side is on turn now"))


class ContactForm(Form):
    role = RadioField(
        _("For what?"), choices=ContactRole.choices(), coerce=ContactRole, default=ContactRole.CONTACT
    )
    person = SelectField(_("Who?"), coerce=int)

    def __init__(self, people, contacts, **kwargs):
        super().__init__(**kwargs)
        self.person.choices = [(person.id, person.name) for person in people]
        self._contacts = {person.id: person for person in contacts if person}

    def validate_person(self, field) -> None:
        if self.role.data == ContactRole.DEPUTY and field.data in self._contacts:
            raise ValidationError(not_both(self._contacts[field.data]))


class InvolveForm(Form):
    collective = SelectField(_("Which party joins?"))

    def __init__(self, collectives, **kwargs):
        super().__init__(**kwargs)
        self.collective.choices = [(collective.ref, collective.name) for collective in collectives]


class RestForm(Form):
    until = Day(_("Until when?"), [required(_("Choose the day on which you go on."))])

    def validate_until(self, field) -> None:
        if field.data and field.data <= today():
            raise ValidationError(_("Choose a day after today."))
        if field.data and field.data > today() + LONGEST_REST:
            raise ValidationError(_("Choose a day within two years."))


class WithdrawForm(Form):
    collective = SelectField(_("Which collective stops?"))
    reason = Text(_("Why does it stop?"), [required(_("Tell the other side why."))], longest=4000)

    def __init__(self, collectives, **kwargs):
        """Asked of who represents several; else it is theirs."""
        super().__init__(**kwargs)
        self.collective.choices = [(one.ref, one.name) for one in collectives]
        if len(collectives) < 2:
            del self.collective

    def chosen(self, collectives):
        asked = self.collective.data if "collective" in self else None
        return next((one for one in collectives if asked in {None, one.ref}), None)
