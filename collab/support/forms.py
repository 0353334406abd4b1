"""What the pages of the ledger ask."""

from flask_babel import lazy_gettext as _
from wtforms import SelectField
from wtforms.validators import Optional, ValidationError

from collab.cases.models import Case
from collab.clock import today
from collab.forms import Day, Form, Line, required

from .words import SUPPORT, Sort

SORTS = [(sort.value, sort.label) for sort in (*SUPPORT, Sort.ACT)]


class DayForm(Form):
    due_on = Day(_("By when?"), [required(_("Choose the day on which it is there."))])

    def validate_due_on(self, field) -> None:
        if field.data and field.data < today():
            raise ValidationError(_("Choose today or a later day."))


class DoneForm(Form):
    """Nothing to ask: the button is the answer."""


class LineForm(Form):
    """A question or an offer. `collective` is asked only where several take part."""

    what = Line(_("What is it?"), [required(_("Write what it is, in a few words."))], longest=300)
    sort = SelectField(_("What kind is it?"), choices=SORTS, coerce=Sort)
    amount = Line(_("How much?"), longest=40)
    unit = Line(_("Of what?"), longest=40)
    due_on = Day(_("By when?"), [Optional()])
    collective = SelectField(_("Which collective?"))

    def __init__(self, case: Case, asks_party: bool, **kwargs):
        super().__init__(**kwargs)
        self.collective.choices = [(collective.ref, collective.name) for collective in case.collectives]
        if not asks_party or len(case.collectives) < 2:
            del self.collective

    @property
    def facts(self) -> dict[str, object]:
        return {"sort": self.sort.data, "due_on": self.due_on.data} | {
            name: self[name].data or None for name in ("amount", "unit")
        }

    def validate_due_on(self, field) -> None:
        if field.data and field.data < today():
            raise ValidationError(_("Choose today or a later day."))
