"""A clock that stands still gives getting acquainted its days back."""

from datetime import timedelta

from collab.cases.models import ContactRole
from collab.clock import at, now
from collab.relay.doing import changes


def test_the_day_by_which_you_meet_comes_so_much_later(case, cast, town, session):
    case.appoint(ContactRole.CONTACT, town.dee, by=cast.ben)
    session.flush()
    (meeting,), begun = case.introductions, now()
    due = meeting.due_on
    case.pause("We wait.", by=cast.ana)
    with at(begun + timedelta(days=9)):
        case.resume(by=cast.ben)
    assert meeting.due_on == due + timedelta(days=9)


def test_nobody_meets_late_while_the_clock_stands_still(case, cast, town, session, app):
    case.appoint(ContactRole.CONTACT, town.dee, by=cast.ben)
    session.flush()
    begun = now()
    case.pause("We wait.", by=cast.ana)
    with at(begun + timedelta(days=40)), app.test_request_context():
        late = [todo.days_late for todo in changes([case]) if "/introductions/" in todo.address]
    assert late == [0, 0]
