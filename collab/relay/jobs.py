"""Last days, authority that ends, and who belongs to nothing any more: found by their date."""

from celery import shared_task

from collab.chores import walk
from collab.db import db

from . import expiring, leaving, queries


@shared_task(name="relay.look_after")
def look_after_places() -> None:
    walk(leaving.to_look_after(), leaving.look_after)
    walk(queries.gone_lately(), leaving.leave_nothing_behind)


@shared_task(name="relay.warn_of_ends")
def warn_of_ends() -> None:
    walk(expiring.authorities(), expiring.warn_of_authority)
    walk(expiring.to_sign(), expiring.warn_of_mandates)


@shared_task(name="relay.close_doors")
def close_doors() -> None:
    walk(queries.left_behind(), lambda person: person.sign_out_everywhere(by=person))
    db.session.commit()
