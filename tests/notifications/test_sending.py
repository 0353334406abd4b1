"""What becomes of a mail when the server takes it, refuses it, breaks off or is away."""

import smtplib
from datetime import timedelta
from io import StringIO

import pytest
import structlog
from sqlalchemy import select

from collab.chores import MOST_ATTEMPTS
from collab.clock import now
from collab.history import Event
from collab.history.telling import told
from collab.notifications.words import Progress

MINUTES = timedelta(minutes=1)


def refusals(session):
    return list(session.scalars(select(Event).where(Event.name == "notice.refused")))


def test_what_is_sent_is_sent_once(news, ana, office, deliver):
    notice = news(ana)
    deliver(), deliver()
    assert office.ids == [f"<{notice.message_id}@lindendal.example>"]
    assert notice.progress == Progress.SENT


def test_one_connection_serves_a_round(news, ana, office, deliver):
    for number in range(20):
        news(ana, key=str(number))
    deliver()
    assert len(office.messages) == 20
    assert len(office.lines) == 1


def test_an_unknown_recipient_ends_it_and_the_others_go_on(news, ana, ben, office, deliver, session):
    office.refuses["ana@green.example"] = "550 5.1.1 No such\x07 user here"
    refused, sent = news(ana), news(ben)
    deliver(), deliver()
    assert (refused.progress, sent.progress) == (Progress.REFUSED, Progress.SENT)
    assert refused.refusal == "550 5.1.1 No such user here"
    assert len(refusals(session)) == 1
    assert len(office.lines) == 1


def test_a_refusal_can_be_read_in_the_timeline(news, ana, office, deliver, session):
    office.answer = "554 5.7.1 Looks like spam to ana@green.example"
    news(ana)
    deliver()
    session.commit()
    (event,) = refusals(session)
    ((_event, sentence),) = told([event])
    assert "Ana Yıldız" in sentence
    assert "554" in sentence
    assert "green.example" not in sentence


def test_a_busy_server_is_asked_again_later_and_later(news, ana, office, deliver, make_due):
    office.answer = "451 4.3.0 Try again later"
    notice = news(ana)
    waits = []
    for _ in range(3):
        make_due(notice)
        deliver()
        waits.append(notice.due_at - now())
    assert waits == sorted(waits)
    assert waits[0] > 0.5 * MINUTES
    office.answer = "250 OK"
    make_due(notice)
    deliver()
    assert notice.progress == Progress.SENT


def test_a_busy_server_keeps_no_other_from_its_mail(news, ana, ben, office, deliver):
    office.refuses["ana@green.example"] = "450 4.2.1 Greylisted"
    waiting, sent = news(ana), news(ben)
    deliver()
    assert (waiting.progress, sent.progress) == (Progress.WAITING, Progress.SENT)


def test_without_a_server_one_is_tried_and_the_others_stay_due(news, ana, mail_port, deliver):
    first, second = news(ana, key="1"), news(ana, key="2")
    deliver()
    assert (first.attempts, second.attempts) == (1, 0)
    assert second.due_at <= now()


def test_an_outage_of_two_weeks_loses_nothing(news, ana, mail_port, deliver, make_due):
    from tests.office import Office

    notice = news(ana)
    for _ in range(MOST_ATTEMPTS * 2):
        make_due(notice)
        deliver()
    assert notice.due_at - now() <= 30 * MINUTES
    with Office(mail_port) as office:
        make_due(notice)
        deliver()
        assert len(office.messages) == 1


@pytest.mark.parametrize("answer", ["530 5.7.0 Authentication required", "421 4.3.2 Shutting down"])
def test_a_refusal_of_ourselves_is_no_refusal_of_the_mail(news, ana, ben, office, deliver, answer):
    office.refuses = {"ana@green.example": answer, "ben@lindendal.example": answer}
    first, second = news(ana), news(ben)
    deliver()
    assert first.progress == second.progress == Progress.WAITING
    assert second.attempts == 0


def test_a_break_with_the_letter_in_hand_is_a_doubt_for_a_quarter_of_an_hour(
    news, ana, office, deliver, make_due
):
    office.cuts = 1
    notice = news(ana)
    deliver(), deliver()
    assert notice.progress == Progress.IN_DOUBT
    assert 14 * MINUTES < notice.due_at - now() <= 15 * MINUTES
    make_due(notice)
    deliver()
    assert notice.progress == Progress.SENT
    assert len(set(office.ids)) == 1


def test_after_a_break_the_next_letter_gets_a_new_line(news, ana, ben, office, deliver):
    office.cuts = 1
    doubtful, sent = news(ana), news(ben)
    deliver()
    assert (doubtful.progress, sent.progress) == (Progress.IN_DOUBT, Progress.SENT)


def test_a_server_that_always_breaks_off_does_not_get_it_for_ever(news, ana, office, deliver, make_due):
    office.cuts = 1000
    notice = news(ana)
    for _ in range(MOST_ATTEMPTS + 3):
        make_due(notice)
        deliver()
    assert len(office.messages) == MOST_ATTEMPTS
    assert len(set(office.ids)) == 1


def test_a_server_that_ends_idle_lines_gets_a_new_one(news, ana, ben, office, session):
    from collab.notifications.mail import carrier, deliver

    news(ana), news(ben)
    with carrier() as post:
        deliver(session.merge(news(ana)), post)
        post._line.sock.close()
        deliver(session.merge(news(ben)), post)
    assert len(office.messages) == 2


def test_letters_the_server_cannot_spell_are_refused_with_that_reason(
    news, ana, office, deliver, monkeypatch
):
    monkeypatch.setattr(smtplib.SMTP, "has_extn", lambda self, name: False)
    ana.email = "añá@green.example"
    notice = news(ana)
    deliver()
    assert notice.progress == Progress.REFUSED
    assert "Non-ASCII" in notice.refusal


def test_an_address_of_any_script_is_written_to(news, ana, office, deliver):
    ana.email = "añá@green.example"
    news(ana)
    deliver()
    assert office.recipients == ["añá@green.example"]


def test_who_left_hears_nothing(news, ana, ben, office, deliver):
    notice = news(ana)
    ana.leave(by=ben)
    deliver()
    assert notice.progress == Progress.DROPPED
    assert office.messages == []


def test_a_fault_of_our_own_stops_after_so_many_tries(news, ana, office, deliver, make_due):
    notice = news(ana, due_on="not a day")
    other = news(ana, key="2")
    for _ in range(MOST_ATTEMPTS + 1):
        make_due(notice)
        deliver()
    assert notice.attempts == MOST_ATTEMPTS
    assert other.progress == Progress.SENT


def test_health_tells_what_is_owed_since_when_and_how_often_tried(news, ana, mail_port, deliver, client):
    notice = news(ana)
    notice.planned_at = notice.due_at = now() - 20 * MINUTES
    deliver()
    state = client.get("/health").get_json()
    age = pytest.approx(1200, abs=5)
    tries = {"tried_in_vain": 1, "attempts": 1, "given_up": 0}
    assert state["chores"]["notice"] == {"owed": 1, "oldest_seconds": age, **tries}
    assert state["well"] is False


@pytest.fixture
def lines(app):
    """What is logged from here on."""
    before, lines = structlog.get_config(), StringIO()
    structlog.configure(logger_factory=structlog.WriteLoggerFactory(file=lines))
    yield lines
    structlog.configure(**before)


def test_a_fault_is_logged_without_what_people_wrote(news, ana, office, deliver, lines):
    news(ana, title="Tuin van Ana", due_on="not a day")
    deliver()
    logged = lines.getvalue()
    assert "chore failed" in logged
    for personal in ("Tuin van Ana", "Ana Yıldız", "ana@green.example", "locals"):
        assert personal not in logged
