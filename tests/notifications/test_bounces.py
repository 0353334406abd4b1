"""Mail that comes back is read, shown, and after the second time both sides know that they must call."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from collab.history import Event
from collab.notifications.bounces import receive
from collab.notifications.choices import postbox_of
from collab.notifications.words import Progress
from collab.settings import Settings
from tests.notifications import bounced as dialects
from tests.notifications.bounced import AWAY, EXCHANGE, GMAIL, POSTFIX, QMAIL, written

SECRET = "mail-server-only"
LEAST = {
    "SECRET_KEY": "k" * 32,
    "MAIL_URL": "smtp://h",
    "BROKER_URL": "redis://h",
    "DATABASE_URL": "postgresql+psycopg:///d",
}


@pytest.fixture
def sent(news, ben, office, deliver):
    """So many mails to Ben that the server took."""

    def send(count=1):
        notices = [news(ben, key=f"sent {number}") for number in range(count)]
        deliver()
        return notices

    return send


@pytest.fixture
def hook(app, client):
    """The mail server hands in a report at our door."""
    before = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(before, bounce_secret=SECRET)

    def post(raw, secret=SECRET, **how):
        how = {"content_type": "message/rfc822"} | how
        return client.post(f"/bounces/{secret}", data=raw, **how).status_code

    yield post
    app.config["SETTINGS"] = before


@pytest.mark.parametrize("name", ["POSTFIX", "EXCHANGE", "GMAIL", "QMAIL"])
def test_every_dialect_is_understood(sent, hook, session, name):
    (notice,) = sent()
    assert hook(written(getattr(dialects, name), notice)) == 204
    assert notice.progress == Progress.BOUNCED
    assert "5." in notice.bounce
    event = session.scalar(select(Event).where(Event.name == "notice.bounced"))
    assert event.data["answer"] in {"5.1.1", "5.2.2"}


def test_a_delay_is_only_noted(sent, hook, ben):
    (notice,) = sent()
    hook(written(POSTFIX, notice, "delayed", "4.4.1"))
    assert notice.progress == Progress.SENT
    assert notice.bounce.startswith("4.4.1")
    assert postbox_of(ben).bounces == 0


@pytest.mark.parametrize("action", ["delivered", "relayed", "expanded", "nonsense"])
def test_good_news_is_no_bounce(sent, hook, action):
    (notice,) = sent()
    hook(written(POSTFIX, notice, action, "2.0.0"))
    assert (notice.progress, notice.bounce) == (Progress.SENT, None)


def test_somebody_who_is_away_did_not_bounce(sent, hook):
    (notice,) = sent()
    assert hook(written(AWAY, notice)) == 204
    assert notice.progress == Progress.SENT


def test_after_two_both_sides_know_that_mail_does_not_arrive(
    make, cast, as_, news, office, deliver, hook, session
):
    case = make("drafted").case
    notices = [news(cast.ana, key=key, case_id=case.id) for key in "ab"]
    deliver()
    hook(written(POSTFIX, notices[0]))
    assert "has not arrived since" not in as_(cast.ben).get(f"/cooperations/{case.ref}").text
    hook(written(GMAIL, notices[1]))
    address = next(
        str(r) for r in as_(cast.ben).application.url_map.iter_rules() if r.endpoint == "cases.show"
    )
    page = as_(cast.ben).get(address.replace("<ref>", case.ref)).text
    assert "Mail to Ana has not arrived since" in page
    assert "mail came back" in page
    assert "Our mail to ana@town.example has come back" in as_(cast.ana).get("/overview").text


def test_the_person_can_say_that_the_address_works(sent, hook, ben, as_):
    for notice in sent(2):
        hook(written(POSTFIX, notice))
    assert postbox_of(ben).failed_at
    as_(ben).post("/account/messages/address")
    assert postbox_of(ben).failed_at is None


@pytest.fixture
def unreached(sent, hook, topic, ben):
    """Twice Ben's mail came back."""
    for notice in sent(2):
        hook(written(POSTFIX, notice))
    assert postbox_of(ben).failed_at


def test_where_no_mail_arrives_news_stands_on_the_page_until_the_address_works(
    unreached, news, ben, office, deliver, as_
):
    kept = news(ben, key="kept", title="Kept here")
    deliver()
    assert len(office.messages) == 2
    assert (kept.progress, kept.answer) == (Progress.UNREACHED, None)
    page = as_(ben).get("/account/messages").text
    assert "Kept here" in page
    assert "no mail: mail does not arrive at this address" in page
    assert "we mail you nothing but official messages" in page
    as_(ben).post("/account/messages/address")
    again = news(ben, key="again")
    deliver()
    assert [kept.progress, again.progress] == [Progress.UNREACHED, Progress.SENT]
    assert len(office.messages) == 3


def test_where_no_mail_arrives_a_digest_is_not_tried_and_each_message_says_so(
    unreached, at, news, wants, ben, office, deliver
):
    wants(ben, "daily")
    at("2026-11-25T10:00")
    notice = news(ben, key="daily")
    at("2026-11-26T08:00"), deliver()
    assert len(office.messages) == 2
    assert notice.progress == Progress.UNREACHED


def test_what_the_law_needs_to_arrive_is_tried_all_the_same(unreached, ben, session, office, deliver):
    from collab.history.jobs import react
    from collab.people.words import Purpose

    ben.ask_link(Purpose.SIGN_IN, by=None)
    session.commit()
    react.run(), deliver()
    assert office.messages[-1]["Subject"] == "Your link to sign in"


def test_two_that_came_back_long_after_each_other_prove_nothing(sent, hook, ben):
    first, second, third = sent(3)
    hook(written(POSTFIX, first))
    first.bounced_at -= timedelta(days=91)
    hook(written(POSTFIX, second))
    assert postbox_of(ben).failed_at is None
    hook(written(POSTFIX, third))
    assert postbox_of(ben).failed_at


def test_the_same_report_counts_once(sent, hook, ben):
    (notice,) = sent()
    for dialect in (POSTFIX, POSTFIX, EXCHANGE):
        hook(written(dialect, notice))
    assert postbox_of(ben).bounces == 1


def test_a_mail_that_came_back_can_go_again(sent, hook, office, deliver):
    (notice,) = sent()
    hook(written(POSTFIX, notice))
    notice.send_again()
    deliver()
    assert notice.progress == Progress.SENT
    assert len(set(office.ids)) == 1
    assert len(office.ids) == 2


def test_one_of_which_nobody_knew_whether_it_arrived_did_not(news, ben, office, deliver, hook):
    office.cuts = 1
    notice = news(ben)
    deliver()
    hook(written(POSTFIX, notice))
    assert notice.progress == Progress.BOUNCED
    deliver()
    assert len(office.messages) == 1


def test_a_mail_that_never_went_out_cannot_come_back(news, ben, hook):
    notice = news(ben)
    hook(written(POSTFIX, notice))
    assert notice.progress == Progress.WAITING


def test_without_the_secret_the_door_is_not_there(sent, hook, client):
    (notice,) = sent()
    assert hook(written(POSTFIX, notice), secret="guessed") == 404
    assert notice.progress == Progress.SENT


def test_a_secret_that_can_be_guessed_opens_no_house():
    assert Settings.from_env(LEAST | {"BOUNCE_SECRET": "b" * 16}).bounce_secret
    with pytest.raises(SystemExit, match="BOUNCE_SECRET is too short"):
        Settings.from_env(LEAST | {"BOUNCE_SECRET": "letmein"})


def test_without_a_setting_there_is_no_door(client):
    assert client.post("/bounces/", data=b"x").status_code == 404
    assert client.post("/bounces/x", data=b"x").status_code == 404


def deep(levels):
    inner = "Content-Type: text/plain\n\nx\n"
    for number in range(levels):
        edge = f"b{number}"
        inner = f'Content-Type: multipart/mixed; boundary="{edge}"\n\n--{edge}\n{inner}\n--{edge}--\n'
    return inner.encode()


HOSTILE = {
    "nothing": b"",
    "zeroes": b"\0" * 5000,
    "noise": bytes(range(256)) * 400,
    "deep": deep(3000),
    "many parts": b"Content-Type: multipart/report; boundary=a\n\n" + b"--a\n\nx\n" * 30_000,
    "broken header": b'Content-Type: multipart/report; boundary="\xff\n\n--\xff\nAction: failed\n',
    "unknown charset": b"Content-Type: text/plain; charset=x-\xfe\nFrom: mailer-daemon@x\n\n5.1.1 \xff\xfe",
    "no boundary": b"Content-Type: multipart/report\n\nStatus: 5.1.1\n",
    "text status": b"Content-Type: message/delivery-status\nContent-Transfer-Encoding: base64\n\n!!!!",
    "long line": b"From: mailer-daemon@x\n\n" + b"5." * 400_000,
    "spaces": b"From: mailer-daemon@x\n\nMessage-ID:" + b" " * 400_000,
    "forged": POSTFIX.replace("NUMBER", "f" * 32).replace("ACTION", "failed").encode(),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_strangers_write_does_nothing(sent, hook, name):
    (notice,) = sent()
    assert hook(HOSTILE[name]) == 204
    assert notice.progress == Progress.SENT


def test_what_is_too_large_is_not_taken(hook):
    assert hook(b"x" * 3_000_000) == 413


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded"])
def test_a_report_in_the_clothes_of_a_form_does_nothing(sent, hook, kind):
    (notice,) = sent()
    assert hook(written(POSTFIX, notice), content_type=kind) < 500
    assert notice.progress == Progress.SENT


def test_a_report_of_a_digest_shows_at_each_of_its_messages(at, news, wants, ben, office, deliver, session):
    wants(ben, "daily")
    at("2026-11-25T10:00")
    notice = news(ben)
    at("2026-11-26T08:00"), deliver()
    assert receive(written(POSTFIX, notice.digest))
    assert notice.progress == Progress.BOUNCED


def test_a_mail_server_pipes_it_to_the_command(app, sent):
    (notice,) = sent()
    runner = app.test_cli_runner()
    told = runner.invoke(args=["notifications", "bounces"], input=written(POSTFIX, notice))
    assert (told.exit_code, told.output) == (0, "")
    assert notice.progress == Progress.BOUNCED


def test_a_folder_of_reports_is_read_once(app, sent, tmp_path, ben):
    from mailbox import Maildir

    first, second = sent(2)
    box = Maildir(tmp_path / "bounces", create=True)
    box.add(written(POSTFIX, first)), box.add(HOSTILE["noise"]), box.add(written(QMAIL, second))
    for _ in range(2):
        app.test_cli_runner().invoke(args=["notifications", "bounces", "--folder", str(tmp_path / "bounces")])
    assert first.progress == second.progress == Progress.BOUNCED
    assert postbox_of(ben).bounces == 2
    assert list((tmp_path / "bounces/new").iterdir()) == []


def test_the_worker_reads_the_folder_by_itself(app, sent, tmp_path, monkeypatch):
    from mailbox import Maildir

    from collab.notifications.jobs import read_bounces

    (notice,) = sent()
    before = app.config["SETTINGS"]
    read_bounces.run()
    monkeypatch.setitem(app.config, "SETTINGS", replace(before, bounce_folder=str(tmp_path / "bounces")))
    read_bounces.run()  # the folder is gone for a while
    Maildir(tmp_path / "bounces", create=True).add(written(POSTFIX, notice))
    read_bounces.run()
    assert notice.progress == Progress.BOUNCED
    assert list((tmp_path / "bounces/new").iterdir()) == []


def test_a_folder_that_is_none_stops_the_house_with_a_sentence(tmp_path):
    with pytest.raises(SystemExit, match="BOUNCE_FOLDER is no Maildir"):
        Settings.from_env(LEAST | {"BOUNCE_FOLDER": str(tmp_path)})


def test_the_command_is_there_on_the_command_line(settings):
    """A real process, as a mail server starts it; a stranger's mail ends well too."""
    command = [sys.executable, "-m", "flask", "notifications", "bounces"]
    done = subprocess.run(
        command, input=HOSTILE["forged"], env={**os.environ, **settings}, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
