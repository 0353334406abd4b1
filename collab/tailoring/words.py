"""The words of tailoring: how far a text lies from the library, and what was decided about it."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from collab.agreements.evidence import logs
from collab.collectives.words import Named
from collab.history import Event
from collab.history.telling import tells


class Standing(Named):
    """On what a text stands, beside the clause library."""

    PREFERRED = "preferred", _("a preferred wording")
    ACCEPTABLE = "acceptable", _("an acceptable wording")
    NEEDS_APPROVAL = "needs_approval", _("a wording that needs approval")
    OWN = "own", _("another text than the library has")
    UNUSUAL = "unusual", _("facts that are far from usual")
    NOTHING = "nothing", _("nothing agreed")
    FREE = "free", _("words of their own, as asked")
    OUTSIDE = "outside", _("a rule outside the text")

    @property
    def asks_why(self) -> bool:
        return self in {Standing.NEEDS_APPROVAL, Standing.OWN, Standing.UNUSUAL, Standing.OUTSIDE}

    @property
    def sentence(self) -> str:
        return {
            Standing.NEEDS_APPROVAL: gettext("The library has this text, but somebody has to approve it."),
            Standing.OWN: gettext("This text is different from every standard text of the library."),
            Standing.UNUSUAL: gettext("The numbers are far from what is usual."),
            Standing.OUTSIDE: gettext("A rule outside this text is set aside."),
        }.get(self, "")


class Outcome(Named):
    ALLOWED = "allowed", _("allowed")
    FOR_NOW = "for_now", _("allowed for now, as a trial")
    REFUSED = "refused", _("not allowed")

    @property
    def badge(self) -> str:
        return {Outcome.ALLOWED: "success", Outcome.FOR_NOW: "neutral"}.get(self, "inactive")


logs("deviation.explained", "deviation.decided")


@tells("deviation.explained")
def explained(event: Event) -> str:
    if number := event.data.get("article"):
        return gettext("wrote why article %(number)d is tailored", number=number)
    return gettext("wrote why a rule is set aside")


@tells("deviation.decided")
def decided(event: Event) -> str:
    if number := event.data.get("article"):
        return gettext("wrote down the decision on the tailoring of article %(number)d", number=number)
    return gettext("wrote down the decision to set a rule aside")
