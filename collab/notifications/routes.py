"""Doors of messages: one's own, how one wants to hear of things, leaving a topic, mail that came back."""

from hmac import compare_digest

from flask import Blueprint, abort, current_app, flash, render_template, request, url_for
from flask_babel import gettext as _

from collab.access import may, public, signed_in
from collab.db import db
from collab.extensions import csrf, limiter
from collab.i18n import language, speak_to
from collab.web import me, page, see_other

from . import bounces, letters, queries
from .choices import choose, postbox_of, rest_of, ways_of
from .forms import ChoicesForm
from .topics import CHOSEN, Way
from .unsubscribing import leaving_with

bp = Blueprint("messages", __name__)
per_visitor = limiter.shared_limit("60 per hour", scope="unsubscribing", methods=["POST"])


@bp.get("/account/messages")
@may(signed_in)
def index():
    """All that was sent or kept for me, with what became of it."""
    before = request.args.get("before", type=int)
    found = list(db.session.scalars(queries.messages_of(me(), before)))
    shown = [(notice, letters.readable(notice, language())) for notice in found[: queries.PAGE]]
    more = len(found) > queries.PAGE
    older = url_for(".index", before=found[queries.PAGE - 1].id) if more else None
    newer = url_for(".index") if before else None
    return page("notifications/index.html", shown=shown, older=older, newer=newer)


@bp.route("/account/messages/choices", methods=["GET", "POST"])
@may(signed_in)
def choices():
    rest = rest_of(me())
    form = ChoicesForm(
        data={topic.value: way.value for topic, way in ways_of(me()).items()}
        | {"rest_begins": rest.begins, "rest_ends": rest.ends, "rest_days": sorted(rest.days)}
    )
    if form.validate_on_submit():
        for topic in CHOSEN:
            choose(me(), topic, Way(form[topic.value].data))
        postbox_of(me()).want_rest(form.rest)
        flash(_("Your choices were kept."))
        return see_other(".choices")
    return page("notifications/choices.html", form, topics=CHOSEN)


@bp.post("/account/messages/week")
@may(signed_in)
def weekly():
    """One message a week, for everything that may wait."""
    for topic in CHOSEN:
        choose(me(), topic, Way.WEEKLY)
    flash(_("From now on you get one mail a week, on Monday morning."))
    return see_other(".choices")


@bp.post("/account/messages/address")
@may(signed_in)
def try_address():
    postbox_of(me()).try_again()
    flash(_("We try your e-mail address again."))
    return see_other(".index")


@bp.route("/unsubscribing/<key>", methods=["GET", "POST"])
@csrf.exempt
@public
@per_visitor
def unsubscribe(key: str):
    """The key says who and what. A mail program posts without a visit; a person finds a button here."""
    leaving = leaving_with(key)
    if leaving is None:
        return render_template("notifications/unsubscribe.html", leaving=None), 404
    speak_to(leaving.person)
    state, left = "asks", leaving.topics
    if "back" in request.form:
        leaving.come_back(request.form.getlist("topic"))
        state, left = "back", leaving.topics
    elif request.method == "POST":
        state, left = "left", leaving.leave()
    about = ", ".join(str(topic.label) for topic in left) or leaving.about.label
    return page("notifications/unsubscribe.html", leaving=leaving, about=about, state=state, left=left)


@bp.post("/bounces/<secret>")
@csrf.exempt
@public
@limiter.limit("1200 per hour")
def bounced(secret: str):
    """A mail server hands in the whole message that it got back. It hears the same, whatever that says."""
    known = current_app.config["SETTINGS"].bounce_secret
    if not known or not compare_digest(secret.encode(), known.encode()):
        abort(404)
    bounces.receive(request.get_data())
    return "", 204
