"""The words of the ledger: states of a promise, rhythms, sorts."""

from flask_babel import lazy_gettext as _

from collab.collectives.words import Named


class State(Named):
    ASKED = "asked", _("asked")
    OFFERED = "offered", _("offered")
    PROMISED = "promised", _("promised")
    UNDER_WAY = "under_way", _("under way")
    DELIVERED = "delivered", _("delivered")
    CONFIRMED = "confirmed", _("confirmed")
    CONTESTED = "contested", _("contested")  # the other side did not receive what was delivered
    DECLINED = "declined", _("declined")
    RELEASED = "released", _("released")  # let go by the side to which it was promised
    ENDED = "ended", _("ended")  # its time is over, or it was taken back before anybody promised


# How many of the five shapes are filled on the page.
FILLED = {
    State.ASKED: 1, State.OFFERED: 2, State.PROMISED: 3, State.UNDER_WAY: 3, State.DELIVERED: 4,
    State.CONFIRMED: 5, State.CONTESTED: 3, State.DECLINED: 1, State.RELEASED: 3, State.ENDED: 5,
}  # fmt: skip

MOVES = {
    State.ASKED: {State.OFFERED, State.PROMISED, State.DECLINED, State.ENDED},
    State.OFFERED: {State.PROMISED, State.DECLINED, State.ENDED},
    State.PROMISED: {State.UNDER_WAY, State.DELIVERED, State.RELEASED, State.ENDED},
    State.UNDER_WAY: {State.DELIVERED, State.RELEASED, State.ENDED},
    State.DELIVERED: {State.CONFIRMED, State.CONTESTED, State.PROMISED},
    State.CONTESTED: {State.DELIVERED, State.CONFIRMED, State.PROMISED, State.RELEASED, State.ENDED},
    State.CONFIRMED: {State.PROMISED, State.RELEASED, State.ENDED},
    State.DECLINED: set(),
    State.RELEASED: set(),
    State.ENDED: set(),
}
OVER = {state for state, then in MOVES.items() if not then}
OWED = {State.PROMISED, State.UNDER_WAY, State.CONTESTED}  # somebody still has to do it
GIVEN = {*OWED, State.DELIVERED, State.CONFIRMED}  # a promise, and not a question or an offer


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
    """What is promised: an act of the agreement, a report, or one of the sorts of support (domain 3)."""

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


class CarriesOn(Named):
    """What happens when the time of a promise is over."""

    SUCCESSOR = "successor", _("somebody else carries on")
    NEW_SOURCE = "new_source", _("it goes on from another source")
    STOPS = "stops", _("it stops")


class About(Named):
    """What somebody said with a step: why not, what instead, thanks."""

    REFUSAL = "refusal", _("why not")
    ALTERNATIVE = "alternative", _("what is possible")
    CONTEST = "contest", _("what was not received")
    ANSWER = "answer", _("answer")
    RELEASE = "release", _("words with letting go")
    CARRY_ON = "carry_on", _("what happens afterwards")
    BUDGET = "budget", _("in the budget papers")


class Matter(Named):
    """What both sides have to agree on."""

    NEW_DAY = "new_day", _("a later day")
    SETTLEMENT = "settlement", _("a way to settle it")


class Outcome(Named):
    OPEN = "open", _("waits for an answer")
    AGREED = "agreed", _("agreed")
    REFUSED = "refused", _("not agreed")
    LAPSED = "lapsed", _("overtaken by what happened since")
