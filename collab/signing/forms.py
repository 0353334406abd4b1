"""What the pages of signing ask."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField
from wtforms.validators import ValidationError

from collab.forms import Form, Line, Text, required


class ReopenForm(Form):
    reason = Text(
        _("Why does the text have to go back to the table?"),
        [required(_("Tell the other side why."))],
        longest=2000,
    )


class SignForm(Form):
    digest = HiddenField()
    read = BooleanField(
        _("I have read the text and I may sign it"), [required(_("Tick this when you have read the text."))]
    )
    typed_name = Line(_("Type your full name"), [required(_("Type your full name. It is your signature."))])

    def __init__(self, *args, name: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.name = name

    def validate_typed_name(self, field) -> None:
        if _spelled(field.data) != _spelled(self.name):
            raise ValidationError(gettext("Type your name as it is known here: %(name)s.", name=self.name))


def _spelled(name: str | None) -> str:
    return " ".join((name or "").split()).casefold()
