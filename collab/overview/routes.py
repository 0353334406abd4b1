"""Everyone's first page, and the administrators' page of what is stuck."""

from datetime import datetime

from flask import Blueprint, redirect, url_for
from flask_login import current_user

from collab.access import may, public, signed_in
from collab.db import db
from collab.documents.models import Document
from collab.health import last_tick, owed
from collab.history.telling import told
from collab.notifications.models import Notice
from collab.people.policy import administer
from collab.web import me, page, see_other

from . import queries, stuck, todos

bp = Blueprint("overview", __name__)


@bp.get("/")
@public
def home():
    return redirect(url_for(".index" if current_user.is_authenticated else "people.sign_in"), 303)


@bp.get("/overview")
@may(signed_in)
def index():
    person = me()
    cases = db.session.scalars(queries.with_people(queries.my_cases(person))).all()
    ids = [case.id for case in cases]
    writing = db.session.scalars(queries.being_written(ids)).all()
    signing = db.session.scalars(queries.waiting_for_signatures(ids, person)).all()
    waiting = list(_waiting(person, cases, writing, signing))
    return page(
        "overview/index.html", cases=cases, mine=[todo for todo in waiting if todo.mine],
        theirs=[todo for todo in waiting if not todo.mine], dates=db.session.scalars(queries.coming_dates(ids)).all(),
        news=told(db.session.scalars(queries.news(ids, person)).all()[::-1])[:6],
    )  # fmt: skip


@bp.get("/administration")
@may(administer)
def administration():
    papers, mails = db.session.scalars(stuck.papers()).all(), db.session.scalars(stuck.mails()).all()
    return page("overview/administration.html", papers=papers, mails=mails, owed=owed(), tick=_last_tick())


@bp.post("/administration/papers/<int:number>/attempt")
@may(administer)
def print_again(number):
    stuck.try_again(db.get_or_404(Document, number, with_for_update=True))
    return see_other(".administration")


@bp.post("/administration/mails/<int:number>/attempt")
@may(administer)
def mail_again(number):
    stuck.send_again(db.get_or_404(Notice, number, with_for_update=True))
    return see_other(".administration")


def _last_tick() -> datetime | None:
    tick = last_tick()
    return tick and datetime.fromisoformat(tick)


def _waiting(person, cases, writing, signing):
    yield from todos.of_cases(cases, person)
    yield from todos.of_signatures(signing, person)
    yield from todos.of_proposals(writing, person)
    told_already = {a.case_id for a in signing} | {a.case_id for a in writing if a.open_articles}
    yield from todos.of_turns(cases, person, told_already)
    promises = db.session.scalars(queries.promises_that_wait([case.id for case in cases])).all()
    yield from todos.of_promises(promises, person)
