"""A longer term: the door that records it, what may move along, and who hears of it."""

from flask import flash, render_template
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField
from wtforms.validators import ValidationError

from collab.cases.words import due_words
from collab.forms import Day, Form, Line, required
from collab.history import Event, after
from collab.notifications.models import notify
from collab.panels import panel
from collab.web import me, page, see_other

from . import policy
from .extending import dependent
from .models import Agreement
from .reactions import facts
from .routes import allows, bp


class ExtendForm(Form):
    ends_on = Day(_("Until when does it run?"), [required(_("Fill in the last day."))])
    ground = Line(_("On what ground?"), [required(_("Say on which decision or talk it rests."))])
    follow = BooleanField(_("The dates that depend on the end move along"))

    def __init__(self, agreement: Agreement):
        super().__init__()
        self.last = agreement.ends_on

    def validate_ends_on(self, field) -> None:
        if field.data and field.data <= self.last:
            raise ValidationError(gettext("Choose a day after the last day there is now."))


@bp.route("/agreements/<ref>/extension", methods=["GET", "POST"])
@allows(policy.extend)
def extend(agreement):
    form = ExtendForm(agreement)
    if form.validate_on_submit():
        agreement.extend(form.ends_on.data, form.ground.data, by=me(), follow=form.follow.data)
        flash(gettext("The longer term is recorded. Both sides are told."))
        return see_other(".show", ref=agreement.ref)
    moves = dependent(agreement)
    return page("agreements/extend.html", form, agreement=agreement, moves=moves, due_words=due_words)


@panel("agreement", 90)
def way_to_a_longer_term(agreement: Agreement) -> str | None:
    if not agreement.extensions and policy.extend(me(), agreement):
        return None
    may = policy.extend(me(), agreement) is None
    return render_template("agreements/extensions.html", agreement=agreement, may=may)


@after("agreement.extended")
def tell_both_sides(event: Event) -> None:
    agreement = event.agreement
    about = {"ends_on": event.data["ends_on"], "follow": event.data.get("follow", False)} | facts(agreement)
    for person in agreement.case.people():
        if person.id != event.actor_id:
            key = f"{agreement.ref}:extended:{event.id}"
            notify(person, key, "agreements/mail/extended", case_id=agreement.case_id, **about)
