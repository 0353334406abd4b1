"""What the page of choices asks."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import SelectField, SelectMultipleField
from wtforms.validators import ValidationError

from collab.forms import Form

from .resting import Rest, wakes_daily
from .topics import Topic, Way

WEEK = (
    _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"),
)  # fmt: skip
HOURS = [("", "–"), *((str(hour), f"{hour}:00") for hour in range(24))]


def way(topic: Topic) -> SelectField:
    return SelectField(topic.label, choices=[(way.value, way.label) for way in Way])


def hour(label) -> SelectField:
    return SelectField(label, choices=HOURS, coerce=lambda given: int(given) if given else None)


class ChoicesForm(Form):
    """One field per topic, under its name."""

    conversation = way(Topic.CONVERSATION)
    deadlines = way(Topic.DEADLINES)
    text = way(Topic.TEXT)
    promises = way(Topic.PROMISES)
    people = way(Topic.PEOPLE)
    reports = way(Topic.REPORTS)
    rest_begins = hour(_("No mail from"))
    rest_ends = hour(_("Until"))
    rest_days = SelectMultipleField(_("No mail on"), coerce=int, choices=list(enumerate(WEEK)))

    @property
    def rest(self) -> Rest:
        return Rest(self.rest_begins.data, self.rest_ends.data, frozenset(self.rest_days.data or ()))

    def validate_rest_ends(self, field) -> None:
        if (self.rest_begins.data is None) != (field.data is None):
            raise ValidationError(gettext("Fill in both hours, or neither."))
        if not wakes_daily(self.rest):
            raise ValidationError(gettext("Leave at least four hours and one day on which mail may come."))
