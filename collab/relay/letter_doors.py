"""Doors of the relay letter: the old one writes, the new one has read it, the other side adds."""

from flask import flash
from flask_babel import gettext as _

from collab.access import demand
from collab.db import db
from collab.web import me, page, see_other

from . import policy, queries
from .drafting import draw
from .forms import AdditionForm, LetterForm
from .letters import Confidence, Letter
from .routes import allows, bp, of
from .words import Readers


@bp.route("/cases/<ref>/hand-overs/<int:number>/letter", methods=["GET", "POST"])
@allows(policy.see)
def write(case, number: int):
    """Drafted from the record; the own words are added here."""
    relay = of(case, number)
    demand(policy.write(me(), relay))
    kept = db.session.scalar(queries.confidence(relay, me()))
    form = LetterForm.without_secrets() if Confidence.is_of_another(relay, kept) else LetterForm()
    if form.validate_on_submit():
        db.session.add(Letter.write(relay, form.going.data, draw(case), by=me()))
        if form.sensitive and (form.sensitive.data or kept):
            Confidence.entrust(relay, form.sensitive.data or "", Readers(form.readers.data), by=me())
        flash(_("The relay letter is written. Your successor reads it on this page."))
        return see_other(".show", ref=case.ref, number=number)
    if not form.is_submitted():
        form.going.data = relay.letter.going if relay.letter else None
        if kept:
            form.sensitive.data, form.readers.data = kept.text, kept.readers
    return page("relay/letter.html", form, case=case, relay=relay, drawn=draw(case))


@bp.post("/cases/<ref>/hand-overs/<int:number>/acknowledgement")
@allows(policy.see)
def acknowledge(case, number: int):
    relay = of(case, number)
    demand(policy.acknowledge(me(), relay))
    relay.acknowledge(by=me())
    flash(_("You take it from here. The one before you and the other side see it."))
    return see_other(".show", ref=case.ref, number=number)


@bp.route("/cases/<ref>/hand-overs/<int:number>/additions", methods=["GET", "POST"])
@allows(policy.see)
def add(case, number: int):
    relay = of(case, number)
    demand(policy.add(me(), relay))
    form = AdditionForm()
    if form.validate_on_submit():
        db.session.add(relay.add(form.text.data, by=me()))
        flash(_("Your paragraph stands in the relay letter. Both sides read it."))
        return see_other(".show", ref=case.ref, number=number)
    return page("relay/add.html", form, case=case, relay=relay)
