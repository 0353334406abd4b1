"""How the events of signing read in a timeline and in the evidence."""

from datetime import date

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from collab.agreements.evidence import logs
from collab.history import Event
from collab.history.telling import quiet, say, tells
from collab.words import day

say(
    agreement__planned=_("laid down how the text will be signed"),
    agreement__asked_code=_("was sent a code by mail"),
    agreement__used_code=_("showed who they are with a code by mail"),
    agreement__declined=_("did not sign, and said why"),
    agreement__handed_over=_("handed the signature over to somebody else"),
    agreement__passed_signature=_("The question to sign passed to the successor"),
    agreement__brought_paper=_("brought a paper with a signature"),
    agreement__confirmed_paper=_("confirmed the signature on paper"),
    agreement__contested_paper=_("did not confirm the signature on paper"),
    agreement__shared_counts=_("shared the outcome of the vote of the members"),
)
logs(
    "agreement.planned", "agreement.invited", "agreement.asked_code", "agreement.used_code",
    "agreement.declined",
    "agreement.handed_over", "agreement.passed_signature", "agreement.moved_signing",
    "agreement.brought_paper", "agreement.confirmed_paper", "agreement.contested_paper",
)  # fmt: skip
# A vote is the business of the collective's own people; its page tells them.
quiet("agreement.asked_members", "agreement.counted_members", "agreement.voted", "agreement.adopted_minutes")


@tells("agreement.invited")
def invited(event: Event) -> str:
    count = len(event.data["people"])
    if "ahead" in event.data:
        return ngettext("One person signs after others", "%(num)s people sign after others", count)
    return ngettext("One person was asked to sign", "%(num)s people were asked to sign", count)


@tells("agreement.moved_signing")
def moved(event: Event) -> str:
    return gettext(
        "chose another day to have signed by: %(day)s", day=day(date.fromisoformat(event.data["due_on"]))
    )
