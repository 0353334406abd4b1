"""How readiness reads in a timeline, and how far a gap is."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from collab.collectives.words import Named
from collab.history import Event
from collab.history.telling import quiet, say, tells

from .conditions import Condition

quiet("readiness.begun", "readiness.taken_back")
say(
    readiness__opened=_("began to look with everyone whether both sides are ready"),
    readiness__shared=_("is ready with its view on what both sides need"),
    readiness__compared=_("All views on what both sides need can be read now"),
)


class Progress(Named):
    NEEDED = "needed", _("still needed")
    COMING = "coming", _("on its way")
    THERE = "there", _("is there")

    @property
    def shapes(self) -> int:
        """How many of the three shapes are filled."""
        return list(Progress).index(self) + 1


@tells("gap.marked")
def marked(event: Event) -> str:
    return gettext("wrote down what is still needed: %(condition)s", condition=_named(event))


@tells("gap.helped")
def helped(event: Event) -> str:
    return gettext("named help, a person and a day for: %(condition)s", condition=_named(event))


@tells("gap.settled")
def settled(event: Event) -> str:
    return gettext("said that it is there now: %(condition)s", condition=_named(event))


def _named(event: Event) -> str:
    return str(Condition(event.data["condition"]).label)
