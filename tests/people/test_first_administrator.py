"""An empty installation begins with one person on the command line."""

from sqlalchemy import select

from collab.people.models import Person
from collab.people.words import Duty
from tests.round import mails, react


def test_the_first_administrator_is_made_once_and_invited(app, session):
    for _again in range(2):
        done = app.test_cli_runner().invoke(args=["people", "administrator", "Stef", "Stef@Town.example"])
        assert done.exit_code == 0, done.output
    stef = session.scalars(select(Person).where(Person.email == "stef@town.example")).one()
    assert stef.duties == {Duty.ADMINISTRATOR}
    react()
    assert mails(session, stef) == ["invitation", "invitation"]
