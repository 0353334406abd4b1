"""What the pages of signing ask."""

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, SelectField
from wtforms.validators import ValidationError

from collab.clock import today
from collab.documents.files import ScanField
from collab.forms import Day, Form, Line, Text, required


class ReopenForm(Form):
    reason = Text(
        _("Why does the text have to go back to the table?"),
        [required(_("Tell the other side why."))],
        longest=2000,
    )


class CodedForm(Form):
    """For who follows a link: a link can be passed on, a code from the own mail shows that it is them."""

    code = Line(_("Code from your e-mail"), longest=20)

    @property
    def wants_code(self) -> bool:
        return "new_code" in request.form


class DeclineForm(Form):
    reason = Text(
        _("Why do you not sign?"),
        [required(_("Say why, so that everyone can go on from there."))],
        longest=2000,
    )


class DeclineByLinkForm(DeclineForm, CodedForm):
    pass


class SignForm(CodedForm):
    digest = HiddenField()
    read = BooleanField(
        _("I have read the text and I may sign it"), [required(_("Tick this when you have read the text."))]
    )
    typed_name = Line(_("Type your full name"), [required(_("Type your full name. It is your signature."))])

    def __init__(self, *args, name: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.name = name

    def validate_typed_name(self, field) -> None:
        if not is_same_name(field.data, self.name):
            raise ValidationError(gettext("Type your name as it is known here: %(name)s.", name=self.name))


class HandOverForm(Form):
    to = SelectField(_("Who signs in your place?"), coerce=int)
    reason = Text(_("Why?"), [required(_("Say why, so that others can follow it."))], longest=2000)


class DayForm(Form):
    day = Day(_("By which day?"), [required(_("Fill in a day."))])
    reason = Text(_("Why?"), [required(_("Say why, so that the other side can follow it."))], longest=2000)

    def validate_day(self, field) -> None:
        if field.data and field.data < today():
            raise ValidationError(gettext("This day has gone by already."))


class PaperForm(Form):
    file = ScanField(_("The scan or photo"))
    who = SelectField(_("Who signed on paper?"))
    signed_on = Day(_("Which date stands on the paper?"), [required(_("Fill in the date on the paper."))])
    reason = Text(_("Why on paper?"), [required(_("Say why, so that others can follow it."))], longest=2000)

    def validate_file(self, field) -> None:
        if not field.data:
            raise ValidationError(gettext("Choose a file."))

    def validate_signed_on(self, field) -> None:
        if field.data and field.data > today():
            raise ValidationError(gettext("The day on the paper lies in the future."))


class ContestForm(Form):
    why = Text(_("What is not right?"), [required(_("Say what is not right."))], longest=2000)


def is_same_name(typed: str | None, known: str) -> bool:
    """Capitals and blanks aside."""
    return (typed or "").casefold().split() == known.casefold().split()
