"""How the events of the ledger read in a timeline."""

from datetime import date

from flask_babel import format_date, gettext
from flask_babel import lazy_gettext as _

from collab.db import db
from collab.history import Event
from collab.history.telling import SENTENCES, quiet, tells

from .said import SaidPromise
from .words import CarriesOn

SAID = {
    "promise.asked": _("asked for %(what)s"),
    "promise.offered": _("offered %(what)s"),
    "promise.promised": _("promised %(what)s"),
    "promise.declined": _("said no to %(what)s"),
    "promise.withdrawn": _("took back the question or offer %(what)s"),
    "promise.started": _("began with %(what)s"),
    "promise.delivered": _("delivered %(what)s"),
    "promise.confirmed": _("confirmed the receipt of %(what)s"),
    "promise.contested": _("did not receive %(what)s"),
    "promise.answered": _("answered about what was not received of %(what)s"),
    "promise.settlement_asked": _("proposed a way to settle %(what)s"),
    "promise.settled": _("agreed to settle %(what)s"),
    "promise.new_day_asked": _("asked whether %(what)s can be on %(day)s"),
    "promise.moved": _("agreed to %(day)s for %(what)s"),
    "promise.proposal_refused": _("said no to the proposal about %(what)s"),
    "promise.used": _("noted a use of %(what)s"),
    "promise.budgeted": _("noted that the budget papers hold %(what)s"),
    "promise.released": _("released %(what)s"),
    "promise.sent_back": _("did not receive %(what)s yet"),
    "promise.ended": _("let go of %(what)s"),
}
DELIVERED_AGAIN = _("delivered %(what)s again")
CARRIED = {
    CarriesOn.SUCCESSOR: _("recorded who carries on with %(what)s"),
    CarriesOn.NEW_SOURCE: _("recorded from which source %(what)s goes on"),
    CarriesOn.STOPS: _("recorded that %(what)s stops when its time is over"),
}
HEARD = {
    "said_promise.confirmed": _("confirmed that this was said: %(what)s"),
    "said_promise.contested": _("remembers this otherwise: %(what)s"),
    "said_promise.withdrawn": _("took back what was heard: %(what)s"),
}
quiet("said_promise.noted", "budget_tuning.tuned")


def said(event: Event) -> str:
    """Only what somebody did: what an agreement promises as it begins is told by its beginning."""
    if event.actor_id is None:
        return _by_time(event)
    facts = {"what": gettext("“%(what)s”", what=what_of(event))}
    if to_on := event.data.get("to_on"):
        facts["day"] = format_date(date.fromisoformat(to_on), "long")
    words = DELIVERED_AGAIN if event.data.get("again") else SAID[event.name]
    return str(words) % facts


for name in SAID:
    SENTENCES[name] = said


@tells("promise.carried_on")
def carried_on(event: Event) -> str:
    words = CARRIED[CarriesOn(event.data["how"])]
    return str(words) % {"what": gettext("“%(what)s”", what=what_of(event))}


@tells("said_promise.shared")
def shared(event: Event) -> str:
    what = gettext("“%(what)s”", what=what_was_heard(event))
    if event.actor_id is None:
        return gettext(
            "What was written down of a conversation is now visible to both sides: %(what)s", what=what
        )
    return gettext("asked whether this was promised in a conversation: %(what)s", what=what)


def heard(event: Event) -> str:
    """What was taken back before it was shared is not on the cooperation, so it never comes here."""
    return str(HEARD[event.name]) % {"what": gettext("“%(what)s”", what=what_was_heard(event))}


for name in HEARD:
    SENTENCES[name] = heard


def _by_time(event: Event) -> str:
    """Its time is over; what ends with another text is told with that text."""
    if event.name != "promise.ended" or "amended" in event.data:
        return ""
    return gettext("The time of “%(what)s” is over", what=what_of(event))


def what_of(event: Event) -> str:
    return next((promise.what for promise in event.case.promises if promise.ref == event.data["promise"]), "")


def what_was_heard(event: Event) -> str:
    found = db.session.query(SaidPromise).filter_by(ref=event.data["said"]).one_or_none()
    return found.what if found else ""
