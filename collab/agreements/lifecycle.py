"""The life of an agreement, and its three weights."""

from flask_babel import lazy_gettext as _

from collab.collectives.words import Named


class Status(Named):
    NEGOTIATING = "negotiating", _("being drafted")
    SIGNING = "signing", _("waiting for signatures")
    ACTIVE = "active", _("in force")
    ENDED = "ended", _("ended")
    WITHDRAWN = "withdrawn", _("withdrawn")
    REPLACED = "replaced", _("replaced by an amendment")

    @property
    def rank(self) -> int:
        """Which of several agreements is the one people mean: the highest."""
        if self in ON_THE_TABLE:
            return 3
        return {Status.ACTIVE: 2, Status.WITHDRAWN: 0}.get(self, 1)


OVER = {Status.ENDED, Status.WITHDRAWN, Status.REPLACED}
ON_THE_TABLE = {Status.NEGOTIATING, Status.SIGNING}
MOVES = {
    Status.NEGOTIATING: {Status.SIGNING, Status.WITHDRAWN},
    Status.SIGNING: {Status.NEGOTIATING, Status.ACTIVE, Status.WITHDRAWN},
    Status.ACTIVE: {Status.ENDED, Status.REPLACED},
    Status.ENDED: set(),
    Status.WITHDRAWN: set(),
    Status.REPLACED: set(),
}


class Weight(Named):
    """In proportion: small things stay small."""

    LIGHT = "light", _("light")
    COMPLEX = "complex", _("complex")
    CIVIC = "civic", _("civic use")


class PartyRole(Named):
    MUNICIPALITY = "municipality", _("municipality")
    COLLECTIVE = "collective", _("collective")
    LEAD = "lead", _("lead partner")
    MEMBER = "member", _("member")
    GUARANTOR = "guarantor", _("guarantor")
    OWNER = "owner", _("owner")
    THIRD = "third", _("third party")


class ArticleState(Named):
    OPEN = "open", _("open, no proposal yet")
    PROPOSED = "proposed", _("proposal")
    REJECTED = "rejected", _("rejected")
    AGREED = "agreed", _("all agree")


class StepKind(Named):
    """What a party does with a wording of an article."""

    PROPOSED = "proposed", _("proposed this text")
    TAKEN_OVER = "taken_over", _("agreed to this text in the agreement in force")
    AGREED = "agreed", _("agreed")
    REJECTED = "rejected", _("rejected this text")
    WITHDRAWN = "withdrawn", _("withdrew this proposal")
    UNDONE = "undone", _("undid the last step")
