"""Who hears what when people change, in words that can be read, and never what is sensitive."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from collab.cases.models import ContactRole
from collab.cases.speaking import Spokesperson
from collab.clock import today
from collab.history.reactions import react_to
from collab.notifications.letters import glance_at
from collab.notifications.models import Notice
from collab.relay.introductions import CouncilRound
from collab.relay.leaving import look_after
from collab.relay.letters import Confidence, Letter
from collab.relay.passing import name_successor
from collab.relay.words import Readers


@pytest.fixture
def story(case, cast, town, session):
    """A hand-over that is named, written and passed; one of the collective; and a new council."""
    [place] = [one for one in case.contacts if one.role == ContactRole.CONTACT]
    place.ends_on = today() + timedelta(days=5)
    look_after(case)
    session.flush()
    relay = case.relays[0]
    name_successor(relay, town.dee, seen=None, by=cast.ben)
    session.add(Letter.write(relay, "It goes well.", {}, by=cast.ben))
    Confidence.entrust(relay, "The pelican is shy.", Readers.SUCCESSOR, by=cast.ben)
    Spokesperson.appoint(case, cast.street, ContactRole.CONTACT, cast.ana, by=cast.ana)
    Spokesperson.appoint(case, cast.street, ContactRole.CONTACT, cast.ali, by=cast.ana)
    CouncilRound.start(today(), "new alderman", [case], by=town.coos)
    talk = case.introductions[0]
    talk.propose(today(), by=cast.ben)
    talk.say_met(today(), by=cast.ben)
    session.flush()
    return case


def test_every_mail_reads_in_both_languages_and_keeps_what_is_sensitive(story, session):
    for event in list(story.events):
        react_to(event)
    session.flush()
    mails = [one for one in session.scalars(select(Notice)) if one.template.startswith("relay/")]
    assert {one.template.removeprefix("relay/mail/") for one in mails} == {
        "begun", "named", "letter", "passed", "proposed", "said_met", "council",
    }  # fmt: skip
    for mail in mails:
        for language in ("nl", "en"):
            shown = str(glance_at(mail, language))
            assert "Garden" in shown
            assert "pelican" not in shown


def test_what_is_sensitive_stands_in_no_event(story):
    assert "pelican" not in str([one.data for one in story.events])
