"""Doors of the overview: everyone's first page, and the page of administrators."""

from datetime import datetime

from flask import Blueprint, flash
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_login import current_user

from collab import health
from collab.access import may, public, signed_in
from collab.cases import policy as cases
from collab.cases.afterwards import last_day_of
from collab.cases.words import due_words
from collab.db import db
from collab.documents.models import Document
from collab.history.telling import told
from collab.i18n import language
from collab.menu import in_menu
from collab.notifications.letters import subject_of
from collab.notifications.models import Notice
from collab.people.policy import administer
from collab.web import me, page, see_other

from . import queries, waiting

bp = Blueprint("overview", __name__)
SHOWN_CASES, SHOWN_NEWS = 8, 6
in_menu("overview.index", lazy_gettext("My overview"), place=10)
in_menu(
    "overview.administration",
    lazy_gettext("Administration"),
    place=90,
    rule=administer,
    within=("mandates", "approval_rules", "plans", "budget"),
)


@bp.get("/")
@public
def home():
    return see_other("overview.index" if current_user.is_authenticated else "people.sign_in")


@bp.get("/overview")
@may(signed_in)
def index():
    """What waits for me, what waits for the other, my cooperations, what comes, what happened."""
    may_start = cases.start(me()) is None
    desk = list(db.session.scalars(queries.desk(me())))
    here = [case for case in desk if last_day_of(case, me()) is None]
    numbers = [case.id for case in here]
    mine, theirs = waiting.concerning(me(), here)
    news = told(list(db.session.scalars(queries.news(numbers)))[::-1])
    return page(
        "overview/index.html", mine=mine, theirs=theirs, cases=desk[:SHOWN_CASES], count=len(desk),
        dates=list(db.session.scalars(queries.coming(numbers))), due_words=due_words, news=news[:SHOWN_NEWS],
        may_start=may_start,
    )  # fmt: skip


@bp.get("/administration")
@may(administer)
def administration():
    """What got stuck, and whether the work that happens by itself goes on."""
    mails = [(mail, subject_of(mail, language())) for mail in db.session.scalars(queries.troubled_mails())]
    papers = db.session.scalars(queries.troubled_papers()).all()
    tick = health.last_tick()
    state = {"owed": health.owed(), "last_tick": tick and datetime.fromisoformat(tick)}
    return page("overview/administration.html", papers=papers, mails=mails, **state)


@bp.post("/administration/papers/<int:number>/attempt")
@may(administer)
def print_again(number: int):
    db.get_or_404(Document, number, with_for_update=True).try_again()
    flash(_("The paper is printed again, within a minute."))
    return see_other(".administration")


@bp.post("/administration/mails/<int:number>/attempt")
@may(administer)
def mail_again(number: int):
    db.get_or_404(Notice, number, with_for_update=True).send_again()
    flash(_("The mail is sent again, within a minute."))
    return see_other(".administration")
