"""A clock that stands still gives getting acquainted its days back."""

from datetime import timedelta

from collab.cases.models import ContactRole
from collab.clock import at, now


def test_the_day_by_which_you_meet_comes_so_much_later(case, cast, town, session):
    case.appoint(ContactRole.CONTACT, town.dee, by=cast.ben)
    session.flush()
    (meeting,), begun = case.introductions, now()
    due = meeting.due_on
    case.pause("We wait.", by=cast.ana)
    with at(begun + timedelta(days=9)):
        case.resume(by=cast.ben)
    assert meeting.due_on == due + timedelta(days=9)
