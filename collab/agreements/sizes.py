"""Doors of the size of an agreement."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField

from collab.db import db
from collab.forms import Form, Text, required
from collab.web import me, page, see_other

from . import policy
from .lifecycle import Weight
from .models import Agreement
from .routes import allows, allows_case, bp

LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]


class DraftForm(Form):
    weight = RadioField(
        _("How big is it?"), [required(_("Choose how big it is."))], default="light",
        choices=[
            ("light", _("Light: small care, a street, a plot, an activity. Two pages.")),
            ("complex", _("Complex: a building, much money, many years or many parties. All articles.")),
        ],
    )  # fmt: skip
    language = SelectField(_("In which language is the text?"), choices=LANGUAGES, default="nl")


class WeightForm(Form):
    weight = RadioField(
        _("How big is it?"), choices=Weight.choices(), validators=[required(_("Choose how big it is."))]
    )
    reason = Text(_("Why?"), [required(_("Say why, so that the other side can follow it."))], longest=2000)


@bp.route("/cases/<ref>/agreement", methods=["GET", "POST"])
@allows_case(policy.draft)
def draft(case):
    form = DraftForm()
    if form.validate_on_submit():
        agreement = Agreement.draft(case, Weight(form.weight.data), form.language.data, by=me())
        db.session.add(agreement)
        return see_other(".show", ref=agreement.ref)
    return page("agreements/draft.html", form, case=case)


@bp.route("/agreements/<ref>/weight", methods=["GET", "POST"])
@allows(policy.weigh)
def weigh(agreement):
    form = WeightForm(obj=agreement)
    if form.validate_on_submit():
        agreement.weigh(Weight(form.weight.data), form.reason.data, by=me())
        return see_other(".show", ref=agreement.ref)
    return page("agreements/weigh.html", form, agreement=agreement)
