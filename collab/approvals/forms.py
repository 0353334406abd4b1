"""What the pages of advice ask."""

from datetime import timedelta

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import ValidationError

from collab.clock import today
from collab.forms import Day, Form, Line, Text, required
from collab.i18n import language
from collab.people.forms import Address

from .words import Result

LONGEST_WAIT = timedelta(days=366)


class AskForm(Form):
    """Of whom, what about, what exactly, until when."""

    unit = Line(_("Department, body or organisation"), [required(_("Say whom you ask."))])
    name = Line(_("Name of the adviser"), [required(_("Write the name of the adviser."))], longest=100)
    email = Address(_("E-mail address of the adviser"))
    subject = Line(_("What about, in a few words"), [required(_("Say in a few words what it is about."))])
    articles = SelectMultipleField(_("About which articles?"), coerce=int)
    question = Text(_("Your question"), [required(_("Write your question."))], longest=10_000)
    due_on = Day(_("By when?"), [required(_("Choose a day."))])
    silence = BooleanField(_("Silence counts as consent"))
    silence_ground = Line(_("According to which rule?"))

    def __init__(self, agreement, **kwargs):
        super().__init__(**kwargs)
        written = [article for article in agreement.articles if article.latest]
        self.articles.choices = [(a.number, f"{a.number}. {_title(a)}") for a in written]

    def validate_due_on(self, field) -> None:
        in_time(field)

    def validate_silence_ground(self, field) -> None:
        if self.silence.data and not field.data:
            raise ValidationError(_("Name the rule, for example an article of an ordinance."))


class AnswerForm(Form):
    """What the adviser says."""

    result = RadioField(_("What do you think of it?"), [required(_("Choose one."))], choices=Result.choices())
    text = Text(_("Your text"), [required(_("Write your advice."))])
    sentence = Line(_("One sentence that everyone may read"), longest=400)


class MoreTimeForm(Form):
    until = Day(_("Until when do you want to have time?"), [required(_("Choose a day."))])

    def __init__(self, due_on, **kwargs):
        super().__init__(**kwargs)
        self.due_on = due_on

    def validate_until(self, field) -> None:
        in_time(field)
        if field.data and field.data <= self.due_on:
            raise ValidationError(_("Choose a day after the day on which your advice is due."))


class SummaryForm(Form):
    summary = Text(_("What the other parties read"), [required(_("Write a summary."))], longest=4000)
    result = SelectField(_("Which result do you share?"))

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.result.choices = [("", _("No result, only the summary")), *Result.choices()]


class ButtonForm(Form):
    """Nothing to ask: the button is the answer."""


def in_time(field) -> None:
    if field.data and field.data <= today():
        raise ValidationError(_("Choose a day after today."))
    if field.data and field.data > today() + LONGEST_WAIT:
        raise ValidationError(_("Choose a day within a year."))


def _title(article) -> str:
    return article.entry.title.said_in(language())
