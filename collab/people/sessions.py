"""The way in and out: a browser's key, the row behind it, and the signed keys of mailed links."""

from datetime import timedelta
from time import time

from flask import Flask, current_app, redirect, render_template, request, session, url_for
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from collab.clock import now
from collab.db import db
from collab.extensions import login
from collab.keys import Keys
from collab.web import what_was_typed

from .models import Link, Person, Session, digest

KEYS = Keys("mailed link")


def init_app(app: Flask) -> None:
    login.init_app(app)
    login.request_loader(who_is_there)
    login.unauthorized_handler(ask_to_sign_in)


def who_is_there(_request=None) -> Person | None:
    """The person of this browser's session, if its row is still there and it was not left alone too long."""
    if not (key := session.get("key")):
        return None
    found = db.session.scalar(
        select(Session)
        .where(Session.id == digest(key), Session.ends_at > now())
        .options(joinedload(Session.person))
    )
    if found is None or not found.person.is_active or _left_alone(found.person):
        return None
    session["seen"] = int(time())
    return found.person


def enter(person: Person) -> None:
    """Sign this browser in, under a new key."""
    language = session.get("language")
    session.clear()
    settings = current_app.config["SETTINGS"]
    officer = person.is_officer
    begun, key = person.arrive(
        timedelta(hours=settings.officer_hours) if officer else timedelta(days=settings.citizen_days)
    )
    begun.device = (request.user_agent.string or "")[:200]
    session.update(key=key, seen=int(time()), **({"language": language} if language else {}))
    session.permanent = not officer


def go_out() -> None:
    """Sign this browser out: its row goes, so a copy of the cookie opens nothing."""
    if current_user.is_authenticated and (begun := db.session.get(Session, digest(session.get("key", "")))):
        db.session.delete(begun)
    language = session.get("language")
    session.clear()
    if language:
        session["language"] = language


def ask_to_sign_in():
    """To the sign-in page; a form that was posted too late comes back readable: nothing typed is lost."""
    if request.method == "POST":
        return render_template("kept.html", typed=what_was_typed()), 401
    return redirect(url_for("people.sign_in", next=request.full_path.rstrip("?")), 303)


def key_of(link: Link) -> str:
    return KEYS.sign([link.nonce, link.purpose])


def link_of(key: str, lock: bool = False) -> Link | None:
    try:
        nonce, purpose = KEYS.read(key)
    except (ValueError, TypeError):
        return None
    query = select(Link).where(Link.nonce == nonce, Link.purpose == purpose)
    return db.session.scalar(query.with_for_update() if lock else query)


def _left_alone(person: Person) -> bool:
    """Read from the signed cookie, so that reading a page writes nothing."""
    idle = current_app.config["SETTINGS"].officer_idle_minutes * 60
    return person.is_officer and time() - session.get("seen", 0) > idle
