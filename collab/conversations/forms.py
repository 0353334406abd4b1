"""What the pages before the text ask."""

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, SelectField
from wtforms.validators import ValidationError

from collab.clock import today
from collab.forms import Day, Form, Line, SeenForm, Text, number_in, required
from collab.support.words import SUPPORT, Sort

from .parties import Party
from .statements import Words
from .words import Reason, Value

LONGEST_WORDS, LONGEST_EXPECTATION = 4000, 1500
AGAIN = [(reason.value, reason.label) for reason in Reason if reason != Reason.FIRST]
SORTS = [(sort.value, sort.label) for sort in (Sort.ACT, *SUPPORT)]


class BeginForm(Form):
    reason = RadioField(
        _("Why do you talk again?"), choices=AGAIN, default="request",
        validators=[required(_("Choose why you talk again."))],
    )  # fmt: skip

    def __init__(self, is_first: bool, **kwargs):
        super().__init__(**kwargs)
        if is_first:
            del self.reason

    @property
    def chosen(self) -> Reason:
        return Reason(self.reason.data) if self.reason else Reason.FIRST


class WordsForm(SeenForm):
    """What one value means for one party; any of it may stay empty."""

    meaning = Text(_("What does this value mean here, for you?"), longest=LONGEST_WORDS)
    tension = Text(_("Where do you see tension?"), longest=LONGEST_WORDS)
    request = Text(_("What do you ask of the other side?"), longest=LONGEST_WORDS)

    @property
    def words(self) -> Words:
        return Words(self.meaning.data or "", self.tension.data or "", self.request.data or "")


class ReadyForm(Form):
    """`seen` holds value:number pairs, as this person read them."""

    seen = HiddenField()

    @property
    def pairs(self) -> dict[Value, int]:
        written = [pair.partition(":") for pair in (self.seen.data or "").split(",")]
        return {Value(name): number_in(number) or 0 for name, _colon, number in written if name in set(Value)}


class JointForm(SeenForm):
    text = Text(_("What do you say together?"), [required(_("Write what you say together."))], longest=2000)
    tension = Text(_("What still pulls?"), longest=2000)


class ExpectationForm(SeenForm):
    text = Text(
        _("What do you expect?"), [required(_("Write what you expect."))], longest=LONGEST_EXPECTATION
    )


class CommitForm(SeenForm):
    """A line in the list of promises, made from an expectation."""

    what = Line(_("What is it?"), [required(_("Write what it is, in a few words."))], longest=300)
    sort = SelectField(_("What kind is it?"), choices=SORTS, coerce=Sort)
    due_on = Day(_("By when?"), [required(_("Choose the day on which it is there."))])
    party = SelectField(_("Whom do you ask?"))

    def __init__(self, asks: list[Party], **kwargs):
        super().__init__(**kwargs)
        self.party.choices = [(party.key, party.name) for party in asks]
        if len(asks) < 2:
            del self.party

    @property
    def facts(self) -> dict[str, object]:
        return {"sort": self.sort.data, "due_on": self.due_on.data}

    def validate_due_on(self, field) -> None:
        if field.data and field.data < today():
            raise ValidationError(_("Choose today or a later day."))
