"""The words of what was promised in a conversation."""

from flask_babel import lazy_gettext as _

from collab.collectives.words import Named


class Hearsay(Named):
    WAITING = "waiting", _("not confirmed yet")
    CONFIRMED = "confirmed", _("said so, says the other side")
    CONTESTED = "contested", _("remembered otherwise")
    WITHDRAWN = "withdrawn", _("taken back")
