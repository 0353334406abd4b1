"""Every door has a rule, addresses are nouns, strangers and Cyd stay outside, reading writes nothing."""

import re

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from collab.access import READS

PUBLIC = {
    "static", "health.show", "people.sign_in", "people.ask_link", "people.enter_by_link", "people.speak",
    "advice.answer", "advice.ask_more_time", "advice.thanks", "overview.home", "people.arrive",
    "people.join", "people.link_sent", "people.sign_out", "sealing.check", "sealing.check_code",
    "signing.leave", "signing.open_link", "signing.refuse", "signing.vote",
    "reports.told", "messages.bounced", "messages.unsubscribe", "calendars.feed",
}  # fmt: skip


def rules(app):
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]


def test_every_door_has_a_rule(app):
    bare = [rule.endpoint for rule in rules(app) if not hasattr(app.view_functions[rule.endpoint], "rule")]
    assert bare == []


def test_what_is_open_to_strangers_is_named_here(app):
    opened = {rule.endpoint for rule in rules(app) if app.view_functions[rule.endpoint].rule is None}
    assert opened <= PUBLIC


def test_addresses_are_words_with_hyphens(app):
    odd = [rule.rule for rule in rules(app) if not re.fullmatch(r"(/(<[a-z:_]+>|[a-z0-9.-]+))*/?", rule.rule)]
    assert odd == []


def test_a_stranger_is_asked_to_sign_in_everywhere(app, client):
    for rule in rules(app):
        if rule.endpoint in PUBLIC or "GET" not in rule.methods:
            continue
        answer = client.get(address(rule))
        assert (answer.status_code, "/sign-in" in (answer.location or "")) == (303, True), rule.rule


def address(rule, **values) -> str:
    return re.sub(r"<(?:[a-z]+:)?([a-z_]+)>", lambda found: str(values.get(found[1], "1")), rule.rule)


@pytest.fixture
def written():
    """What any session was about to write."""
    seen = []

    def note(session, *_):
        seen.extend(type(thing).__name__ for thing in [*session.new, *session.deleted] if thing)
        seen.extend(type(thing).__name__ for thing in session.dirty if session.is_modified(thing))

    event.listen(Session, "before_flush", note)
    yield seen
    event.remove(Session, "before_flush", note)


def test_reading_writes_nothing(app, make, cast, as_, written):
    agreement = make("frozen")
    known = {"ref": None, "number": 1}
    visitor = as_(cast.ben)
    written.clear()
    for rule in rules(app):
        if rule.methods & READS and "GET" in rule.methods:
            for ref in (agreement.ref, agreement.case.ref, cast.street.ref):
                answer = visitor.get(address(rule, **{**known, "ref": ref}))
                assert answer.status_code < 500, rule.rule
    assert written == []


def test_cyd_sees_nothing_of_others(app, make, cast, as_):
    agreement = make("frozen")
    visitor = as_(cast.cyd)
    for rule in (rule for rule in rules(app) if "ref" in rule.arguments):
        for ref in (agreement.ref, agreement.case.ref, cast.street.ref):
            for method in sorted(rule.methods & {"GET", "POST"}):
                answer = visitor.open(address(rule, ref=ref, number=1), method=method)
                assert answer.status_code == 404, f"{method} {rule.rule} {ref}"
