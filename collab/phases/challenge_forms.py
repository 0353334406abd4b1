"""What a collective is asked about a challenge it picks."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, SelectField
from wtforms.validators import Optional, ValidationError

from collab.clock import today
from collab.forms import Day, Form, Text

from .challenges import fields, known


class ChallengeForm(Form):
    code = SelectField(_("What do you find hard?"))
    meaning = Text(_("What do you mean by it?"), longest=1000)
    since = Day(_("Since when?"), [Optional()])
    wishes_help = BooleanField(_("Help would be welcome"))
    is_findable = BooleanField(_("Other collectives with the same challenge may find us"))

    def __init__(self, picked: set[str], **kwargs):
        super().__init__(**kwargs)
        self.code.choices = {
            str(name): [
                (it.code, str(it)) for it in known().values() if it.field == field and it.code not in picked
            ]
            for field, name in fields().items()
        }

    def validate_since(self, field) -> None:
        if field.data and field.data > today():
            raise ValidationError(_("Choose today or an earlier day."))

    @property
    def facts(self) -> dict[str, object]:
        facts = {"since": self.since.data, "wishes_help": self.wishes_help.data}
        return facts | {"meaning": self.meaning.data or None}
