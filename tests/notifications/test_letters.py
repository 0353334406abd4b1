"""What people read: one mail in their language, as text and as a page."""

from datetime import UTC, datetime

import pytest

from collab.notifications.letters import letter_for, subject_of
from collab.notifications.models import Notice

WRITTEN = datetime(
    2026, 10, 25, 0, 30, tzinfo=UTC
)  # half past two in Amsterdam, for the first time that night


def parts(message):
    return message.get_body(("plain",)).get_content(), message.get_body(("html",)).get_content()


def test_each_reads_their_own_language(news, ana, ben, office, deliver):
    news(ana), news(ben)
    deliver()
    dutch, english = parts(office.to("ana@")[0])[0], parts(office.to("ben@")[0])[0]
    assert "26 november 2026" in dutch
    assert "26 November 2026" in english


def test_the_page_says_what_the_text_says(news, ben, office, deliver):
    news(ben)
    deliver()
    text, page = parts(office.messages[0])
    for said in ("Hello Ben de Boer,", "one", "two", "Tot dan", "http://127.0.0.1:8000/sign-in"):
        assert said in text
        assert said in page
    assert '<html lang="en">' in page
    assert '<a class="button" href="http://127.0.0.1:8000/sign-in">Look</a>' in page


def test_the_way_to_choose_when_mail_comes_is_a_link(topic, news, ben, office, deliver):
    news(ben)
    deliver()
    assert '<a href="http://127.0.0.1:8000/account/messages/choices"' in parts(office.messages[0])[1]


def test_the_envelope_tells_machines_what_it_is(news, ana, office, deliver):
    notice = news(ana)
    notice.written_at = WRITTEN
    deliver()
    message = office.messages[0]
    assert message["Message-ID"] == f"<{notice.message_id}@lindendal.example>"
    assert message["X-Idempotency-Key"] == notice.message_id
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"].datetime == WRITTEN
    assert str(message["Date"]).endswith("+0200")
    assert message["From"].addresses[0].display_name == "Gemeente Lindendal"
    assert message["To"].addresses[0].display_name == "Ana Yıldız"


@pytest.mark.parametrize(
    "name", ["Бен 🌱", 'Ben "de" Boer, penningmeester', "مريم", "x" * 150, "Ben <b@evil.example>"]
)
def test_any_name_stays_a_name(news, ana, office, deliver, name):
    ana.name = name
    news(ana)
    deliver()
    (address,) = office.messages[0]["To"].addresses
    assert (address.display_name, address.addr_spec) == (name, "ana@green.example")


@pytest.mark.parametrize("steer", ["\n", "\r\n", "\r", "\u2028", "\x0b"])
def test_what_people_typed_adds_no_header_and_no_button(news, ana, office, deliver, steer):
    evil = f"Tuin{steer}Bcc: cyd@evil.example{steer}{steer}http://127.0.0.1:8000/press"
    ana.name = f"Ana{steer}Bcc: cyd@evil.example"
    news(ana, title=evil, quote=evil)
    deliver()
    message = office.messages[0]
    assert message["Bcc"] is None
    assert "\n" not in message["Subject"]
    assert 'href="http://127.0.0.1:8000/press"' not in parts(message)[1]


def test_markup_and_foreign_addresses_stay_text(news, ana, office, deliver):
    news(ana, title="<b onclick=x>Tuin</b>", quote="https://evil.example/sign-in")
    deliver()
    page = parts(office.messages[0])[1]
    assert "&lt;b onclick=x&gt;Tuin" in page
    assert 'href="https://evil.example' not in page


def test_lines_that_begin_with_a_dot_arrive_whole(news, ana, office, deliver):
    news(ana, quote=".")
    deliver()
    assert "." in parts(office.messages[0])[0].splitlines()


def test_a_paper_goes_along_under_its_title(news, ana, office, deliver):
    from collab.documents.models import store

    paper = store(b"%PDF-1.7 paper", "application/pdf")
    news(ana, title="Buurttuin / de Linde: 2026", due_on="2060-03-28", content_sha256=paper)
    deliver()
    paper, _calendar = office.messages[0].iter_attachments()
    assert paper.get_filename() == "Buurttuin de Linde 2026.pdf"
    assert paper.get_content_type() == "application/pdf"
    assert paper.get_content() == b"%PDF-1.7 paper"


def test_addresses_follow_the_setting_and_not_a_request(app, news, ben, monkeypatch):
    from dataclasses import replace

    notice = news(ben)
    moved = replace(app.config["SETTINGS"], base_url="https://samen.example/collab")
    monkeypatch.setitem(app.config, "SETTINGS", moved)
    with app.test_request_context(headers={"Host": "evil.example"}):
        letter = letter_for(notice, {})
    assert '<a class="button" href="https://samen.example/collab/sign-in">' in letter.html
    assert "evil" not in letter.text


def test_a_page_can_tell_which_mails_went_out(news, ana):
    notice = news(ana)
    assert subject_of(notice, "en") == "Hello Ana Yıldız, Buurttuin"
    assert "Hello" not in subject_of(notice, "nl")
    assert subject_of(notice, "nl").endswith("Ana Yıldız, Buurttuin")


def test_every_template_of_a_mail_can_be_read(app):
    templates = [
        name for name in app.jinja_env.list_templates() if "/mail/" in name and name.endswith(".txt")
    ]
    assert "people/mail/sign_in.txt" in templates
    for name in templates:
        app.jinja_env.get_template(name)


def test_domains_of_all_scripts_are_spelled_for_machines(news, ana, office, deliver):
    ana.email = "ana@groen-straße.example"
    news(ana)
    deliver()
    assert office.messages[0]["To"].addresses[0].domain.isascii()


def test_a_notice_is_about_one_occasion(news, ana, session):
    news(ana), news(ana)
    assert session.query(Notice).filter_by(person_id=ana.id).count() == 1
