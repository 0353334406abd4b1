"""What the pages of the phase ask."""

from datetime import timedelta

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, SelectField
from wtforms.validators import InputRequired, ValidationError

from collab.clock import today
from collab.forms import Day, Form, Line, Text, required

from .models import Wanted
from .plans import plans
from .words import Phase, Turning

ALONG = "along"  # an activity goes along with the whole again
LONGEST_REASON = 2000


class ProposalForm(Form):
    """A phase. `seen` is what lay on the table when the page was opened."""

    phase = RadioField(_("Which phase fits now?"), validators=[InputRequired(_("Choose a phase."))])
    activity = Line(_("Only for one activity? Which one?"), longest=80)
    since = Day(_("Since when?"), [required(_("Choose the day from which it is so."))])
    reason = Text(_("Why?"), [required(_("Write in a sentence why."))], longest=LONGEST_REASON)
    seen = HiddenField(default="0")

    def __init__(self, is_split: bool = False, **kwargs):
        super().__init__(**kwargs)
        self.phase.choices = [(plan.phase.value, str(plan.name)) for plan in plans()]
        if is_split:
            self.phase.choices += [(ALONG, _("The same as the collective itself"))]

    @property
    def helps(self) -> dict[str, str]:
        return {plan.phase.value: str(plan.about) for plan in plans()}

    @property
    def wanted(self) -> Wanted:
        phase = None if self.phase.data == ALONG else Phase(self.phase.data)
        return Wanted(phase, self.since.data, self.reason.data or "", self.activity.data or "")

    def validate_since(self, field) -> None:
        if field.data and field.data > today():
            raise ValidationError(_("Choose today or an earlier day."))


class LetBeForm(Form):
    answer = Text(_("Why does it stay as it is?"), [required(_("Write in a sentence why."))], longest=2000)


class MomentForm(Form):
    kind = SelectField(
        _("What happens?"),
        [required(_("Choose what happens."))],
        coerce=lambda typed: Turning(typed) if typed else None,
        default="",
    )
    on = Day(_("When?"), [required(_("Choose the day."))])
    note = Line(_("What is it about?"), longest=200)

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.kind.choices = [("", "–"), *Turning.choices()]

    def validate_on(self, field) -> None:
        if field.data and abs((field.data - today()).days) > 365 * 30:
            raise ValidationError(_("Choose a day nearer to now."))


class TalkedForm(Form):
    line = Line(_("What came out of it?"), [required(_("Write one line, for both sides."))], longest=300)
    on = Day(_("When did you talk?"), [required(_("Choose the day."))])

    def validate_on(self, field) -> None:
        if field.data and field.data > today():
            raise ValidationError(_("Choose today or an earlier day."))


class LaterForm(Form):
    until = Day(_("Ask again on"), [required(_("Choose the day on which it may come back."))])

    def validate_until(self, field) -> None:
        if field.data and not today() < field.data <= today() + timedelta(days=731):
            raise ValidationError(_("Choose a day after today, within two years."))
