"""The words of the conversation before the text."""

from flask_babel import lazy_gettext as _

from collab.collectives.words import Named


class Value(Named):
    """The eight values that carry a cooperation. domain.md 10.4."""

    TRUST = "trust", _("trust")
    RECIPROCITY = "reciprocity", _("reciprocity")
    TRANSPARENCY = "transparency", _("transparency")
    INCLUSIVENESS = "inclusiveness", _("inclusiveness")
    AUTONOMY = "autonomy", _("civic autonomy")
    RESPONSIBILITY = "responsibility", _("responsibility")
    PROPORTIONALITY = "proportionality", _("proportionality")
    SUSTAINABILITY = "sustainability", _("sustainability")
