"""The words of advice, approval and decisions."""

from flask_babel import lazy_gettext as _

from collab.collectives.words import Named


class Result(Named):
    """What an adviser thinks of it."""

    FAVOURABLE = "favourable", _("favourable")
    CONDITIONS = "conditions", _("favourable, with conditions")
    UNFAVOURABLE = "unfavourable", _("unfavourable")
    NONE = "none", _("no advice")


class Standing(Named):
    """How far a request for advice is. Both sides read this, and nothing of what was advised."""

    WAITING = "waiting", _("waits for an answer")
    ANSWERED = "answered", _("answered")
    DEEMED = "deemed", _("silence counts as consent")
    UNANSWERED = "unanswered", _("no answer")
    WITHDRAWN = "withdrawn", _("not needed any more")


class SeatKind(Named):
    """Who has to approve."""

    MANDATE = "mandate", _("the mandate holder who reaches far enough")
    DUTY = "duty", _("somebody with this post")
    PERSON = "person", _("this person")
    COLLEAGUE = "colleague", _("somebody else of the municipality")
    BOARD = "board", _("a representative")


class RoundState(Named):
    RUNNING = "running", _("is going on")
    COMPLETE = "complete", _("approved")
    CHANGE = "change", _("a change was asked")
    LAPSED = "lapsed", _("lapsed: the text changed")


class SeatState(Named):
    WAITING = "waiting", _("comes after the earlier step")
    ASKED = "asked", _("asked")
    APPROVED = "approved", _("approved")
    CHANGE = "change", _("asked for a change")
    REPLACED = "replaced", _("somebody else was asked")
    DROPPED = "dropped", _("not needed any more")


class DecisionKind(Named):
    EXECUTIVE = "executive", _("decision of the executive")
    COUNCIL = "council", _("decision of the council")
    MANDATE = "mandate", _("decision under mandate")
    PERMIT = "permit", _("permit")
    EXEMPTION = "exemption", _("exemption")
    GRANT = "grant", _("grant (Awb 4:36)")
    LEASE = "lease", _("lease")
    LOAN = "loan", _("loan for use")
    HERITAGE = "heritage", _("heritage decision")
    ORDER = "order", _("order")
    OTHER = "other", _("another decision")
