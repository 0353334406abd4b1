"""Doors to the road itself: where a cooperation stands on it, and what a municipality calls its stages."""

from flask import abort, flash, render_template
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from collab.access import may
from collab.menu import in_menu
from collab.panels import panel
from collab.web import me, page, see_other

from . import policy
from .choosing import choices
from .drawing import Spot, draw
from .lifecycle import ROAD, WAYS_OUT, Stage
from .routes import allows, bp
from .soundness import off, tune, why_unsound_with
from .stepforms import StageForm
from .tuning import StageTuning

in_menu(
    "cases.stages",
    lazy_gettext("Stages of the road"),
    place=77,
    rule=policy.tune,
    within=("cases.name_stage",),
)


@bp.get("/cases/<ref>/road")
@allows(policy.see)
def road(case):
    """Where we are: the whole road, with the place of this cooperation."""
    then = [choice.to for choice in choices(me(), case)]
    spot = Spot(case.stage, then, off())
    picture = draw(lambda stage: stage.label.capitalize(), spot)
    shown = [stage for stage in Stage if stage in {case.stage, *then} or not stage.is_off]
    about = {"picture": picture, "stages": shown, "struck": len(shown) < len(Stage)}
    return page("cases/road.html", case=case, then=then, rows=ROAD, **about)


@bp.get("/administration/stages")
@may(policy.tune)
def stages():
    return page("cases/stages.html", stages=list(Stage), rows=ROAD, tuned=StageTuning.by_code())


@bp.route("/administration/stages/<code>", methods=["GET", "POST"])
@may(policy.tune)
def name_stage(code):
    stage = Stage(code) if code in set(Stage) else abort(404)
    own = StageTuning.by_code().get(stage, {})
    form = StageForm(nl=own.get("nl"), en=own.get("en"), off=own.get("off"))
    form.unsound = lambda: why_unsound_with(stage, form.off.data)
    if not ROAD[stage].optional:
        del form.off
    if form.validate_on_submit():
        tune(stage, form.values, by=me())
        flash(_("The stage was changed. Who is there already goes on as before."))
        return see_other(".stages")
    return page("cases/name_stage.html", form, stage=stage, row=ROAD[stage], ways_out=WAYS_OUT)


@panel("settings", order=30)
def names_of_stages() -> str | None:
    return None if policy.tune(me()) else render_template("cases/stages_link.html")
