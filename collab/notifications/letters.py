"""What a mail says: a template becomes a subject, a text and a page, in the language of who reads it.

In a template the first line is the subject; then paragraphs follow, with a blank line between them. A line
that is only an address of ours becomes a button; what stands above it in its paragraph is what it says. Below
an item of a list such a line is where the item leads to.
"""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

import structlog
from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _

from collab.addresses import address_of
from collab.clock import today

from .models import Notice

log = structlog.get_logger()
LONGEST_SUBJECT = 200
BULLET = "- "
_late_facts: dict[str, Callable[[Notice], dict[str, Any] | None]] = {}


class Item(NamedTuple):
    text: str
    address: str


class Block(NamedTuple):
    """A paragraph, a list or a button, whichever is filled."""

    lines: list[str]
    items: list[Item]
    address: str = ""


class Letter(NamedTuple):
    subject: str
    text: str
    html: str
    address: str  # of the page that it is about, without what only its reader may know


class Glance(NamedTuple):
    """A message where it stands among others."""

    subject: str
    blocks: list[Block]
    address: str


def at_delivery(template: str) -> Callable:
    """This function adds facts that are known or told only when the mail goes out. None: it need not go."""

    def register(function: Callable[[Notice], dict[str, Any] | None]) -> Callable:
        _late_facts[template] = function
        return function

    return register


def late_facts(notice: Notice) -> dict[str, Any] | None:
    return _late_facts.get(notice.template, lambda _notice: {})(notice)


def letter_for(notice: Notice, facts: dict[str, Any]) -> Letter:
    """The whole mail, in the person's language; `facts` are those of `late_facts`."""
    with force_locale(notice.person.language):
        subject, body = _written(notice, facts)
        closing = _closing(notice)
        blocks = _blocks(body)
        page = current_app.jinja_env.get_template("notifications/mail.html")
        html = page.render(subject=subject, blocks=blocks, closing=closing, lang=notice.person.language)
        text = "\n".join([body, "", "-- ", *closing, ""])
        return Letter(subject, text, html, _address(notice, blocks))


def glance_at(notice: Notice, language: str, facts: dict[str, Any] | None = None) -> Glance:
    """For a list of messages; what is only told at delivery is not in it."""
    with force_locale(language):
        subject, body = _written(notice, {"key": "-"} | (facts or {}))
        blocks = _blocks(body)
        said = [block for block in blocks[1:] if not block.address]  # without the greeting
        return Glance(subject, said, _address(notice, blocks))


def readable(notice: Notice, language: str) -> Glance:
    """One message that cannot be shown takes no page away."""
    try:
        return glance_at(notice, language)
    except Exception:
        return Glance(_unreadable(notice), [], "")


def subject_of(notice: Notice, language: str) -> str:
    """What a mail was about, for a page that shows which mails went out; it takes no page away either."""
    try:
        with force_locale(language):
            return _written(notice, {"key": "-"})[0]
    except Exception:
        return _unreadable(notice)


def _unreadable(notice: Notice) -> str:
    log.exception("a message cannot be shown", id=notice.id)
    return _("This message cannot be shown at the moment")


def _written(notice: Notice, facts: dict[str, Any]) -> tuple[str, str]:
    template = current_app.jinja_env.get_template(f"{notice.template}.txt")
    given = _on_one_line(notice.data) | facts
    ours = {"settings": current_app.config["SETTINGS"], "url": address_of, "days_left": days_left}
    written = template.render(given, person=notice.person, **ours)
    subject, _newline, body = written.strip().partition("\n")
    return " ".join(subject.split())[:LONGEST_SUBJECT], body.strip()


def days_left(iso: str) -> int:
    return (date.fromisoformat(iso) - today()).days


def _on_one_line(fact: Any) -> Any:
    """The template alone decides where a line ends: what people typed cannot add a subject or a button."""
    if isinstance(fact, str):
        return " ".join(fact.split())
    if isinstance(fact, dict):
        return {name: _on_one_line(part) for name, part in fact.items()}
    return [_on_one_line(part) for part in fact] if isinstance(fact, list) else fact


def _closing(notice: Notice) -> list[str]:
    settings = current_app.config["SETTINGS"]
    lines = [
        settings.organisation,
        _("Questions? Call %(phone)s, %(hours)s.", phone=settings.help_phone, hours=settings.help_hours),
        _("This mail was sent automatically. Please answer on the website, not to this mail."),
    ]
    if not notice.goes_at_any_hour:
        page = address_of("messages.choices")
        lines.append(_("Choose yourself when you get mail: %(address)s", address=page))
    return lines


def _address(notice: Notice, blocks: list[Block]) -> str:
    """None for a personal link: it belongs in its mail and nowhere else."""
    if notice.template in _late_facts and not notice.is_digest:
        return ""
    return next((block.address for block in blocks if block.address), "")


def _blocks(body: str) -> list[Block]:
    return [_block(lines) for lines in _paragraphs(body)]


def _paragraphs(body: str) -> Iterator[list[str]]:
    lines = (line.strip() for line in body.splitlines())
    return (list(group) for filled, group in groupby(lines, bool) if filled)


def _block(lines: list[str]) -> Block:
    if lines[0].startswith(BULLET) and all(line.startswith(BULLET) or _is_ours(line) for line in lines):
        below = [*lines[1:], ""]
        pairs = [(line, after) for line, after in zip(lines, below, strict=True) if line.startswith(BULLET)]
        items = [Item(line.removeprefix(BULLET), after if _is_ours(after) else "") for line, after in pairs]
        return Block([], items)
    if not _is_ours(lines[-1]):
        return Block(lines, [])
    says = [line.rstrip(":") for line in lines[:-1]] or [_("Open this page")]
    return Block(says, [], lines[-1])


def _is_ours(line: str) -> bool:
    base = current_app.config["SETTINGS"].base_url.rstrip("/")
    return line.startswith(f"{base}/") and " " not in line
