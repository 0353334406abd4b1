"""The words of this slice: phases, what becomes of a proposal, moments to decide, reasons to talk."""

from enum import StrEnum

from flask_babel import lazy_gettext as _

from collab.collectives.words import Named


class Phase(StrEnum):
    """Where a collective is on its own road; says nothing about how good it is. Its words: `plans`."""

    SIGNAL = "signal"
    IDEA = "idea"
    FORMING = "forming"
    TRIAL = "trial"
    RUNNING = "running"
    CONSOLIDATING = "consolidating"
    SCALE = "scale"
    MATURE = "mature"
    RENEWAL = "renewal"


class Outcome(Named):
    """What became of a proposed phase."""

    OPEN = "open", _("on the table")
    AGREED = "agreed", _("agreed")
    REPLACED = "replaced", _("another one was proposed")
    LEFT = "left", _("left as it was")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Turning(Named):
    """A moment in the life of a collective at which it decides something (domain 3)."""

    FIRST_MONEY = "first_money", _("first money")
    LEGAL_FORM = "legal_form", _("choosing a legal form")
    FIRST_PLACE = "first_place", _("first fixed place")
    FIRST_AGREEMENT = "first_agreement", _("first agreement")
    FIRST_PAID = "first_paid", _("first paid person")
    FOUNDER_LEAVES = "founder_leaves", _("somebody who founded it leaves")
    NEW_OFFER = "new_offer", _("a new kind of work")
    DOUBLING = "doubling", _("twice as many members")
    FIRST_LOAN = "first_loan", _("first loan")
    TAKEOVER = "takeover", _("somebody wants to take it over")
    GRANT_ENDS = "grant_ends", _("a large grant ends")
    NEW_COUNCIL = "new_council", _("a new council")
    MERGER = "merger", _("merging or splitting")


class Cause(Named):
    """Why both sides are asked to talk."""

    MOMENT = "moment", _("There is something to decide")
    ONE_CARRIER = "one_carrier", _("It rests on one person")
    SAME_VOICE = "same_voice", _("The same person has represented it for more than four years")
    NO_ASSEMBLY = "no_assembly", _("No assembly of the members in a year")
    LATE_REPORTS = "late_reports", _("The report came late twice")
    SUPPORT_ENDED = "support_ended", _("Support ended and nobody carries it on")
    CONTACT_CHANGED = "contact_changed", _("The contact person changed twice in a year")
    PERMIT_FIRST = "permit_first", _("A permit ends before the agreement does")
    ONE_SOURCE = "one_source", _("Nearly all money comes from one source")
    NO_START = "no_start", _("Signed half a year ago, and not begun")
    SILENCE = "silence", _("You have not spoken for a while")


OWN_AFFAIR = {Cause.ONE_SOURCE, Cause.ONE_CARRIER, Cause.SAME_VOICE, Cause.NO_ASSEMBLY, Cause.LATE_REPORTS}

# What to talk about, told to both sides in the same words.
TALK = {
    Cause.MOMENT: _("Look together at what changes, who it concerns and what help would be welcome."),
    Cause.ONE_CARRIER: _(
        "Who could share the work, or take it over for a while? The municipality can help look."
    ),
    Cause.SAME_VOICE: _("That is a strength. Who could learn it now, so that nobody has to go on alone?"),
    Cause.NO_ASSEMBLY: _("Did the members meet in another way? Would a room or a hand help?"),
    Cause.LATE_REPORTS: _(
        "Is what is asked still in proportion? Perhaps it can be lighter, or at another time."
    ),
    Cause.SUPPORT_ENDED: _("Is it still needed, and who could carry it on?"),
    Cause.CONTACT_CHANGED: _("What got lost in between? Say what the new contact person should know."),
    Cause.PERMIT_FIRST: _("Who asks for the extension, and in time?"),
    Cause.ONE_SOURCE: _("What happens when that source stops? Look together for a second one."),
    Cause.NO_START: _("What stands in the way, on either side? Starting later is fine."),
    Cause.SILENCE: _("A short call is enough: how is it going, and is anything needed?"),
}


class Source(Named):
    """Who offers something on the menu."""

    MUNICIPALITY = "municipality", _("the municipality")
    THIRD_PARTY = "third_party", _("another organisation")
    COLLECTIVE = "collective", _("another collective")


WEIGHTS = (_("usually not needed"), _("helps a little"), _("usually helps"), _("helps a lot"))
