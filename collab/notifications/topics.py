"""What a message is about, so that people choose per topic how they hear of it; and the ways to choose from.

Every template has its topic here: the first line of the table that fits. What the law, or the course of a
signature, needs to arrive is `LEGAL`: by mail, at once, whatever somebody chose.
"""

from enum import StrEnum
from fnmatch import fnmatchcase
from typing import Any

from flask_babel import lazy_gettext as _


class Topic(StrEnum):
    CONVERSATION = "conversation"
    DEADLINES = "deadlines"
    TEXT = "text"
    PROMISES = "promises"
    PEOPLE = "people"
    REPORTS = "reports"
    LEGAL = "legal"

    @property
    def label(self):
        return {
            Topic.CONVERSATION: _("What somebody says"),
            Topic.DEADLINES: _("Reminders of dates"),
            Topic.TEXT: _("The text of the agreement"),
            Topic.PROMISES: _("Promises and support"),
            Topic.PEOPLE: _("People who come and go"),
            Topic.REPORTS: _("Reports and evaluations"),
            Topic.LEGAL: _("Official messages"),
        }[self]


CHOSEN = tuple(topic for topic in Topic if topic != Topic.LEGAL)


class Way(StrEnum):
    AT_ONCE = "at_once"
    DAILY = "daily"
    WEEKLY = "weekly"
    IN_APP = "in_app"

    @property
    def label(self):
        return {
            Way.AT_ONCE: _("a mail at once"),
            Way.DAILY: _("one mail a day"),
            Way.WEEKLY: _("one mail a week"),
            Way.IN_APP: _("no mail, only here"),
        }[self]

    @property
    def is_digest(self) -> bool:
        return self in {Way.DAILY, Way.WEEKLY}


# Of these dates the law or the agreement says what follows; a test keeps them as in the catalogue.
LEGAL_KINDS = (
    "neighbourhood_right", "signature", "authority_ends", "mandate_ends", "term_ends", "notice_day",
    "withdrawal_takes_effect", "suspension", "retention", "minimise",
)  # fmt: skip
TABLE: list[tuple[str, Topic]] = [
    ("people/mail/*", Topic.LEGAL),  # the way in
    ("notifications/mail/*", Topic.LEGAL),  # a digest was chosen itself
    ("signing/mail/*", Topic.LEGAL),
    ("agreements/mail/frozen", Topic.LEGAL),
    ("agreements/mail/reopened", Topic.LEGAL),
    ("agreements/mail/signature_due", Topic.LEGAL),
    ("agreements/mail/signed", Topic.LEGAL),
    ("agreements/mail/began", Topic.LEGAL),
    ("approvals/mail/advice_*", Topic.LEGAL),  # a personal link, to somebody who may have no account
    ("agreements/mail/party_leaves", Topic.LEGAL),
    ("support/mail/*", Topic.PROMISES),
    ("*/mail/*suspen*", Topic.LEGAL),  # 48 hours are counted in hours
    ("cases/mail/call*", Topic.DEADLINES),
    *((f"*/mail/deadline_{kind}", Topic.LEGAL) for kind in LEGAL_KINDS),
    ("*/mail/deadline*", Topic.DEADLINES),
    ("*/mail/*refus*", Topic.LEGAL),
    ("*/mail/*notice*", Topic.LEGAL),
    ("*/mail/*withdraw*", Topic.LEGAL),
    ("cases/mail/stopped", Topic.LEGAL),
    ("cases/mail/ended", Topic.LEGAL),
    ("cases/mail/superseded", Topic.LEGAL),
    ("cases/mail/referred", Topic.LEGAL),
    ("cases/mail/out_of_scope", Topic.LEGAL),
    ("*/mail/*report*", Topic.REPORTS),
    ("*/mail/*evaluation*", Topic.REPORTS),
    ("reports/mail/*", Topic.REPORTS),
    ("deadlines/mail/*", Topic.DEADLINES),
    ("*/mail/*_due", Topic.DEADLINES),
    ("*/mail/*_late", Topic.DEADLINES),
    ("*/mail/nudge*", Topic.DEADLINES),
    ("cases/mail/climbed*", Topic.DEADLINES),
    ("cases/mail/paused", Topic.DEADLINES),  # its days move
    ("cases/mail/resumed", Topic.DEADLINES),
    ("*/mail/appointed*", Topic.PEOPLE),
    ("*/mail/involved", Topic.PEOPLE),
    ("collectives/mail/*", Topic.PEOPLE),
    ("relay/mail/*", Topic.PEOPLE),
    ("readiness/mail/*", Topic.PROMISES),
    ("phases/mail/*", Topic.PROMISES),
    ("agreements/mail/*", Topic.TEXT),
    ("approvals/mail/*", Topic.TEXT),
    ("sizes/mail/*", Topic.TEXT),
    ("tailoring/mail/*", Topic.TEXT),
    ("cases/mail/*", Topic.CONVERSATION),
    ("conversations/mail/*", Topic.CONVERSATION),
    ("discussion/mail/*", Topic.CONVERSATION),
]


def topic_of(template: str, data: dict[str, Any] | None = None) -> Topic:
    """A template without a line goes at once: a test of the house says that it is missing."""
    # One template reminds of many kinds of deadline, and one asks to call about them.
    kind = (data or {}).get("kind") if template.endswith(("/deadline", "/call")) else None
    name = f"{template}_{kind}" if kind else template
    return next((topic for pattern, topic in TABLE if fnmatchcase(name, pattern)), Topic.LEGAL)
