"""How the events of an agreement read in a timeline."""

from datetime import date

from flask_babel import format_date, gettext
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
    agreement__ended=_("The term of the agreement is over"),
    agreement__withdrawn=_("The text went no further"),
    agreement__cast=_("changed the role of a party"),
    agreement__replaced=_("This text is replaced by the changed one"),
    agreement__weighed=_("chose another size for the agreement"),
    document__printed=_("The paper of the agreement is ready"),
)


@tells("agreement.proposed")
def proposed(event: Event) -> str:
    number = event.data["article"]
    if event.data.get("answers"):
        return gettext("made a counter-proposal for article %(article)d", article=number)
    return gettext("proposed a text for article %(article)d", article=number)


@tells("agreement.rejected")
def rejected(event: Event) -> str:
    number = event.data["article"]
    return gettext("said no to the proposal for article %(article)d, with a reason", article=number)


@tells("agreement.taken_back")
def taken_back(event: Event) -> str:
    return gettext("withdrew the own proposal for article %(article)d", article=event.data["article"])


@tells("agreement.undone")
def undone(event: Event) -> str:
    return gettext("took back the last step on article %(article)d", article=event.data["article"])


@tells("agreement.nudged")
def nudged(event: Event) -> str:
    """In the same words, whoever asks and whoever is asked."""
    since = format_date(date.fromisoformat(event.data["since"]), "d MMMM y")
    return gettext("asked when the answer comes, as the turn has not moved since %(day)s", day=since)


@tells("agreement.amending")
def amending(event: Event) -> str:
    return gettext("proposed to change the agreement, in the text %(ref)s", ref=event.agreement.ref)


@tells("agreement.party_joins")
def party_joins(event: Event) -> str:
    day = format_date(date.fromisoformat(event.data["on"]), "d MMMM y")
    return gettext("proposed that a party joins on %(day)s", day=day)


@tells("agreement.party_leaves")
def party_leaves(event: Event) -> str:
    day = format_date(date.fromisoformat(event.data["on"]), "d MMMM y")
    return gettext("proposed that a party leaves after %(day)s", day=day)


@tells("agreement.agreed")
def agreed(event: Event) -> str:
    return gettext("agreed to article %(article)d", article=event.data["article"])
