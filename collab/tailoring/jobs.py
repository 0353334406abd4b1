"""What time itself does: texts that no event brought are laid beside the library too."""

from celery import shared_task

from collab.db import db

from . import queries
from .reading import read

AT_ONCE = 200


@shared_task(name="tailoring.read")
def read_the_rest() -> None:
    while found := db.session.scalars(queries.unread().limit(AT_ONCE)).all():
        for wording in found:
            db.session.execute(queries.as_read(wording, list(read(wording))))
        db.session.commit()
