"""The words of this slice: how far a mail has come."""

from enum import StrEnum

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from collab.history import Event
from collab.history.telling import tells


class Progress(StrEnum):
    SENT = "sent"
    WAITING = "waiting"
    IN_DOUBT = "in_doubt"
    REFUSED = "refused"
    DROPPED = "dropped"

    @property
    def label(self):
        return {
            Progress.SENT: _("mail sent"),
            Progress.WAITING: _("mail waits to be sent"),
            Progress.IN_DOUBT: _("mail perhaps arrived, will be sent again"),
            Progress.REFUSED: _("mail refused"),
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
