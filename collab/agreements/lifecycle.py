"""The life of an agreement, and its three weights."""

from flask_babel import lazy_gettext as _

from collab.collectives.words import Named


class Status(Named):
    NEGOTIATING = "negotiating", _("being drafted")
    SIGNING = "signing", _("waiting for signatures")
    ACTIVE = "active", _("in force")
    ENDED = "ended", _("ended")
    WITHDRAWN = "withdrawn", _("withdrawn")


MOVES = {
    Status.NEGOTIATING: {Status.SIGNING, Status.WITHDRAWN},
    Status.SIGNING: {Status.NEGOTIATING, Status.ACTIVE, Status.WITHDRAWN},
    Status.ACTIVE: {Status.ENDED},
    Status.ENDED: set(),
    Status.WITHDRAWN: set(),
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
    AGREED = "agreed", _("all agree")
