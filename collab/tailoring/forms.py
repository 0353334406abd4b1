"""What the pages of tailoring ask."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField, SelectMultipleField
from wtforms.validators import Optional, ValidationError

from collab.agreements.library import ARTICLES, TOPICS
from collab.agreements.lifecycle import Weight
from collab.clock import today
from collab.collectives.words import Kind
from collab.conversations.words import Value
from collab.forms import Day, Form, Line, SeenForm, Text, required
from collab.i18n import language

from .models import Account, Decided
from .words import Outcome


class ExplainForm(SeenForm):
    reason = Text(_("Why is it done differently here?"), [required(_("Write why."))], longest=2000)
    values = SelectMultipleField(_("Which values does it serve?"), choices=Value.choices())
    expect = Text(_("What may others expect who ask the same?"), longest=1000)

    @property
    def account(self) -> Account:
        return Account(self.reason.data, self.values.data or [], self.expect.data or "")


class RuleForm(ExplainForm):
    rule = Line(_("Which rule is set aside?"), [required(_("Name the rule."))])


class DecideForm(SeenForm):
    outcome = RadioField(
        _("What was decided?"), [required(_("Choose what was decided."))], choices=Outcome.choices()
    )
    decided_by = Line(_("Who decided?"), [required(_("Name the person or the body that decided."))])
    decided_on = Day(_("On which day?"), [required(_("Fill in the day of the decision."))])
    until = Day(_("Until when does it hold?"), [Optional()])
    summary = Text(_("Summary for everyone"), longest=1000)

    def validate_decided_on(self, field) -> None:
        if field.data and field.data > today():
            raise ValidationError(_("This day is still to come."))

    def validate_until(self, field) -> None:
        if field.data and self.decided_on.data and field.data < self.decided_on.data:
            raise ValidationError(_("The last day lies before the decision."))

    @property
    def decided(self) -> Decided:
        return Decided(
            Outcome(self.outcome.data), self.decided_by.data, self.decided_on.data, self.until.data,
            self.summary.data or "",
        )  # fmt: skip


class LikeForm(Form):
    """Filters, in the address."""

    class Meta:
        csrf = False

    topic = SelectField(_("Topic"), default="")
    weight = SelectField(_("Size"), choices=[("", _("All sizes")), *Weight.choices()], default="")
    kind = SelectField(_("Kind of party"), choices=[("", _("All kinds")), *Kind.choices()], default="")
    place = Line(_("Neighbourhood"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        topics = (topic for article in ARTICLES for topic in article.topics)
        said = [(topic.code, f"{topic.article}. {topic.title.said_in(language())}") for topic in topics]
        self.topic.choices = [("", _("All topics")), *said]

    @property
    def wanted(self) -> dict:
        asked = {"weight": self.weight.data, "kind": self.kind.data, "place": self.place.data}
        known: dict[str, set] = {"weight": set(Weight), "kind": set(Kind)}
        kept = {name: it for name, it in asked.items() if it and it in known.get(name, {it})}
        return kept | ({"topics": [self.topic.data]} if self.topic.data in TOPICS else {})
