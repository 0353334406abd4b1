"""Doors for advisers: a personal link from a mail opens one question. No account, and no login either."""

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from sqlalchemy import select

from collab.access import public
from collab.agreements.models import Agreement
from collab.db import db
from collab.keys import Keys
from collab.people.routes import per_visitor
from collab.web import page, see_other, what_was_typed

from . import queries
from .forms import AnswerForm, MoreTimeForm
from .opinions import AdviceBrief, AdviceLink
from .reading import as_asked
from .words import Result

bp = Blueprint("advice", __name__)
KEYS = Keys("advice link")


@bp.route("/advice/<key>", methods=["GET", "POST"])
@public
@per_visitor
def answer(key: str):
    link = _open(key)
    if link is None:
        return _over()
    form = AnswerForm()
    if form.validate_on_submit():
        given = link.opinion.answer(Result(form.result.data), form.text.data, form.sentence.data)
        db.session.add(given)
        return see_other(".thanks")
    return page("approvals/answer.html", form, key=key, **_about(link))


@bp.route("/advice/<key>/more-time", methods=["GET", "POST"])
@public
@per_visitor
def ask_more_time(key: str):
    link = _open(key)
    if link is None:
        return _over()
    form = MoreTimeForm(link.opinion.due_on)
    if form.validate_on_submit():
        link.opinion.ask_more_time(form.until.data)
        flash(_("Your question is sent. You get a mail when you have more time."))
        return see_other(".answer", key=key)
    return page("approvals/more_time.html", form, key=key, **_about(link))


@bp.get("/advice-given")
@public
def thanks() -> str:
    return render_template("approvals/thanks.html")


def key_of(link: AdviceLink) -> str:
    """It opens one question and signs nobody in."""
    return KEYS.sign(link.nonce)


def _over() -> tuple[str, int]:
    """Advice is long: who typed it while the link ended can still copy it."""
    return render_template("approvals/link_over.html", typed=what_was_typed()), 410


def _open(key: str) -> AdviceLink | None:
    """The link of this key while it opens something; a write waits for others on the same agreement."""
    nonce = KEYS.read(key)
    link = db.session.scalar(queries.link(nonce)) if isinstance(nonce, str) else None
    if link and request.method == "POST":
        locked = select(Agreement).where(Agreement.id == link.opinion.agreement_id)
        db.session.scalar(locked.with_for_update(key_share=True))
        db.session.refresh(link.opinion)
        db.session.refresh(link)
    return link if link and link.is_open and link.opinion.is_open else None


def _about(link: AdviceLink) -> dict:
    brief = db.session.get_one(AdviceBrief, link.opinion_id)
    return {"opinion": link.opinion, "brief": brief, "asked": as_asked(brief)}
