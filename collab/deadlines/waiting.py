"""Whether reminders wait longer than they should: for who looks after the house."""

from datetime import timedelta

from flask import render_template
from sqlalchemy import func, select

from collab.clock import now
from collab.db import db
from collab.panels import panel

from .models import Deadline

USUAL = timedelta(minutes=10)


@panel("administration", 70)
def reminders_that_wait() -> str:
    waits = (Deadline.met_on.is_(None), Deadline.paused_at.is_(None), Deadline.next_at < now() - USUAL)
    waiting, oldest = db.session.execute(select(func.count(), func.min(Deadline.next_at)).where(*waits)).one()
    return render_template("deadlines/waiting.html", waiting=waiting, oldest=oldest)
