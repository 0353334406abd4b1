"""The words of this slice: how far a mail has come."""

from enum import StrEnum

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from collab.history import Event
from collab.history.telling import tells


class Progress(StrEnum):
    SENT = "sent"
    WAITING = "waiting"
    HELD = "held"
    IN_DIGEST = "in_digest"
    IN_APP = "in_app"
    BOUNCED = "bounced"
    IN_DOUBT = "in_doubt"
    REFUSED = "refused"
    UNREACHED = "unreached"
    DROPPED = "dropped"

    @property
    def has_failed(self) -> bool:
        return self in {Progress.BOUNCED, Progress.REFUSED, Progress.UNREACHED}

    @property
    def label(self):
        return {
            Progress.SENT: _("mail sent"),
            Progress.WAITING: _("mail waits to be sent"),
            Progress.HELD: _("mail waits for the quiet hours to end"),
            Progress.IN_DIGEST: _("waits for the mail of the day or week"),
            Progress.IN_APP: _("no mail, stands in “My messages”"),
            Progress.BOUNCED: _("mail came back"),
            Progress.IN_DOUBT: _("mail perhaps arrived, will be sent again"),
            Progress.REFUSED: _("mail refused"),
            Progress.UNREACHED: _("no mail: mail does not arrive at this address"),
            Progress.DROPPED: _("mail not needed any more"),
        }[self]


@tells("notice.refused")
def refused(event: Event) -> str:
    """Not with the server's words, which may hold an address: the list of mails shows those."""
    name = event.person.name if event.person else ""
    return gettext(
        "a mail to %(name)s did not arrive: the mail server refused it (%(answer)s)",
        name=name, answer=event.data["answer"],
    )  # fmt: skip


@tells("notice.bounced")
def bounced(event: Event) -> str:
    name = event.person.name if event.person else ""
    return gettext("a mail to %(name)s came back (%(answer)s)", name=name, answer=event.data["answer"])
