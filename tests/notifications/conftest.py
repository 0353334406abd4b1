"""Ana reads Dutch, Ben reads English, and there is news for both."""

import pytest
from jinja2 import ChoiceLoader, DictLoader
from sqlalchemy import select

from tests.agreements.conftest import as_, case, cast, make  # noqa: F401  fixtures
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


@pytest.fixture
def at(app, session):
    """Be at this moment in Amsterdam for the rest of the test, in a house whose nights are quiet."""
    from contextlib import ExitStack
    from dataclasses import replace
    from datetime import datetime

    from collab import clock

    calm = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(calm, mail_rests=1)
    with ExitStack() as stack:
        yield lambda moment: stack.enter_context(
            clock.at(datetime.fromisoformat(moment).replace(tzinfo=clock.ZONE))
        )
    app.config["SETTINGS"] = calm


@pytest.fixture
def topic(monkeypatch):
    """The news of the tests are about promises, which people choose for themselves."""
    from collab.notifications import topics
    from collab.notifications.topics import Topic

    monkeypatch.setattr(topics, "TABLE", [("tests/*", Topic.PROMISES), *topics.TABLE])
    return Topic.PROMISES


@pytest.fixture
def wants(session, topic):
    """This person chose a way to hear of the news."""
    from collab.notifications.choices import choose
    from collab.notifications.topics import Way

    return lambda person, way: choose(person, topic, Way(way))
