"""How the events of an agreement read in a timeline."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from collab.history import Event
from collab.history.telling import quiet, say, tells

quiet("person.mandated", "person.mandate_revoked")  # told on the page of mandates itself
say(
    agreement__drafted=_("began the text of the agreement"),
    agreement__frozen=_("froze the text for signing"),
    agreement__reopened=_("brought the text back to the table"),
    agreement__signed=_("signed the agreement"),
    agreement__began=_("The agreement is in force: all parties signed"),
    agreement__extended=_("recorded a longer term"),
    agreement__ended=_("The term of the agreement is over"),
    agreement__withdrawn=_("The text went no further"),
    agreement__cast=_("changed the role of a party"),
    agreement__weighed=_("chose another size for the agreement"),
    document__printed=_("The paper of the agreement is ready"),
)


@tells("agreement.proposed")
def proposed(event: Event) -> str:
    return gettext("proposed a text for article %(article)d", article=event.data["article"])


@tells("agreement.agreed")
def agreed(event: Event) -> str:
    return gettext("agreed to article %(article)d", article=event.data["article"])
