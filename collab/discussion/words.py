"""The words of this slice: who may read a message, and how its news reads."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from collab.collectives.words import Named
from collab.history import Event
from collab.history.telling import quiet, tells


class Audience(Named):
    """For whom a message is meant. The safe one comes first."""

    SIDE = "side", _("Only us")
    PERSON = "person", _("One person")
    ALL = "all", _("All parties")


quiet(
    "comment.written", "comment.edited", "comment.removed", "comment.resolved", "comment.reopened",
    "note.written", "note.edited", "note.removed", "note.resolved", "note.reopened",
)  # fmt: skip


@tells("agreement.explained")
def explained(event: Event) -> str:
    return gettext("wrote what article %(number)d means for them", number=event.data["article"])
