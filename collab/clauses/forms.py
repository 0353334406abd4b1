"""What the pages of the clause library ask."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, SelectField
from wtforms.validators import ValidationError

from collab.agreements.library import Words, blanks
from collab.forms import Day, Form, Line, Text, number_in, required

from .matching import is_broken
from .words import Level


class WordingForm(Form):
    """A new version. `seen` is the version it follows."""

    seen = HiddenField()
    level = RadioField(_("Which kind of wording is this?"), choices=Level.choices(), default="acceptable")
    nl = Text(_("Text in Dutch"), [required(_("Write the text in Dutch."))], longest=6000)
    en = Text(_("Text in English"), [required(_("Write the text in English."))], longest=6000)
    valid_from = Day(_("Valid from"), [required(_("Fill in the first day."))])

    @property
    def words(self) -> Words:
        return Words(nl=self.nl.data or "", en=self.en.data or "")

    @property
    def number(self) -> int:
        seen = number_in(self.seen.data)
        return -1 if seen is None else seen

    def validate_nl(self, field) -> None:
        if is_broken(field.data):
            raise ValidationError(_broken())

    def validate_en(self, field) -> None:
        if is_broken(field.data):
            raise ValidationError(_broken())
        if not self.nl.errors and len(blanks(field.data)) != len(blanks(self.nl.data or "")):
            raise ValidationError(gettext("Both languages must have as many places to fill in."))


class NewWordingForm(WordingForm):
    fits = Line(_("When does this wording suit?"), [required(_("Say in a sentence when it suits."))])


class RetireForm(Form):
    why = Text(
        _("Why is it not offered any more?"), [required(_("Say why. Both sides read it."))], longest=2000
    )
    replaced_by = SelectField(_("Which wording takes its place?"), default="")


class NoteForm(Form):
    text = Text(_("Note for colleagues"), [required(_("Write a note."))], longest=2000)


def _broken() -> str:
    return gettext("A place to fill in looks like this: […what to fill in]. One bracket stands alone.")
