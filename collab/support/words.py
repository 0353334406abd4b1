"""The words of the ledger: states of a promise, rhythms, kinds of support."""

from flask_babel import lazy_gettext as _

from collab.collectives.words import Named


class State(Named):
    ASKED = "asked", _("asked")
    OFFERED = "offered", _("offered")
    PROMISED = "promised", _("promised")
    DELIVERED = "delivered", _("delivered")
    CONFIRMED = "confirmed", _("confirmed")
    ENDED = "ended", _("ended")


# How many of the five shapes are filled on the page.
FILLED = {
    State.ASKED: 1, State.OFFERED: 2, State.PROMISED: 3,
    State.DELIVERED: 4, State.CONFIRMED: 5, State.ENDED: 5,
}  # fmt: skip

MOVES = {
    State.ASKED: {State.OFFERED, State.PROMISED, State.ENDED},
    State.OFFERED: {State.PROMISED, State.ENDED},
    State.PROMISED: {State.DELIVERED, State.ENDED},
    State.DELIVERED: {State.CONFIRMED, State.PROMISED},
    State.CONFIRMED: {State.PROMISED, State.ENDED},
    State.ENDED: set(),
}


class Rhythm(Named):
    """How often. `always` has no moments: it simply goes on."""

    ONCE = "once", _("once")
    MONTHLY = "monthly", _("every month")
    QUARTERLY = "quarterly", _("every three months")
    HALF_YEARLY = "half_yearly", _("every half year")
    YEARLY = "yearly", _("every year")
    ALWAYS = "always", _("all the time")

    @property
    def months(self) -> int:
        """Between two moments; 0 when there is no next one."""
        return {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}.get(self.value, 0)


class Sort(Named):
    """What is promised: an act of the agreement, a report, or one of the kinds of support (domain 7.4)."""

    ACT = "act", _("to do")
    REPORT = "report", _("report")
    ANSWER = "answer", _("answer to the report")
    SPACE = "space", _("space")
    MONEY = "money", _("money")
    RECOGNITION = "recognition", _("recognition")
    NETWORKS = "networks", _("networks and knowledge")
    ADMINISTRATIVE = "administrative", _("administrative and legal help")
    GUIDANCE = "guidance", _("guidance")
    MATERIALS = "materials", _("materials and tools")
    TRAINING = "training", _("training")
    COMMUNICATION = "communication", _("communication and visibility")
    STAFF = "staff", _("help of staff")


SUPPORT = tuple(sort for sort in Sort if sort not in {Sort.ACT, Sort.REPORT, Sort.ANSWER})
