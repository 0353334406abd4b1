"""What the pages about the size of an agreement ask."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, SelectField
from wtforms.validators import ValidationError

from collab.forms import Form, SeenForm, Text, required

from .lifecycle import Weight
from .proportion import QUESTIONS, Answers, Grade, proposal

LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LONGEST_REASON = 2000


def question(name: str) -> RadioField:
    asked = QUESTIONS[name]
    choices = [(grade.value, text) for grade, text in asked.answers.items()]
    return RadioField(asked.label, choices=choices, default=Grade.SMALL.value)


class Questions(Form):
    """The four questions. Whoever leaves them alone says that it is small."""

    value = question("value")
    risk = question("risk")
    duration = question("duration")
    effect = question("effect")

    @property
    def answers(self) -> Answers:
        return {name: Grade(self[name].data) for name in QUESTIONS}


class AnswersForm(Questions):
    reason = Text(_("Is there something to add?"), longest=LONGEST_REASON)
    must_explain: Weight | None = None  # the size that stands: another one asks for a reason

    def validate_reason(self, field) -> None:
        if field.data or self.must_explain is None or not self._are_given():
            return
        proposed = proposal(self.answers)
        if proposed != self.must_explain:
            raise ValidationError(
                gettext("These answers propose another size: %(size)s. Say why.", size=proposed.label)
            )

    def _are_given(self) -> bool:
        return all(self[name].data in set(Grade) for name in QUESTIONS)


class DraftForm(Questions):
    language = SelectField(_("In which language is the text?"), choices=LANGUAGES, default="nl")

    def __init__(self, asks_size: bool, **kwargs: Any):
        super().__init__(**kwargs)
        self.asks_size = asks_size
        if not asks_size:
            for name in QUESTIONS:
                del self[name]


class AskForm(Form):
    weight = RadioField(
        _("Which size do you ask for?"), [required(_("Choose how big it is."))], choices=Weight.choices()
    )
    reason = Text(
        _("Why?"), [required(_("Say why, so that the other side can follow it."))], longest=LONGEST_REASON
    )

    def __init__(self, now: Weight | None, **kwargs: Any):
        super().__init__(**kwargs)
        self.weight.choices = [choice for choice in Weight.choices() if choice[0] != now]


class DeclineForm(SeenForm):
    seen = HiddenField()
    reason = Text(
        _("Why not?"), [required(_("Say why, so that the other side can follow it."))], longest=LONGEST_REASON
    )
