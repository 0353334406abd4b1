"""What the steps of a cooperation ask."""

from datetime import datetime, time, timedelta

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, SelectField
from wtforms.validators import ValidationError

from collab.clock import ZONE, now
from collab.forms import Day, Form, Line, Text, required

from .lifecycle import Stage

MOST = 4000


class StepForm(Form):
    text = Text(_("Do you want to say something about it?"), longest=MOST)


class RemarksForm(Form):
    text = Text(
        _("What is missing, or what should change?"), [required(_("Say what is needed."))], longest=MOST
    )


class ClosingForm(Form):
    text = Text(
        _("What do you take along from this cooperation?"),
        [required(_("Write what you take along. One sentence is enough."))],
        longest=MOST,
    )


class PauseForm(Form):
    reason = Text(_("Why does the clock stop?"), [required(_("Tell the other side why."))], longest=MOST)


class SuspensionForm(Form):
    reason = Text(_("Why is the work suspended?"), [required(_("Tell the other side why."))], longest=MOST)
    starts_on = Day(_("From which day?"))

    def __init__(self, hours: int):
        super().__init__()
        self.hours = hours

    def validate_starts_on(self, field) -> None:
        if self.starts_at and self.starts_at < now() + timedelta(hours=self.hours):
            said = gettext(
                "Choose a day at least %(hours)s hours from now, or leave it empty.", hours=self.hours
            )
            raise ValidationError(said)

    @property
    def starts_at(self) -> datetime | None:
        """At eight on that day; without a day as soon as it may."""
        return datetime.combine(self.starts_on.data, time(8), ZONE) if self.starts_on.data else None


class DisputeForm(Form):
    reason = Text(
        _("What do you not agree on?"), [required(_("Tell the other side what it is about."))], longest=MOST
    )


class ReferForm(Form):
    reason = Text(_("Why does it fit better elsewhere?"), [required(_("Say why."))], longest=MOST)
    turn_to = Text(
        _("Where can they turn?"), [required(_("Name a person, an office or an organisation."))], longest=MOST
    )


class RefuseForm(Form):
    """A no is never only a no."""

    reason = Text(_("Why not?"), [required(_("Say why not, in words that help."))], longest=MOST)
    would_change = Text(
        _("What would change this?"), [required(_("Say what would make it a yes."))], longest=MOST
    )
    turn_to = Text(
        _("Where can they turn now?"),
        [required(_("Name a person, an office or an organisation."))],
        longest=MOST,
    )


class SupersedeForm(Form):
    successor = SelectField(_("In which cooperation does it go on?"))
    reason = Text(_("Why?"), [required(_("Say why."))], longest=MOST)


class ResponsibleForm(Form):
    person = SelectField(_("Who is responsible?"), coerce=int)


class ProposalForm(Form):
    """Only the idea is needed."""

    idea = Text(_("What is your idea?"), [required(_("Write what your idea is."))], longest=MOST)
    goals = Text(_("What should come of it?"), longest=MOST)
    activities = Text(_("What will you do, and when?"), longest=MOST)
    beneficiaries = Text(_("For whom is it?"), longest=MOST)
    duration = Line(_("For how long?"))
    means = Text(_("What do you bring yourselves?"), longest=MOST)
    support = Text(_("What do you ask of the municipality?"), longest=MOST)
    claims_right = BooleanField(_("We claim a neighbourhood right"))
    ready = BooleanField(_("Submit it now"))

    @property
    def facts(self) -> dict:
        kept = {
            name: self[name].data or None
            for name in self._fields
            if name not in {"once", "csrf_token", "ready"}
        }
        return kept | {"claims_right": bool(self.claims_right.data)}


FORMS: dict[Stage, type[Form]] = {
    Stage.AWAITING_COMPLETION: RemarksForm, Stage.CLOSED: ClosingForm, Stage.OUT_OF_SCOPE: ReferForm,
    Stage.SUPERSEDED: SupersedeForm, Stage.RESPONSIBLE_NAMED: ResponsibleForm,
}  # fmt: skip
CHOOSES = {Stage.SUPERSEDED: "successor", Stage.RESPONSIBLE_NAMED: "person"}


def form_for(to: Stage | None, choosable: list) -> Form:
    form = FORMS[to]() if to in FORMS else StepForm()
    if to in CHOOSES:
        form[CHOOSES[to]].choices = choosable
    return form


class StageForm(Form):
    """What a municipality calls a stage; left empty, it is called as it was delivered."""

    nl = Line(_("Name in Dutch"), longest=60)
    en = Line(_("Name in English"), longest=60)
    off = BooleanField(_("We do not use this stage"))

    def validate_off(self, field) -> None:
        if why := self.unsound():
            raise ValidationError(why)

    def validate_en(self, field) -> None:
        if bool(field.data) != bool(self.nl.data):
            raise ValidationError(_("Give a name in both languages, or in neither."))

    @property
    def values(self) -> dict:
        off = "off" in self and self["off"].data
        names = {code: self[code].data for code in ("nl", "en") if self[code].data}
        return names | ({"off": True} if off else {})
