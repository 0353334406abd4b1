"""What the pages of an evaluation ask."""

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField

from collab.forms import Form, SeenForm, Text, required

from .evaluations import View
from .words import Advice, Finding

LONGEST = 4000


class ViewForm(SeenForm):
    """About oneself and about the other; any of it may stay empty."""

    own_well = Text(_("What went well on our side?"), longest=LONGEST)
    own_hard = Text(_("What was hard on our side?"), longest=LONGEST)
    own_promises = Text(_("Which of our promises did we keep, and which not?"), longest=LONGEST)
    other_well = Text(_("What went well on the other side?"), longest=LONGEST)
    other_hard = Text(_("What was hard on the other side?"), longest=LONGEST)
    other_promises = Text(_("Which promises did the other side keep, and which not?"), longest=LONGEST)

    @property
    def view(self) -> View:
        return View(*(self[name].data or "" for name in View._fields))


class FindingForm(Form):
    sort = RadioField(_("What is it?"), choices=Finding.choices(), default="finding")
    text = Text(_("In one or two sentences"), [required(_("Write what you found, or what changes."))],
                longest=2000)  # fmt: skip


class AdviceForm(Form):
    advice = RadioField(
        _("What do you advise for the time after this term?"), choices=Advice.choices(),
        validators=[required(_("Choose what you advise."))],
    )  # fmt: skip
    words = Text(_("Why?"), [required(_("Say why, in your own words."))], longest=2000)


class NumberForm(Form):
    """An act on one finding."""

    number = HiddenField()
