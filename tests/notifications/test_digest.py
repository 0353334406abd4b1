"""One mail a day or a week holds exactly the messages that it replaces."""

import pytest
from sqlalchemy import select

from collab.clock import now
from collab.notifications.letters import glance_at
from collab.notifications.models import DIGEST, Notice
from collab.notifications.topics import Way
from collab.notifications.words import Progress


def digests(session):
    return session.scalars(select(Notice).where(Notice.template == DIGEST).order_by(Notice.id)).all()


def text_of(message):
    return message.get_body(("plain",)).get_content()


def test_a_day_of_messages_is_one_mail_at_eight(at, news, wants, ben, office, deliver, session):
    wants(ben, "daily")
    at("2026-11-25T10:00")
    first, second = news(ben, key="1", title="One"), news(ben, key="2", title="Two")
    deliver()
    assert office.messages == []
    assert first.progress == second.progress == Progress.IN_DIGEST
    at("2026-11-26T07:59"), deliver()
    assert office.messages == []
    at("2026-11-26T08:00"), deliver(), deliver()
    (mail,) = office.messages
    assert mail["Subject"] == "Your messages of the day"
    assert first.digest is second.digest is digests(session)[0]
    assert first.progress == second.progress == Progress.SENT
    assert first.sent_at == now()


def test_the_digest_is_the_set_of_the_single_messages(at, news, wants, ana, ben, office, deliver):
    """The same news to two people: what one gets in single mails the other gets in one."""
    wants(ben, "daily")
    ana.language = "en"
    at("2026-11-25T10:00")
    for number in range(12):
        title = f"News {number}"
        news(ana, key=str(number), title=title), news(ben, key=str(number), title=title)
    deliver()
    at("2026-11-26T08:00"), deliver()
    singles = [str(mail["Subject"]).replace("Ana Yıldız", "") for mail in office.to("ana@")]
    (digest,) = office.to("ben@")
    lines = [line for line in text_of(digest).splitlines() if line.startswith("- 25 November")]
    told = [line.partition("10:00: ")[2].replace("Ben de Boer", "") for line in lines]
    assert len(singles) == 12
    assert sorted(told) == sorted(singles)
    assert text_of(digest).count("http://127.0.0.1:8000/sign-in") == 12


def test_newest_comes_first_grouped_per_cooperation(at, make, cast, wants, news, office, deliver, session):
    from tests.agreements.conftest import Case

    wants(cast.ana, "daily")
    garden = make("drafted").case
    shed = Case.open("LD-2", cast.street, by=cast.ana, title="Shed", about="A shed.")
    session.add(shed), session.flush()
    for hour, case, title in ((9, garden, "a"), (10, shed, "b"), (11, garden, "c"), (12, shed, "d")):
        at(f"2026-11-25T{hour:02}:00")
        news(cast.ana, key=title, title=f"News-{title}", case_id=case.id)
    at("2026-11-26T08:00"), deliver()
    text = text_of(office.to("ana@")[0])
    order = [text.index(word) for word in ("News-d", "News-b", "News-c", "News-a")]
    assert order == sorted(order)
    assert text.index("About Shed:") < order[0] < text.index("About Garden:") < order[2]


def test_each_message_has_its_date_and_leads_to_its_page(at, news, wants, ben, office, deliver):
    wants(ben, "daily")
    at("2026-11-25T10:05")
    news(ben)
    at("2026-11-26T08:00"), deliver()
    page = office.messages[0].get_body(("html",)).get_content()
    assert "25 November 2026, 10:05" in page
    assert '<a href="http://127.0.0.1:8000/sign-in">25 November' in page


def test_one_that_fails_stops_no_other_and_stays_owed(at, news, wants, ben, office, deliver):
    wants(ben, "daily")
    at("2026-11-25T10:00")
    good, broken = news(ben, key="1", title="Fine"), news(ben, key="2", due_on="not a day")
    at("2026-11-26T08:00"), deliver()
    (mail,) = office.messages
    assert "Fine" in text_of(mail)
    assert "1 message could not be shown here" in text_of(mail)
    assert (good.progress, broken.progress) == (Progress.SENT, Progress.WAITING)
    broken.data = broken.data | {"due_on": "2026-12-01"}
    at("2026-11-26T09:00"), deliver()
    assert len(office.messages) == 2
    assert broken.progress == Progress.SENT


def test_who_has_nothing_gets_nothing(at, news, wants, ben, office, deliver, session):
    """Not even when the only message fell away, or is one that was told before."""
    wants(ben, "daily")
    at("2026-11-25T10:00")
    news(ben)
    at("2026-11-26T08:00"), deliver()
    at("2026-11-26T10:00")
    news(ben)
    at("2026-11-27T08:00"), deliver()
    assert len(office.messages) == 1
    assert digests(session)[-1].progress == Progress.DROPPED


def test_news_after_the_mail_went_out_comes_in_the_next(at, news, wants, ben, office, deliver, session):
    wants(ben, "daily")
    at("2026-11-25T10:00")
    news(ben, key="1")
    at("2026-11-26T08:00"), deliver()
    later = news(ben, key="2")
    assert later.digest.key == "digest:daily:2026-11-27"
    at("2026-11-27T08:00"), deliver()
    assert len(office.messages) == 2


def test_the_mail_of_the_week_comes_on_monday_also_after_the_clock_went_back(
    at, news, wants, ben, office, deliver
):
    wants(ben, "weekly")
    at("2026-10-21T10:00")
    news(ben)
    at("2026-10-26T07:59"), deliver()
    assert office.messages == []
    at("2026-10-26T08:00"), deliver()
    assert office.messages[0]["Subject"] == "Your messages of the week"


def test_on_a_holiday_the_digest_waits_and_stays_one(at, news, wants, ben, office, deliver):
    wants(ben, "daily")
    at("2026-12-24T10:00")
    news(ben, key="1")
    at("2026-12-26T12:00")
    news(ben, key="2")
    at("2026-12-27T08:00"), deliver()
    (mail,) = office.messages
    assert text_of(mail).count("- 2") == 2


def test_a_refused_digest_shows_at_each_message_and_can_go_again(
    at, news, wants, ben, office, deliver, session
):
    wants(ben, "daily")
    at("2026-11-25T10:00")
    notice = news(ben)
    office.refuses["ben@lindendal.example"] = "550 5.1.1 No such user"
    at("2026-11-26T08:00"), deliver()
    assert notice.progress == Progress.REFUSED
    office.refuses.clear()
    digests(session)[0].send_again()
    deliver()
    assert notice.progress == Progress.SENT


def test_a_break_with_the_digest_in_hand_sends_the_same_mail_again(
    at, news, wants, ben, office, deliver, make_due, session
):
    wants(ben, "daily")
    office.cuts = 1
    at("2026-11-25T10:00")
    notice = news(ben)
    at("2026-11-26T08:00"), deliver()
    assert notice.digest.progress == Progress.IN_DOUBT
    make_due(*digests(session)), deliver()
    first, second = (text_of(mail) for mail in office.messages)
    assert first == second
    assert len(set(office.ids)) == 1


def test_only_here_means_no_mail_and_a_place_on_the_page(at, news, wants, ben, office, deliver):
    wants(ben, "in_app")
    at("2026-11-25T10:00")
    notice = news(ben)
    at("2026-11-30T08:00"), deliver()
    assert office.messages == []
    assert notice.progress == Progress.IN_APP


def test_a_personal_key_is_in_no_list(ana, session):
    from collab.history.jobs import react
    from collab.people.words import Purpose

    ana.ask_link(Purpose.SIGN_IN, by=None)
    session.commit()
    react.run()
    notice = session.scalar(select(Notice))
    assert glance_at(notice, "en").address == ""


@pytest.mark.parametrize("way", list(Way))
def test_official_messages_come_at_once_whatever_was_chosen(ana, session, office, deliver, way):
    from collab.history.jobs import react
    from collab.notifications.choices import choose
    from collab.notifications.topics import Topic
    from collab.people.words import Purpose

    for topic in Topic:
        choose(ana, topic, way)
    ana.ask_link(Purpose.SIGN_IN, by=None)
    session.commit()
    react.run(), deliver()
    assert len(office.messages) == 1
