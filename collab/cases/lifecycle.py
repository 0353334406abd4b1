"""The road of a case, from first signal to the end: who moves next, what the public sees, where it may go."""

from typing import NamedTuple

from flask_babel import lazy_gettext as _

from collab.collectives.words import Named


class Stage(Named):
    SIGNALLED = "signalled", _("first contact")
    EXPLORING = "exploring", _("getting acquainted")
    DRAFTING = "drafting", _("drafting the agreement")
    SIGNING = "signing", _("signing")
    ACTIVE = "active", _("running")
    ENDING = "ending", _("rounding off")
    CLOSED = "closed", _("ended")
    PARKED = "parked", _("resting")
    WITHDRAWN = "withdrawn", _("stopped before an agreement")


class Waits(Named):
    COLLECTIVE = "collective", _("the collective")
    MUNICIPALITY = "municipality", _("the municipality")
    BOTH = "both", _("both sides")
    NOBODY = "nobody", _("nobody")


class Row(NamedTuple):
    waits_for: Waits
    public: object
    badge: str
    then: tuple[Stage, ...] = ()


IN_TALKS, RUNNING, OVER = _("in talks"), _("running"), _("ended")

ROAD = {
    Stage.SIGNALLED: Row(
        Waits.MUNICIPALITY, IN_TALKS, "neutral",
        (Stage.EXPLORING, Stage.DRAFTING, Stage.PARKED, Stage.WITHDRAWN),
    ),
    Stage.EXPLORING: Row(Waits.BOTH, IN_TALKS, "neutral", (Stage.DRAFTING, Stage.PARKED, Stage.WITHDRAWN)),
    Stage.DRAFTING: Row(
        Waits.BOTH, IN_TALKS, "neutral", (Stage.SIGNING, Stage.EXPLORING, Stage.PARKED, Stage.WITHDRAWN)
    ),
    Stage.SIGNING: Row(Waits.BOTH, IN_TALKS, "neutral", (Stage.DRAFTING, Stage.ACTIVE, Stage.WITHDRAWN)),
    Stage.ACTIVE: Row(Waits.NOBODY, RUNNING, "success", (Stage.ENDING,)),
    Stage.ENDING: Row(Waits.BOTH, RUNNING, "neutral", (Stage.CLOSED,)),
    Stage.CLOSED: Row(Waits.NOBODY, OVER, "inactive"),
    Stage.PARKED: Row(
        Waits.NOBODY, IN_TALKS, "inactive",
        (Stage.SIGNALLED, Stage.EXPLORING, Stage.DRAFTING, Stage.WITHDRAWN),
    ),
    Stage.WITHDRAWN: Row(Waits.NOBODY, OVER, "inactive"),
}  # fmt: skip
