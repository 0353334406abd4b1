"""Advice is asked by mail and given by a link; what was advised is for the side that asked."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from collab import create_app
from collab.approvals.jobs import note_silence
from collab.approvals.opinions import AdviceAnswer
from collab.approvals.words import Standing
from collab.clock import morning_of, now, today
from collab.deadlines.jobs import remind_of_due
from collab.errors import NotNow
from collab.extensions import limiter
from tests.round import mails, react

from .conftest import SECRET, way_in, words_of

GIVEN = {"result": "conditions", "text": "Yes, with a rail.", "sentence": "Put a rail on it."}


def test_a_contact_person_asks_somebody_who_has_no_account(make, cast, as_, session):
    agreement = make("proposed")
    form = {
        "unit": "Heritage committee", "name": "Hans", "email": "hans@heritage.example",
        "subject": "the old gate", "question": "May it move?", "articles": "4",
        "due_on": (today() + timedelta(days=20)).isoformat(),
    }  # fmt: skip
    assert as_(cast.ben).post(f"/agreements/{agreement.ref}/opinions/new", data=form).status_code == 303
    react()
    session.expire_all()
    [opinion] = agreement.opinions
    assert (opinion.standing, opinion.articles) == (Standing.WAITING, [4])
    assert mails(session).count("advice_asked") == 1


def test_silence_counts_as_consent_only_with_a_rule(make, cast, as_):
    agreement = make("proposed")
    form = {
        "unit": "Heritage committee", "name": "Hans", "email": "hans@heritage.example", "silence": "y",
        "subject": "the gate", "question": "?", "due_on": (today() + timedelta(days=20)).isoformat(),
    }  # fmt: skip
    answer = as_(cast.ben).post(f"/agreements/{agreement.ref}/opinions/new", data=form)
    assert answer.status_code == 422
    assert "Name the rule" in words_of(answer)


def test_the_adviser_reads_the_text_as_it_stood_and_answers_once(asked, cast, client, session, make):
    agreement = make("proposed")
    opinion = asked(agreement, articles=[2])
    agreement.propose(
        2, {"A04": {"text": "Quite another aim.", "nothing": False, "terms": None}}, seen=1, by=cast.ben
    )
    session.commit()
    way = way_in(opinion)
    page = words_of(client.get(way))
    assert "Who pays when it breaks?" in page
    assert "We agree on" in page
    assert "Quite another aim." not in page
    assert client.post(way, data=GIVEN).status_code == 303
    assert (client.get(way).status_code, client.post(way, data=GIVEN).status_code) == (410, 410)
    assert opinion.standing == Standing.ANSWERED
    assert session.scalars(select(AdviceAnswer)).one().text == "Yes, with a rail."


@pytest.mark.parametrize("meanwhile", ["send_again", "withdraw"])
def test_advice_that_was_typed_when_the_link_ended_is_not_lost(asked, cast, client, meanwhile):
    opinion = asked()
    way = way_in(opinion)
    getattr(opinion, meanwhile)(by=cast.ben)
    late = client.post(way, data=GIVEN)
    assert late.status_code == 410
    assert "Yes, with a rail." in late.text
    assert "typed-1" not in client.get(way).text


def test_the_link_signs_nobody_in_and_a_login_does_not_answer(asked, cast, as_, client):
    opinion = asked()
    client.get(way_in(opinion))
    assert client.get("/overview").status_code == 303
    assert as_(cast.cyd).get(way_in(opinion)).status_code == 200
    assert as_(cast.cyd).post(way_in(opinion), data=GIVEN).status_code == 303
    assert opinion.agreement.events[-1].actor_id is None


@pytest.mark.parametrize("spoil", [lambda k: k + "x", lambda k: k[:-3], lambda k: "x", lambda k: "a.b"])
def test_a_wrong_key_opens_nothing(asked, client, spoil):
    assert client.get(spoil(way_in(asked()).removeprefix("/")).replace("advice", "/advice")).status_code in {
        404,
        410,
    }


def test_a_key_to_sign_in_does_not_open_a_question(asked, cast, client, app, session):
    from collab.people.sessions import key_of
    from collab.people.words import Purpose

    asked()
    link = cast.ana.ask_link(Purpose.SIGN_IN, by=None)
    session.flush()
    with app.test_request_context():
        assert client.get(f"/advice/{key_of(link)}").status_code == 410


def test_a_link_ends_some_weeks_after_the_day(asked, client):
    opinion = asked()
    way = way_in(opinion)
    with time_machine.travel(now() + timedelta(days=20 + 27)):
        assert client.get(way).status_code == 200
    with time_machine.travel(now() + timedelta(days=20 + 29)):
        assert client.get(way).status_code == 410


def test_a_new_link_takes_the_old_one_away(asked, cast, as_, client, session):
    opinion = asked()
    old = way_in(opinion)
    react()
    as_(cast.ben).post(f"/agreements/{opinion.agreement.ref}/opinions/1/link")
    react()
    assert client.get(old).status_code == 410
    assert client.get(way_in(opinion)).status_code == 200
    assert mails(session).count("advice_asked") == 2


def test_the_other_side_sees_that_and_never_what(answered, cast, as_):
    opinion = answered()
    for path in (f"/agreements/{opinion.agreement.ref}", f"/agreements/{opinion.agreement.ref}/opinions/1"):
        page = words_of(as_(cast.ana).get(path))
        assert "Legal affairs" in page
        assert "liability on the roof" in page
        for inner in (SECRET, "unfavourable", "Unfavourable", "Who pays", "dan@legal", "Look at the roof"):
            assert inner not in page
    assert SECRET in words_of(as_(cast.ben).get(f"/agreements/{opinion.agreement.ref}/opinions/1"))


def test_it_is_the_same_the_other_way_round(answered, cast, as_):
    opinion = answered(by=cast.ana)
    path = f"/agreements/{opinion.agreement.ref}/opinions/1"
    assert SECRET in words_of(as_(cast.ana).get(path))
    assert SECRET in words_of(as_(cast.ali).get(path))
    page = words_of(as_(cast.ben).get(path))
    assert "Answered" in page
    assert SECRET not in page
    assert as_(cast.ben).get(f"{path}/summary").status_code == 403


def test_a_summary_is_shared_in_own_words(answered, cast, as_, session):
    opinion = answered()
    path = f"/agreements/{opinion.agreement.ref}/opinions/1"
    assert "Look at the roof again." in as_(cast.ben).get(f"{path}/summary").get_data(as_text=True)
    as_(cast.ben).post(f"{path}/summary", data={"summary": "The roof needs care.", "result": ""})
    react()
    page = words_of(as_(cast.ana).get(path))
    assert "The roof needs care." in page
    assert SECRET not in page
    assert "opinion_shared" in mails(session, cast.ana)


def test_more_time_is_asked_by_the_adviser_and_given_by_the_asker(asked, cast, as_, client, session):
    opinion, later = asked(), today() + timedelta(days=34)
    client.post(f"{way_in(opinion)}/more-time", data={"until": later.isoformat()})
    react()
    assert "opinion_asked_more_time" in mails(session, cast.ben)
    assert opinion.due_on == today() + timedelta(days=20)
    as_(cast.ben).post(f"/agreements/{opinion.agreement.ref}/opinions/1/extension")
    react()
    assert (opinion.due_on, opinion.wished_on) == (later, None)
    assert [d.due_on for d in opinion.agreement.deadlines if d.met_on is None and d.kind == "opinion"] == [
        later
    ]


def test_adviser_and_asker_are_reminded(asked, cast, dan, session):
    opinion = asked()
    for days in (-14, -5, 0):
        with time_machine.travel(morning_of(opinion.due_on + timedelta(days=days)) + timedelta(minutes=1)):
            remind_of_due()
            react()
    assert mails(session, dan).count("advice_due") == 3
    assert mails(session, cast.ben).count("opinion_due") == 3


def test_silence_is_consent_where_the_rule_says_so(asked, session, cast):
    opinion = asked(silence_ground="Ordinance, article 9")
    with time_machine.travel(now() + timedelta(days=21)):
        note_silence()
        note_silence()
        react()
        session.expire_all()
        assert (opinion.standing, opinion.deemed_on) == (Standing.DEEMED, today())
        names = [event.name for event in opinion.agreement.events]
        assert names.count("opinion.deemed") == 1
        assert "opinion_deemed" in mails(session, cast.ben)


def test_else_silence_goes_back_to_the_side_that_asked(asked, session, cast, dan, client):
    opinion = asked()
    way = way_in(opinion)
    with time_machine.travel(now() + timedelta(days=23)):
        note_silence()
        react()
        session.expire_all()
        assert opinion.standing == Standing.UNANSWERED
        assert "opinion_unanswered" in mails(session, cast.ben)
        assert mails(session, cast.ana).count("opinion_unanswered") == 0
        assert client.post(way, data=GIVEN).status_code == 303
        session.expire_all()
        assert (opinion.standing, opinion.days_late > 0) == (Standing.ANSWERED, True)


def test_consent_by_silence_cannot_be_wiped_out(asked, cast):
    opinion = asked(silence_ground="Ordinance, article 9")
    opinion.fall_silent()
    with pytest.raises(NotNow):
        opinion.withdraw(by=cast.ben)


def test_what_is_not_needed_any_more_opens_nothing(asked, cast, as_, client, session, dan):
    opinion = asked()
    way = way_in(opinion)
    react()
    as_(cast.ben).post(f"/agreements/{opinion.agreement.ref}/opinions/1/withdrawal")
    react()
    assert client.get(way).status_code == 410
    assert "advice_over" in mails(session, dan)


def test_only_the_side_that_asked_looks_after_it(asked, cast, as_):
    address = f"/agreements/{asked().agreement.ref}/opinions/1"
    for door in ("link", "extension", "withdrawal", "summary"):
        assert as_(cast.ana).post(f"{address}/{door}").status_code == 403
        assert as_(cast.ali).post(f"{address}/{door}").status_code == 403
        assert as_(cast.cyd).post(f"{address}/{door}").status_code == 404


def test_no_event_holds_what_was_advised(answered):
    opinion = answered()
    held = " ".join(str(event.data) for event in opinion.agreement.events)
    assert SECRET not in held
    assert "unfavourable" not in held


def test_more_time_is_asked_beyond_the_day(asked, client):
    opinion = asked()
    form = {"until": (today() + timedelta(days=3)).isoformat()}
    assert client.post(f"{way_in(opinion)}/more-time", data=form).status_code == 422
    assert client.post(f"{way_in(opinion)}/more-time", data={"until": "soon"}).status_code == 422
    assert client.post(f"{way_in(opinion)}/more-time").status_code == 422


def test_guessing_keys_is_slowed_per_visitor(app):
    visitor = create_app(TESTING=True, WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=True).test_client()
    limiter.reset()
    try:
        answers = [visitor.post(f"/advice/guess{n}", data=GIVEN).status_code for n in range(61)]
    finally:
        limiter.reset()
        limiter.enabled = False
        app.extensions["celery"].set_current()  # else later jobs run in the app made here
    assert answers == [410] * 60 + [429]
