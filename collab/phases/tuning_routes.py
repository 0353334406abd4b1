"""Doors for who says otherwise what the phases are."""

from flask import Blueprint, abort, flash
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from collab.access import may
from collab.forms import DoneForm
from collab.menu import in_menu
from collab.web import me, page, see_other

from . import policy
from .plans import PhaseTuning, differing, name_of, plans, values_of
from .tuning_forms import PlanForm, scale
from .words import Phase

bp = Blueprint("plans", __name__)
in_menu("plans.index", lazy_gettext("Phases"), place=76, rule=policy.tune, within=("plans.tune",))


@bp.get("/phases")
@may(policy.tune)
def index():
    """Every phase, and whether it differs from the standard."""
    return page("phases/index.html", plans=plans(), differ=PhaseTuning.by_code())


@bp.route("/phases/<code>", methods=["GET", "POST"])
@may(policy.tune)
def tune(code: str):
    phase = _phase(code)
    form = PlanForm(values_of(phase))
    if form.validate_on_submit():
        PhaseTuning.tune(phase, differing(phase, form.values), by=me())
        flash(_("The phase was changed. Everyone reads it from now on."))
        return see_other(".index")
    about = {"phase": phase, "name": name_of(phase), "scale": scale()}
    return page("phases/tune.html", form, differs=phase in PhaseTuning.by_code(), **about)


@bp.post("/phases/<code>/standard")
@may(policy.tune)
def restore(code: str):
    """Back to what the files say."""
    phase = _phase(code)
    if DoneForm().validate_on_submit():
        PhaseTuning.tune(phase, {}, by=me())
        flash(_("The phase is as it was delivered."))
    return see_other(".index")


def _phase(code: str) -> Phase:
    return Phase(code) if code in set(Phase) else abort(404)
