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

    @property
    def following(self) -> "Value | None":
        """The next one to write about."""
        values = list(Value)
        return next(iter(values[values.index(self) + 1 :]), None)


class Reason(Named):
    """Why a values conversation is held, or asked for again."""

    FIRST = "first", _("to get acquainted")
    YEARLY = "yearly", _("a year has passed")
    CONTACT = "contact", _("another contact person")
    PHASE = "phase", _("the collective entered another phase")
    COUNCIL = "council", _("a new council")
    DISPUTE = "dispute", _("a dispute")
    REQUEST = "request", _("one of us asked for it")


# What helps to begin, under each value. domain.md F19.
QUESTIONS = {
    Value.TRUST: _("How do you tell each other that something does not work out?"),
    Value.RECIPROCITY: _("What does each of you give, and what does each of you get?"),
    Value.TRANSPARENCY: _("What do you want to know of each other, and when?"),
    Value.INCLUSIVENESS: _("Who belongs to it? Whom could you miss without meaning to?"),
    Value.AUTONOMY: _("What does the collective decide for itself?"),
    Value.RESPONSIBILITY: _("What may the other hold you to?"),
    Value.PROPORTIONALITY: _("How many rules and reports fit this plan?"),
    Value.SUSTAINABILITY: _("What must still be there in ten years?"),
}
