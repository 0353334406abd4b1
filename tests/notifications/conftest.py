"""Ana reads Dutch, Ben reads English, and there is news for both."""

import pytest
from jinja2 import ChoiceLoader, DictLoader
from sqlalchemy import select

from tests.office import Office

NEWS = """{{ _("Hello %(name)s,", name=person.name) }} {{ title }}

{{ _("Hello %(name)s,", name=person.name) }}

{{ title }} – {{ due_on | day }} ({{ days_left(due_on) }})

- one
- two

{{ quote }}

Look:
{{ url("people.sign_in") }}
"""


@pytest.fixture
def ana(session):
    return someone(session, "Ana Yıldız", "ana@green.example", "nl")


@pytest.fixture
def ben(session):
    return someone(session, "Ben de Boer", "ben@lindendal.example", "en")


def someone(session, name, email, language):
    from collab.people.models import Person

    person = Person.join(name, email, language)
    session.add(person)
    session.flush()
    return person


@pytest.fixture
def office(mail_port):
    """The mail server, until a test takes it away."""
    with Office(mail_port) as office:
        yield office


@pytest.fixture
def news(app, session):
    """Write somebody a notice with the template above."""
    from collab.notifications.models import Notice, notify

    before = app.jinja_env.loader
    app.jinja_env.loader = ChoiceLoader([DictLoader({"tests/news.txt": NEWS}), before])

    def write(person, key="1", **facts):
        given = {"title": "Buurttuin", "due_on": "2026-11-26", "quote": "Tot dan"} | facts
        notify(person, key, "tests/news", **given)
        return session.scalar(select(Notice).where(Notice.person_id == person.id, Notice.key == key))

    yield write
    app.jinja_env.loader = before


@pytest.fixture
def deliver(session):
    """A round of the worker."""
    from collab.notifications.jobs import deliver_owed

    def round_():
        session.commit()
        deliver_owed.run()

    return round_


@pytest.fixture
def make_due(session):
    """As if the time until the next attempt had passed."""
    from collab.clock import now

    def due(*notices):
        for notice in notices:
            notice.due_at = now()
        session.commit()

    return due
