"""Doors of the discussion. All stand behind the agreement, so that writers take turns with who freezes it."""

from flask import Blueprint, abort, flash
from flask_babel import gettext as _

from collab.access import demand, guard
from collab.agreements import queries as agreements
from collab.agreements.library import TOPICS
from collab.agreements.models import Agreement
from collab.db import db
from collab.web import me, page, see_other

from . import circle, policy, showing
from .balance import balance_of
from .comments import Comment
from .forms import EditForm, MeaningForm, MessageForm, Press
from .meanings import Meaning, latest_of
from .messages import Place, Said
from .notes import Note
from .words import Audience

bp = Blueprint("discussion", __name__)
allows = guard(Agreement, agreements.readable_by)


@bp.get("/agreements/<ref>/discussion")
@allows(policy.see)
def show(agreement):
    """About the whole text; of the articles, where people are still talking."""
    talk = showing.talk_about(agreement, None)
    return page("discussion/show.html", agreement=agreement, open=showing.open_threads(agreement), **talk)


@bp.route("/agreements/<ref>/messages", methods=["GET", "POST"])
@allows(policy.take_part)
def write(agreement):
    return _write(Place(agreement, None))


@bp.route("/agreements/<ref>/articles/<int:number>/messages", methods=["GET", "POST"])
@allows(policy.take_part)
def write_about(agreement, number):
    return _write(Place(agreement, agreement.article(number).number))


@bp.route("/agreements/<ref>/messages/<key>/answers", methods=["GET", "POST"])
@allows(policy.take_part)
def answer(agreement, key):
    said = _find(agreement, key, policy.answer)
    return _write(Place(agreement, said.article, said))


@bp.route("/agreements/<ref>/messages/<key>/text", methods=["GET", "POST"])
@allows(policy.take_part)
def edit(agreement, key):
    said = _find(agreement, key, policy.change)
    said.expect_there()
    form = EditForm(text=said.text, seen=len(said.revisions))
    if form.validate_on_submit():
        asked = circle.named_in(form.text.data, circle.readers_of(said, me()))
        said.edit(form.text.data, seen=form.number, by=me(), mentions=asked)
        return _back(said)
    return page("discussion/edit.html", form, agreement=agreement, said=said, seen_by=showing.seen_by)


@bp.get("/agreements/<ref>/messages/<key>/revisions")
@allows(policy.see)
def revisions(agreement, key):
    said = _find(agreement, key, policy.read)
    return page("discussion/revisions.html", agreement=agreement, said=said, seen_by=showing.seen_by)


@bp.route("/agreements/<ref>/messages/<key>/removal", methods=["GET", "POST"])
@allows(policy.take_part)
def remove(agreement, key):
    said, form = _find(agreement, key, policy.change), Press()
    if form.validate_on_submit():
        said.remove(by=me())
        flash(_("Your message was removed. Its place shows that there was one."))
        return _back(said)
    return page("discussion/remove.html", form, agreement=agreement, said=said, seen_by=showing.seen_by)


@bp.post("/agreements/<ref>/messages/<key>/resolution")
@allows(policy.take_part)
def resolve(agreement, key):
    said = _find(agreement, key, policy.settle)
    if Press().validate_on_submit():
        said.root.resolve(by=me())
    return _back(said)


@bp.post("/agreements/<ref>/messages/<key>/reopening")
@allows(policy.take_part)
def reopen(agreement, key):
    said = _find(agreement, key, policy.settle)
    if Press().validate_on_submit():
        said.root.reopen(by=me())
    return _back(said)


@bp.post("/agreements/<ref>/messages/<key>/notice")
@allows(policy.see)
def notice(agreement, key):
    """Somebody who was asked to look at a message has seen it."""
    said = _find(agreement, key, policy.notice)
    if Press().validate_on_submit():
        said.notice(by=me())
    return _back(said)


@bp.route("/agreements/<ref>/articles/<int:number>/meaning", methods=["GET", "POST"])
@allows(policy.speak)
def explain(agreement, number):
    article = agreement.article(number)
    latest = latest_of(article, agreement.party_of(me()))
    form = MeaningForm(text=latest.text if latest else "", seen=latest.number if latest else 0)
    if form.validate_on_submit():
        Meaning.write(article, form.text.data, seen=form.number, by=me())
        flash(_("All parties read now what this article means for you."))
        return see_other("agreements.article", ref=agreement.ref, number=number, _anchor="meanings")
    about = {"agreement": agreement, "article": article, "sides": showing.sides(article)}
    return page("discussion/explain.html", form, mine=agreement.party_for(me()), **about)


@bp.get("/agreements/<ref>/balance")
@allows(policy.see)
def balance(agreement):
    about = {"agreement": agreement, "topics": TOPICS}
    return page("discussion/balance.html", balance=balance_of(agreement), **about)


def _write(place: Place):
    place.check()
    agreement, said = place.agreement, place.answers
    form = MessageForm(me(), agreement, said)
    if form.validate_on_submit():
        return _back(_say(place, form))
    article = agreement.article(place.article) if place.article else None
    about = {"agreement": agreement, "article": article, "said": said, "seen_by": showing.seen_by}
    return page("discussion/write.html", form, **about)


def _say(place: Place, form: MessageForm) -> Said:
    if form.chosen == Audience.ALL:
        said: Said = Comment.write(place, form.message.data, by=me(), mentions=form.asked)
    else:
        said = Note.write(place, form.message.data, by=me(), reader=form.one, mentions=form.asked)
    db.session.add(said)
    flash(_("Your message is there. %(who)s.", who=showing.seen_by(said)))
    return said


def _find(agreement: Agreement, key: str, rule) -> Said:
    said = showing.find(agreement, key) or abort(404)
    demand(rule(me(), said))
    return said


def _back(said: Said):
    """To the message, on the page of its article."""
    place = {"ref": said.agreement.ref, "_anchor": said.key}
    if said.article is None:
        return see_other(".show", **place)
    return see_other("agreements.article", number=said.article, **place)
