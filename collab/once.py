"""A form counts once, however often it is posted: the second time gets the first one's answer."""

from datetime import datetime

from flask import redirect, request
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.wrappers import Response

from .clock import now
from .db import Model, db

FIELD = "once"


class PostedForm(Model):
    """The key a form carried, and where its answer sent the visitor."""

    __tablename__ = "posted_form"
    key: Mapped[str] = mapped_column(primary_key=True)
    location: Mapped[str | None]
    posted_at: Mapped[datetime] = mapped_column(index=True)


def answered_before() -> Response | None:
    """Claims the key of this form. A post of the same form at the same moment waits here for ours to end."""
    key = request.form.get(FIELD, "")
    if not key or len(key) > 64 or "\0" in key:
        return None
    claim = (
        insert(PostedForm).values(key=key, posted_at=now()).on_conflict_do_nothing().returning(PostedForm.key)
    )
    if db.session.scalar(claim):
        return None
    earlier = db.session.get(PostedForm, key)
    return redirect(earlier.location or "/", 303)


def remember(response: Response) -> None:
    """Only an answer that sends the visitor on has done something; a page shown again may be posted again."""
    posted = db.session.get(PostedForm, request.form.get(FIELD, "")[:64]) if request.form.get(FIELD) else None
    if posted and response.status_code == 303:
        posted.location = response.location
    elif posted:
        db.session.delete(posted)
