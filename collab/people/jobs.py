"""What is over goes: sessions, links and posted forms of long ago."""

from datetime import timedelta

from celery import shared_task
from sqlalchemy import delete

from collab.clock import now
from collab.db import db
from collab.once import PostedForm

from .models import Link, Session

KEPT = timedelta(days=30)


@shared_task(name="people.forget_old")
def forget_old() -> None:
    long_ago = now() - KEPT
    db.session.execute(delete(Session).where(Session.ends_at < now()))
    db.session.execute(delete(Link).where(Link.expires_at < long_ago))
    db.session.execute(delete(PostedForm).where(PostedForm.posted_at < long_ago))
    db.session.commit()
