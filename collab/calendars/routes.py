"""Doors of calendars: making and ending a feed, and what a calendar reads there."""

import hashlib

from flask import Blueprint, Response, abort, flash, request
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select

from collab.access import may, public, signed_in
from collab.cases import queries as cases
from collab.cases.models import Case
from collab.db import db
from collab.extensions import limiter
from collab.web import me, page, see_other

from . import queries
from .dates import entries_of
from .models import KEYS, Feed
from .writing import calendar_of

bp = Blueprint("calendars", __name__)
GONE = 410


@bp.get("/account/calendars")
@may(signed_in)
def index():
    feeds = db.session.scalars(queries.feeds_of(me())).all()
    by_case = {feed.case_id: feed for feed in feeds}
    mine = db.session.scalars(queries.cases_of(me())).all()
    return page("calendars/index.html", whole=by_case.get(None), cases=[(c, by_case.get(c.id)) for c in mine])


@bp.post("/account/calendars")
@may(signed_in)
def make():
    """Of the cooperation that the button names, else of all."""
    case = None
    if ref := request.form.get("case"):
        case = db.session.scalar(cases.visible_to(me()).where(Case.ref == ref)) or abort(404)
    open_ = db.session.scalars(queries.feeds_of(me())).all()
    if not any(feed.case is case for feed in open_):
        Feed.make(me(), case)
    flash(_("Your calendar has an address now. Put it in your own calendar."))
    return see_other(".index", _anchor=case.ref if case else None)


@bp.post("/account/calendars/<int:number>/ending")
@may(signed_in)
def end(number: int):
    mine = (Feed.id == number, Feed.person_id == me().id)
    feed = db.session.scalar(select(Feed).where(*mine).with_for_update()) or abort(404)
    feed.revoke()
    flash(_("That address does not work any more. Take the calendar away in your own calendar too."))
    return see_other(".index")


@bp.get("/calendar-feeds/<key>/calendar.ics")
@public
@limiter.limit("300 per hour")
def feed(key: str):
    """What this person may see now, in their language; nothing for who left, or sees it no more."""
    found = db.session.scalar(select(Feed).where(Feed.nonce == KEYS.read(key))) or abort(404)
    if not _reads(found):
        abort(GONE)
    with force_locale(found.person.language):
        body = calendar_of(entries_of(found), found.name or _("My cooperations"))
    response = Response(body, content_type="text/calendar; charset=utf-8")
    response.headers["Cache-Control"] = "private, max-age=900"
    response.set_etag(hashlib.sha256(body).hexdigest())
    return response.make_conditional(request)


def _reads(found: Feed) -> bool:
    if found.revoked_at or not found.person.is_active:
        return False
    if found.case is None:
        return True
    seen = cases.visible_to(found.person).where(Case.id == found.case_id)
    return db.session.scalar(seen) is not None
