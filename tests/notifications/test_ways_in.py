"""Links to sign in with and invitations: the key is only in the mail."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from collab.clock import now
from collab.notifications.models import Notice
from collab.notifications.words import Progress
from collab.people.models import Link
from collab.people.sessions import link_of
from collab.people.words import Purpose


@pytest.fixture
def react(session):
    from collab.history.jobs import react as job

    def react_():
        session.commit()
        job.run()

    return react_


def key_in(message):
    return re.search(r"/arrival/(\S+)", message.get_body(("plain",)).get_content())[1]


def test_a_link_to_sign_in_arrives_in_the_language_of_the_person(ana, ben, office, react, deliver):
    ana.ask_link(Purpose.SIGN_IN, by=None), ben.ask_link(Purpose.SIGN_IN, by=None)
    react(), deliver()
    (dutch,), (english,) = office.to("ana@"), office.to("ben@")
    assert english["Subject"] == "Your link to sign in"
    assert dutch["Subject"] == "Uw inloglink"


def test_the_key_in_the_mail_opens_the_link_and_is_nowhere_else(ana, office, react, deliver, session):
    link = ana.ask_link(Purpose.SIGN_IN, by=None)
    react(), deliver()
    key = key_in(office.messages[0])
    assert link_of(key) is link
    for table in ("event", "notice", "link"):
        rows = session.scalars(text(f"select {table}::text from {table}")).all()
        assert not any(key in row for row in rows)


def test_an_invitation_says_who_invites(ana, ben, office, react, deliver):
    ana.ask_link(Purpose.INVITATION, by=ben)
    react(), deliver()
    assert "Ben de Boer" in office.messages[0]["Subject"]
    assert key_in(office.messages[0])


def test_the_link_can_be_used_from_the_mail(ana, office, react, deliver, client):
    ana.ask_link(Purpose.SIGN_IN, by=None)
    react(), deliver()
    assert client.get(f"/arrival/{key_in(office.messages[0])}").status_code == 200


def test_a_link_that_is_over_before_the_mail_goes_is_not_sent(ana, office, react, deliver, session):
    link = ana.ask_link(Purpose.SIGN_IN, by=None)
    react()
    link.expires_at = now() - timedelta(minutes=1)
    deliver()
    assert office.messages == []
    assert session.scalar(select(Notice)).progress == Progress.DROPPED


def test_asking_twice_gives_two_links_and_reacting_twice_gives_no_third(ana, office, react, deliver, session):
    ana.ask_link(Purpose.SIGN_IN, by=None), ana.ask_link(Purpose.SIGN_IN, by=None)
    react(), react(), deliver()
    keys = [key_in(message) for message in office.messages]
    assert len(keys) == len(set(keys)) == len(session.scalars(select(Link)).all())


def test_old_ways_in_are_forgotten(ana, session):
    from collab.once import PostedForm
    from collab.people.jobs import forget_old
    from collab.people.models import Session

    old, fresh = ana.ask_link(Purpose.SIGN_IN, by=None), ana.ask_link(Purpose.SIGN_IN, by=None)
    _over, _key = ana.arrive(timedelta(hours=-1))
    current, _key = ana.arrive(timedelta(hours=1))
    session.flush()
    old.expires_at = now() - timedelta(days=31)
    session.add_all(
        [PostedForm(key="old", posted_at=now() - timedelta(days=31)), PostedForm(key="new", posted_at=now())]
    )
    session.commit()
    forget_old.run()
    session.expire_all()
    assert session.scalars(select(Link)).all() == [fresh]
    assert session.scalars(select(Session)).all() == [current]
    assert [form.key for form in session.scalars(select(PostedForm))] == ["new"]
