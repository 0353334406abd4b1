"""What visitors do again and again on the way to an agreement, and what time does to it."""

import re

import psycopg
from celery import Celery

from tests.journeys.visitor import Visitor, text_of
from tests.living import Living

SIGNING = re.compile(r"https?://\S+/signing-links/\S+")
NEAR = """
    update deadline set due_on = current_date + 6, next_at = now() - interval '3 days'
    from "case" where "case".id = case_id and subject = any(%s) and "case".title = %s
    and met_on is null and key like 'promise:%%'
"""


def propose(visitor: Visitor, number: int):
    visitor.go(f"{agreement_of(visitor)}/articles/{number}")
    visitor.page.locator("a[href$='/proposal']").first.click()


def agreement_of(visitor: Visitor) -> str:
    return re.match(r".*/agreements/[\w-]+", visitor.page.url)[0]


def put_on_the_table(visitor: Visitor):
    visitor.press("Put this proposal on the table")
    visitor.reads("Your proposal is on the table. The other side has been told.")


def rows(visitor: Visitor, code: str, singular: str, add: str, answers: list[dict]):
    """Row after row, pressing for another one when they are full."""
    for number, answer in enumerate(answers, 1):
        row = visitor.part(f"{visitor.said(singular)} {number}", visitor.topic(code))
        if not row.count():
            visitor.press(add, visitor.topic(code))
        visitor.write(answer, row)


def pdf_of(mail) -> bytes:
    (paper,) = (part for part in mail.iter_attachments() if part.get_content_type() == "application/pdf")
    return paper.get_content()


def line(visitor: Visitor, what: str):
    return visitor.page.get_by_role("listitem").filter(has_text=what).last


def tab(visitor: Visitor, name: str):
    """One of the pages of the cooperation."""
    pages = visitor.page.get_by_role("navigation", name=visitor.said("Cooperation %(title)s", title=""))
    pages.get_by_role("link", name=visitor.said(name), exact=True).click()


def bring_near(town: Living, cooperation: str, *promises: str):
    """The day of these promises comes within a week; the clock of the house finds out by itself."""
    with psycopg.connect(town.settings["OWNER_DATABASE_URL"].replace("+psycopg", "")) as connection:
        connection.execute(NEAR, [list(promises), cooperation])
    tick(town)


def tick(town: Living):
    """What the clock does every minute, now."""
    bell = Celery(broker=town.settings["BROKER_URL"])
    with bell.connection_for_write() as line:
        bell.send_task("deadlines.remind", connection=line, ignore_result=True)


def case_of(visitor: Visitor) -> str:
    return visitor.page.url.partition("/acquaintance")[0]


def agree_to_all(visitor: Visitor):
    visitor.go(f"{agreement_of(visitor)}/text")
    waiting = visitor.page.locator("[aria-labelledby=all] li").count()
    visitor.press_exactly(visitor.many("Agree to this article", "Agree to all %(num)s articles", waiting))
    visitor.page.wait_for_url(agreement_of(visitor))


def signing_link(visitor: Visitor, email: str, title: str, times: int = 1) -> str:
    """The newest one that was mailed, once there are so many."""
    mails = visitor.mails(email, visitor.said("Please sign: %(title)s", title=title), times)
    return SIGNING.search(text_of(mails[-1]))[0]


def code_for(visitor: Visitor, email: str, times: int = 1) -> str:
    """The digits that came by mail."""
    subject = visitor.said("Your code: %(digits)s", digits="")
    return str(visitor.mails(email, subject, times)[-1]["Subject"]).removeprefix(subject).strip()
