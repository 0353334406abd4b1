"""How the events of the ledger read in a timeline."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from collab.history import Event
from collab.history.telling import tells

SAID = {
    "promise.asked": _("asked for %(what)s"),
    "promise.offered": _("offered %(what)s"),
    "promise.promised": _("promised %(what)s"),
    "promise.delivered": _("delivered %(what)s"),
    "promise.confirmed": _("confirmed the receipt of %(what)s"),
    "promise.sent_back": _("did not receive %(what)s yet"),
    "promise.taken_back": _("took back that this was delivered: %(what)s"),
    "promise.ended": _("let go of %(what)s"),
}


@tells("promise.asked")
@tells("promise.offered")
@tells("promise.promised")
@tells("promise.delivered")
@tells("promise.confirmed")
@tells("promise.sent_back")
@tells("promise.taken_back")
@tells("promise.ended")
def said(event: Event) -> str:
    """Only what somebody did: what an agreement promises as it begins is told by its beginning."""
    if event.actor_id is None:
        return ""
    sentence = str(SAID[event.name])
    return sentence % {"what": gettext("“%(what)s”", what=what_of(event))}


def what_of(event: Event) -> str:
    return next((promise.what for promise in event.case.promises if promise.ref == event.data["promise"]), "")
