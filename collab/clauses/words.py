"""The words of the clause library."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from collab.collectives.words import Named
from collab.history.telling import quiet

quiet("clause.worded", "clause.retired", "clause.noted")  # told on the page of the topic itself


class Level(Named):
    """How far a wording lies from what the municipality would rather agree."""

    PREFERRED = "preferred", _("preferred")
    ACCEPTABLE = "acceptable", _("acceptable")
    NEEDS_APPROVAL = "needs_approval", _("needs approval")

    @property
    def meaning(self) -> str:
        return {
            Level.PREFERRED: gettext("This is the text to begin with."),
            Level.ACCEPTABLE: gettext("A good second choice. Nobody has to be asked."),
            Level.NEEDS_APPROVAL: gettext("Possible, when somebody with a mandate approves it."),
        }[self]

    @property
    def badge(self) -> str:
        return {Level.PREFERRED: "success", Level.ACCEPTABLE: "neutral"}.get(self, "warning")
