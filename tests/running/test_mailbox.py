"""The mailbox of ./start: what is sent can be read, and a letter cannot harm its reader."""

import subprocess
import sys
from email.message import EmailMessage
from http.client import HTTPConnection, HTTPResponse
from smtplib import SMTP

import pytest

from engines.launch import Program
from engines.surroundings import answers
from tests.engines import eventually
from tests.post import free_port

PDF = b"%PDF-1.7 the agreement"


@pytest.fixture(scope="module")
def mailbox(tmp_path_factory):
    folder = tmp_path_factory.mktemp("mail")
    smtp, web = free_port(), free_port()
    ports = ["--smtp", str(smtp), "--web", str(web)]
    command = [sys.executable, "-m", "engines.mailbox", *ports, "--folder", str(folder / "mail")]
    running = Program("mailbox", command, folder / "log").launch()
    eventually(lambda: answers(web) or running.poll() is not None)
    with SMTP("127.0.0.1", smtp) as post:
        post.send_message(letter("Ben leest", "Voor u alleen."), to_addrs=["ben@lindendal.example"])
        post.send_message(letter("Tekenen <b>nu</b>", "Zie https://a.example/x?a=1&b=2.\n<script>"))
    yield web
    running.terminate()
    try:
        running.wait(10)
    except subprocess.TimeoutExpired:
        running.kill()


def letter(subject: str, text: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = (
        "post@lindendal.example",
        "ana@groen.example",
        subject,
    )
    message.set_content(text)
    message.add_attachment(PDF, maintype="application", subtype="pdf", filename="één overeenkomst.pdf")
    return message


def visit(mailbox: int, path: str, host: str = "") -> tuple[HTTPResponse, str]:
    connection = HTTPConnection("127.0.0.1", mailbox, timeout=10)
    connection.request("GET", path, headers={"Host": host} if host else {})
    answer = connection.getresponse()
    return answer, answer.read().decode()


def first_letter(page: str) -> str:
    return page.partition('href="/letters/')[2].partition('"')[0]


def test_the_newest_letter_stands_first_and_each_person_has_a_list(mailbox):
    _, everyone = visit(mailbox, "/")
    assert everyone.index("Tekenen") < everyone.index("Ben leest")
    _, ben = visit(mailbox, "/?to=ben%40lindendal.example")
    assert "Ben leest" in ben
    assert "Tekenen" not in ben


def test_a_letter_shows_its_text_with_links_and_no_markup_of_its_own(mailbox):
    answer, page = visit(mailbox, f"/letters/{first_letter(visit(mailbox, '/')[1])}")
    assert '<a href="https://a.example/x?a=1&amp;b=2">' in page
    assert "Tekenen &lt;b&gt;nu&lt;/b&gt;" in page
    assert "<script" not in page
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_an_attachment_comes_as_it_was_sent(mailbox):
    answer, content = visit(mailbox, f"/letters/{first_letter(visit(mailbox, '/')[1])}/0")
    assert content == PDF.decode()
    assert answer.headers["Content-Disposition"].startswith("attachment;")


@pytest.mark.parametrize(
    "path", ["/letters/..%2Flog", "/letters/x/9", "/letters", "/nothing", "/letters/a/b/c"]
)
def test_nothing_else_can_be_had(mailbox, path):
    assert visit(mailbox, path)[0].status == 404


def test_a_page_elsewhere_cannot_read_it_under_its_own_name(mailbox):
    assert visit(mailbox, "/", host="evil.example")[0].status == 403
