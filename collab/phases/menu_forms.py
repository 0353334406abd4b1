"""What the integral team is asked about a line of the menu."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired

from collab.forms import Form, Line, Text, between, required
from collab.support.kinds import Detail, Support

from .plans import plans
from .words import Source

NAME_IT = _("Give it a short name.")
SAY_IT = _("Say in a few sentences what it is.")


class OfferForm(Form):
    sort = SelectField(_("What kind of support is it?"))
    title_nl = Line(_("Name in Dutch"), [required(NAME_IT)], longest=80)
    title_en = Line(_("Name in English"), [required(NAME_IT)], longest=80)
    text_nl = Text(_("What is it? In Dutch"), [required(SAY_IT)], longest=500)
    text_en = Text(_("What is it? In English"), [required(SAY_IT)], longest=500)
    source = RadioField(_("Who offers it?"), choices=Source.choices(), default=Source.MUNICIPALITY)
    offered_by = Line(
        _("Which department, organisation or collective?"), [required(_("Name who offers it."))], longest=120
    )
    contact = Line(_("Who answers?"), longest=120)
    answer_days = IntegerField(
        _("Within how many working days is there an answer?"),
        [InputRequired(_("Fill in a number of days.")), between(1, 260)],
    )
    phases = SelectMultipleField(_("In which phases?"), [InputRequired(_("Choose at least one phase."))])

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.sort.choices = {
            kind.label: [(word.value, word.label) for word in (*kind.sorts, *kind.details)]
            for kind in Support
        }
        self.phases.choices = [(plan.phase.value, str(plan.name)) for plan in plans()]

    @property
    def facts(self) -> dict[str, Any]:
        words = ("title_nl", "title_en", "text_nl", "text_en", "offered_by", "answer_days", "phases")
        facts = {name: self[name].data for name in words}
        detail = Detail(self.sort.data) if self.sort.data in set(Detail) else None
        facts |= {"sort": detail.sort.value if detail else self.sort.data, "sub_sort": detail}
        return facts | {"source": Source(self.source.data), "contact": self.contact.data or None}
