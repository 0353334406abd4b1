"""A round of the worker for the tests: what happened is told, and who got which mail."""

from sqlalchemy import select


def react() -> None:
    from collab.chores import sweep
    from collab.history import Event
    from collab.history.reactions import react_to

    sweep(Event, react_to)


def mails(session, person=None) -> list[str]:
    """The names of the mails written so far, to this person or to all, in order."""
    from collab.notifications.models import Notice

    query = select(Notice).order_by(Notice.id)
    if person:
        query = query.where(Notice.person_id == person.id)
    return [notice.template.partition("/mail/")[2] for notice in session.scalars(query)]
