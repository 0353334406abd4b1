"""How the events before the text read in a timeline."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from collab.history import Event
from collab.history.telling import quiet, say, tells

from .words import Value

quiet("expectation.heard", "expectation.committed")  # one hearing is small news; the promise tells itself
say(
    case__put_off_values=_("put the values conversation off for a year"),
    conversation__begun=_("began a values conversation"),
    conversation__set_ready=_("set a text ready for the values conversation"),
    conversation__taken_back=_("took the text for the values conversation back to write on"),
    conversation__opened=_("All parties can read each other's texts of the values conversation"),
    expectation__stated=_("said what to expect"),
    expectation__reworded=_("said in other words what to expect"),
    expectation__withdrawn=_("withdrew an expectation"),
)


@tells("conversation.proposed")
def proposed(event: Event) -> str:
    return gettext("proposed joint words on %(value)s", value=Value(event.data["value"]).label)


@tells("conversation.agreed")
def agreed(event: Event) -> str:
    return gettext("agreed to joint words on %(value)s", value=Value(event.data["value"]).label)
