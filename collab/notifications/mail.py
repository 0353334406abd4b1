"""From a notice to a mail, and what becomes of it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage

from flask import current_app

from collab.clock import local, now
from collab.db import db
from collab.history import Event
from collab.people.models import Person

from .carrier import Carrier, Refused
from .choices import is_unreached, moment_for, way_of
from .letters import Letter, late_facts, letter_for
from .models import KNOWN, Held, Notice
from .topics import Way
from .unsubscribing import headers_of

LONGEST_NAME = 80
_goes_along: list[Callable[[Notice, Letter], bytes | None]] = []
_overtaking: list[Callable[[Notice], bool]] = []


def goes_along(function: Callable[[Notice, Letter], bytes | None]) -> Callable:
    """A later slice adds the dates of a mail, as a calendar."""
    _goes_along.append(function)
    return function


def overtakes(function: Callable[[Notice], bool]) -> Callable:
    """A later slice knows that what was held for quiet hours need not be said any more."""
    _overtaking.append(function)
    return function


def carrier() -> Carrier:
    settings = current_app.config["SETTINGS"]
    return Carrier(settings.mail_url, settings.mail_from)


def deliver(notice: Notice, by: Carrier) -> None:
    """Ends a notice as sent, refused or not needed any more; or raises that it must wait."""
    if not notice.goes_at_any_hour and (until := quiet_until(notice.person)):
        raise Held(until)
    if not notice.goes_at_any_hour and stays_here(notice):
        return
    facts = late_facts(notice)
    if facts is None or not notice.person.is_active or any(told(notice) for told in _overtaking):
        return
    try:
        recipient = spelled_for_mail(notice.person.email)
        by.carry(compose(notice, letter_for(notice, facts), recipient), recipient.addr_spec)
        notice.went_out()
    except Refused as no:
        notice.refuse(no.answer)
        about = {"case_id": notice.case_id, "person_id": notice.person_id}
        data = {"notice": notice.id, "answer": no.answer[:3]}
        db.session.add(Event.happened("notice.refused", data=data, **about))


def stays_here(notice: Notice) -> bool:
    """Whoever wants no mail any more, or is known to get none, reads it in the house."""
    if not notice.is_digest and way_of(notice.person, notice.topic) == Way.IN_APP:
        notice.way = Way.IN_APP
        return True
    if is_unreached(notice.person):
        notice.refuse(KNOWN)
        return True
    return False


def quiet_until(person: Person) -> datetime | None:
    """Asked once more at the door: a round may be late, and an attempt may fail until the night."""
    at, moment = now(), moment_for(person, Way.AT_ONCE, now())
    return moment if moment > at + timedelta(minutes=1) else None


def compose(notice: Notice, letter: Letter, recipient: Address) -> EmailMessage:
    settings = current_app.config["SETTINGS"]
    sender = spelled_for_mail(settings.mail_from)
    message = EmailMessage()
    message["From"] = named(settings.organisation, sender)
    message["To"] = named(notice.person.name, recipient)
    message["Subject"] = letter.subject
    message["Date"] = local(notice.written_at)
    message["Message-ID"] = f"<{notice.message_id}@{sender.domain}>"
    message["X-Idempotency-Key"] = notice.message_id
    message["Auto-Submitted"] = "auto-generated"
    for name, value in headers_of(notice).items():
        message[name] = value
    message["Content-Language"] = notice.person.language
    message.set_content(letter.text, cte="quoted-printable")
    message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    if paper := notice.content:
        kind, _slash, form = paper.media_type.partition("/")
        name = file_name(notice.data.get("title") or letter.subject)
        message.add_attachment(paper.body, maintype=kind, subtype=form, filename=f"{name}.pdf")
    for calendar in filter(None, (function(notice, letter) for function in _goes_along)):
        told = {"method": "PUBLISH", "charset": "utf-8"}
        message.add_attachment(
            calendar, maintype="text", subtype="calendar", filename="calendar.ics", params=told
        )
    return message


def spelled_for_mail(email: str) -> Address:
    """Domains of all scripts have an ASCII spelling; names before the @ have not."""
    name, _at, domain = email.rpartition("@")
    try:
        return Address(username=name, domain=domain.encode("idna").decode())
    except ValueError:
        raise Refused("501 5.1.3 Bad recipient address syntax") from None


def named(name: str, address: Address) -> Address:
    return Address(" ".join(name.split()), address.username, address.domain)


def file_name(title: str) -> str:
    """The title without what a file system may read as something else."""
    kept = "".join(c if c.isalnum() or c in " -_()," else " " for c in title)
    return " ".join(kept.split())[:LONGEST_NAME].strip() or "document"
