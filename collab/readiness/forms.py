"""What the pages about readiness ask."""

from collections.abc import Iterator
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectField
from wtforms.validators import ValidationError

from collab.clock import today
from collab.conversations.parties import Party
from collab.forms import Day, Form, Line, Text, number_in, required
from collab.people.models import Person

from .conditions import CONDITIONS, Condition
from .models import Subject, View, subjects_for

LONGEST = 2000


class ViewForm(Form):
    """One text per condition, about oneself and about the other. Each may stay empty."""

    seen = HiddenField(default="0")
    parts: list[tuple[Party, list[Condition]]] = []

    def text(self, party: Party, condition: Condition) -> Any:
        return self[name_of((condition, party.collective_id))]

    @property
    def edition(self) -> int:
        """The edition this page began with; what no page of ours wrote is none."""
        seen = number_in(self.seen.data)
        return -1 if seen is None else seen

    @property
    def subjects(self) -> Iterator[Subject]:
        return ((condition, party.collective_id) for party, asked in self.parts for condition in asked)

    @property
    def texts(self) -> dict[Subject, str]:
        """What stood on the page that was sent; a box that was not on it stays as it is."""
        boxes = {subject: self[name_of(subject)] for subject in self.subjects}
        return {subject: box.data or "" for subject, box in boxes.items() if box.raw_data}

    def show(self, view: View | None) -> None:
        self.seen.data = str(view.edition if view else 0)
        for answer in view.answers if view else []:
            self[name_of(answer.subject)].data = answer.text

    def differing(self, view: View) -> dict[str, str]:
        """Per box: what is kept now, where that is not what was typed here."""
        kept = {answer.subject: answer.text for answer in view.answers}
        boxes = {subject: self[name_of(subject)] for subject in self.subjects}
        return {
            box.name: kept[subject]
            for subject, box in boxes.items()
            if kept.get(subject) and kept[subject] != (box.data or "")
        }


def form_for(party: Party, parties: list[Party]) -> ViewForm:
    """The form of this party: its boxes follow from who takes part."""
    fields: dict[str, Any] = {"parts": subjects_for(party, parties)}
    for whose, conditions in fields["parts"]:
        for condition in conditions:
            fields[name_of((condition, whose.collective_id))] = Text(condition.label, longest=LONGEST)
    return type("ThisViewForm", (ViewForm,), fields)()


def name_of(subject: Subject) -> str:
    condition, collective_id = subject
    return f"{condition}-{collective_id or 'municipality'}"


class GapForm(Form):
    subject = SelectField(_("Which condition?"))
    what = Text(_("What is still missing?"), [required(_("Write what is still missing."))], longest=LONGEST)

    def __init__(self, parties: list[Party], **kwargs: Any):
        super().__init__(**kwargs)
        self.parties = {party.key: party for party in parties}
        self.subject.choices = {
            party.name: [
                (f"{party.key}:{condition}", condition.label) for condition in CONDITIONS[party.side]
            ]
            for party in parties
        }

    @property
    def whose(self) -> Party:
        return self.parties[self.subject.data.rpartition(":")[0]]

    @property
    def condition(self) -> Condition:
        return Condition(self.subject.data.rpartition(":")[2])


class HelpForm(Form):
    what = Line(_("What will be done?"), [required(_("Write what will be done."))], longest=300)
    owner = SelectField(_("Who looks after it?"), coerce=int)
    due_on = Day(_("By when?"), [required(_("Choose the day on which it is there."))])

    def __init__(self, people: list[Person], **kwargs: Any):
        super().__init__(**kwargs)
        self.owner.choices = [(person.id, person.name) for person in people]

    def validate_due_on(self, field) -> None:
        if field.data and field.data < today():
            raise ValidationError(_("Choose today or a later day."))
