"""Mail that came back: what a mail server reports (RFC 3464, and those who never read it), and what follows.

What comes in here was written by anyone. It counts only with the number of a mail that we sent, which none
but its recipient and the servers on the way know; all else is left with a line in the log.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes, message_from_string
from email.message import Message
from typing import NamedTuple

import structlog
from sqlalchemy import func, select

from collab.clock import now
from collab.db import db
from collab.history import Event

from .carrier import LONGEST_ANSWER
from .choices import postbox_of
from .models import Notice

log = structlog.get_logger()
MOST_BYTES = 1024 * 1024  # what lies after this is not read
MOST_PARTS = 60
ENOUGH = 2  # so many mails came back for good: the address does not work
SOON = timedelta(days=90)  # after each other; a mailbox that was full once, years ago, proves nothing
UNKNOWN = "5.0.0"
OURS = re.compile(r"<?\b([0-9a-f]{32})\b(?:@|>|\s*$)")
STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
CODE = re.compile(r"(?m)(?:^|[\s;:])([45])\d\d[\s-]")
POSTMEN = ("mailer-daemon", "postmaster", "mail delivery")
NAMED_IN = ("X-Idempotency-Key", "Message-ID", "Original-Message-ID", "X-Original-Message-ID")
ANSWERS = ("In-Reply-To", "References", "Original-Message-ID", "X-Original-Message-ID")


class Report(NamedTuple):
    number: str  # of our mail
    permanent: bool
    words: str


def receive(raw: bytes) -> bool:
    """Note what this report says of a mail of ours. Whether it said anything of one."""
    try:
        report = read(raw[:MOST_BYTES])
    except Exception as error:  # whatever a stranger wrote, it stops nothing here
        log.warning("a bounce could not be read", why=type(error).__name__, size=len(raw))
        return False
    if report is None:
        log.info("a mail in the box for bounces says nothing of a mail of ours", size=len(raw))
        return False
    return note(report)


def note(report: Report) -> bool:
    """Once: servers report the same mail more than once."""
    query = select(Notice).where(Notice.message_id == report.number).with_for_update(of=Notice)
    notice = db.session.scalar(query)
    if notice is None or not (notice.sent_at or notice.in_doubt_at):
        log.info("a bounce names no mail that went out")
        return False
    if notice.bounced_at:
        return False
    if not report.permanent:
        notice.bounce = report.words
        return True
    notice.come_back(report.words)
    about = {"case_id": notice.case_id, "person_id": notice.person_id}
    found = STATUS.search(report.words)
    data = {"notice": notice.id, "answer": found[0] if found else UNKNOWN}
    db.session.add(Event.happened("notice.bounced", data=data, **about))
    _count(notice)
    return True


def read(raw: bytes) -> Report | None:
    message = message_from_bytes(raw)
    parts = _parts(message)
    number = _number(message, parts)
    reported = any(part.get_content_type() == "message/delivery-status" for part in parts)
    said = _said(parts) if reported else _told_in_text(message, parts)
    if number is None or said is None:
        return None
    permanent, words = said
    shown = "".join(c if c.isprintable() else " " for c in words)
    return Report(number, permanent, " ".join(shown.split())[:LONGEST_ANSWER])


def _count(notice: Notice) -> None:
    box = postbox_of(notice.person)
    others = (Notice.person_id == notice.person_id, Notice.id != notice.id)
    last = db.session.scalar(select(func.max(Notice.bounced_at)).where(*others))
    box.bounces = box.bounces + 1 if last and now() - last <= SOON else 1
    if box.bounces >= ENOUGH:
        box.failed_at = box.failed_at or now()


def _parts(message: Message) -> list[Message]:
    walked = message.walk()
    return [part for _number, part in zip(range(MOST_PARTS), walked, strict=False)]


def _number(message: Message, parts: list[Message]) -> str | None:
    """In the headers that came back, else in what this mail answers, else anywhere in what came back."""
    for headers in _returned(parts):
        if found := _named(headers, NAMED_IN):
            return found
    return _named(message, ANSWERS) or _in_texts(parts)


def _returned(parts: list[Message]) -> Iterator[Message]:
    for part in parts:
        if part.get_content_type() in {"text/rfc822-headers", "message/rfc822-headers"}:
            yield message_from_string(_text(part))
        elif part.get_content_maintype() == "message":
            yield from _inside(part)


def _inside(part: Message) -> list[Message]:
    """The message that a part holds, or the blocks of a delivery status."""
    payload = part.get_payload()
    return [inner for inner in payload if isinstance(inner, Message)] if isinstance(payload, list) else []


def _named(headers: Message, names: tuple[str, ...]) -> str | None:
    values = (str(value) for name in names for value in headers.get_all(name, []))
    found = (OURS.search(value) for value in values)
    return next((match[1] for match in found if match), None)


def _in_texts(parts: list[Message]) -> str | None:
    texts = (_text(part) for part in parts if part.get_content_maintype() == "text")
    found = (re.search(r"(?im)^\W*(?:message-id|x-idempotency-key):\s*<?([0-9a-f]{32})\b", t) for t in texts)
    return next((match[1] for match in found if match), None)


def _said(parts: list[Message]) -> tuple[bool, str] | None:
    """The worst that a delivery status says; success and relaying are no bounce."""
    reports = (part for part in parts if part.get_content_type() == "message/delivery-status")
    blocks = (block for part in reports for block in _inside(part))
    said = [found for block in blocks if (found := _of_recipient(block))]
    return max(said, key=lambda found: found[0]) if said else None


def _of_recipient(block: Message) -> tuple[bool, str] | None:
    action, status = (str(block.get(name, "")).strip().lower() for name in ("Action", "Status"))
    if action not in {"failed", "delayed"}:
        return None
    told = str(block.get("Diagnostic-Code", "")).partition(";")[2].strip()
    words = f"{status} {told}".strip() or action
    return action == "failed" and not status.startswith("4"), words


def _told_in_text(message: Message, parts: list[Message]) -> tuple[bool, str] | None:
    """A server that writes to people only: a postman, who names a code."""
    sender = str(message.get("From", "")).lower()
    if not any(name in sender for name in POSTMEN):
        return None
    texts = (_text(part) for part in parts if part.get_content_type() == "text/plain")
    for line in (line for text in texts for line in text.splitlines()):
        if found := STATUS.search(line) or CODE.search(line):
            return found[1] == "5", line.strip()
    return None


def _text(part: Message) -> str:
    body = part.get_payload(decode=True)
    return body.decode("utf-8", "replace") if isinstance(body, bytes) else str(part.get_payload())
