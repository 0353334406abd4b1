"""How a cooperation reads: what happened in it, what is due, what the side on turn is asked to do."""

from collections.abc import Callable
from datetime import datetime

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from collab.deadlines import Deadline, Kind
from collab.deadlines.rules import rule_of
from collab.history import Event
from collab.history.telling import quiet, say, tells
from collab.people.words import Side
from collab.words import moment

from .beside import BesideKind
from .lifecycle import ROAD, RUNNING, STOPPED, Stage
from .models import Case, ContactRole
from .terms import BESIDE_STAGES, OF_STAGES

Asker = Callable[[Case, Side], str | None]
_askers: list[Asker] = []

quiet("case.said", "deadline.came_near")
say(
    case__opened=_("began this cooperation"),
    case__involved=_("brought another party into this cooperation"),
    case__described=_("changed the facts of this cooperation"),
    case__suspension_ended=_("ended the suspension"),
    case__settled=_("said that the sides agree again"),
    case__published=_("made the agreement public"),
    case__work_begun=_("said that the work has begun"),
    case__said_farewell=_("said what their side takes along from this cooperation"),
)

MOVED = {
    Stage.EXPLORING: _("took up this cooperation"),
    Stage.DRAFTING: "",
    Stage.SIGNING: "",
    Stage.ACTIVE: "",
    Stage.PARKED: _("let this cooperation rest for a while"),
    Stage.WITHDRAWN: _("stopped this cooperation before there was an agreement"),
    Stage.REFUSED: _("said no, with the reasons, what would change it and where to turn"),
    Stage.OUT_OF_SCOPE: _("said where this belongs better"),
    Stage.SUPERSEDED: _("let this go on in another cooperation"),
    Stage.SUBMITTED: _("submitted the proposal"),
    Stage.AWAITING_COMPLETION: _("asked for more"),
    Stage.ENDING: "",
    Stage.CLOSED: _("closed this cooperation"),
}
ASKED = {
    Stage.EXPLORING: _("Get acquainted, and begin the text when you are ready for it"),
    Stage.DRAFTING: _("Work on the text of the agreement"),
    Stage.SIGNING: _("Sign the agreement"),
    Stage.ENDING: _("Round off the cooperation together"),
}
OF_THE_WHOLE = {
    Kind.APPROVAL,
    Kind.MIDTERM_CHECK,
    Kind.WITHDRAWAL_TAKES_EFFECT,
    Kind.HANDOVER,
    Kind.FINAL_REPORT,
}
DUE = {
    Kind.TURN: _("on turn until this day"),
    Kind.SIGNATURE: _("signs the agreement"),
    Kind.EVALUATION: _("evaluation of the agreement"),
    Kind.TERM_ENDS: _("the agreement ends"),
    Kind.NOTICE_DAY: _("last day to give notice"),
    Kind.START: _("the work starts"),
    Kind.CONVERSATION: _("talk about the values again"),
    Kind.MANDATE_ENDS: _("give somebody the mandate to sign"),
}


@tells("case.moved")
def moved(event: Event) -> str:
    to = Stage(event.data["to"])
    if event.actor_id is None:
        return (
            ""
            if to in {*RUNNING, Stage.SIGNALLED, Stage.ENDING}
            else gettext("This cooperation goes on again")
        )
    if event.data.get("before") in {*STOPPED, Stage.PARKED}:
        return gettext("took up this cooperation again: %(stage)s", stage=to.label)
    return (
        str(MOVED[to]) if to in MOVED else gettext("took this cooperation on to: %(stage)s", stage=to.label)
    )


@tells("case.left")
def left(event: Event) -> str:
    return gettext("said that %(party)s stops; the others go on", party=event.collective.name)


@tells("case.paused")
def paused(event: Event) -> str:
    if reason := said_with(event, BesideKind.PAUSED):
        return gettext("stopped the clock of both sides: “%(reason)s”", reason=reason)
    return gettext("stopped the clock of both sides")


@tells("case.disputed")
def disputed(event: Event) -> str:
    if reason := said_with(event, BesideKind.DISPUTED):
        return gettext("noted that the sides do not agree: “%(reason)s”", reason=reason)
    return gettext("noted that the sides do not agree")


def said_with(event: Event, kind: BesideKind) -> str | None:
    """The reason that somebody gave with it."""
    rows = [row for row in event.case.besides if row.kind == kind and row.noted_at <= event.happened_at]
    return rows[-1].reason if rows else None


@tells("case.resumed")
def resumed(event: Event) -> str:
    return ngettext(
        "let the clock run on, with %(num)s day more for everything",
        "let the clock run on, with %(num)s days more for everything",
        event.data["days"],
    )


@tells("case.suspended")
def suspended(event: Event) -> str:
    starts_at = datetime.fromisoformat(event.data["starts_at"])
    return gettext("suspended the work from %(moment)s", moment=moment(starts_at))


@tells("case.appointed")
def appointed(event: Event) -> str:
    role, number = ContactRole(event.data["role"]).label, event.data.get("person")
    if number == event.actor_id:
        return gettext("is the %(role)s from now on", role=role)
    name = next((contact.person.name for contact in event.case.contacts if contact.person_id == number), "")
    if event.actor_id is None and name:
        return gettext("%(name)s is the %(role)s from now on", name=name, role=role)
    return gettext("made %(name)s the %(role)s", name=name, role=role) if name else ""


def asks(function: Asker) -> Asker:
    """A later slice may know better than the stage what the side on turn does next; None: it does not."""
    _askers.append(function)
    return function


def asked_exactly(case: Case, side: Side) -> str:
    """For the page of one cooperation: what lies on the table may be looked up."""
    return next((said for ask in _askers if (said := ask(case, side))), None) or asked_of(case, side)


def asked_of(case: Case, side: Side) -> str:
    """What the side on turn does next."""
    if case.stage == Stage.SIGNALLED and side == Side.MUNICIPALITY:
        return gettext("Get in touch and say who the contact person is")
    return str(ASKED.get(case.stage) or ROAD[case.stage].act or _("React in the conversation"))


def due_words(deadline: Deadline) -> str:
    """What happens on the day of a deadline, after the name of who does it."""
    if deadline.kind == Kind.SUPPORT_ENDS:
        return gettext("the support ends: %(what)s", what=deadline.subject)
    if deadline.kind == Kind.PERMIT_ENDS:
        return gettext("the permit ends: %(what)s", what=deadline.subject)
    if deadline.kind == Kind.DEVIATION_ENDS:
        return gettext("the tailoring ends: %(what)s", what=deadline.subject)
    if deadline.kind == Kind.OPINION:
        return gettext("advice of %(unit)s is due", unit=deadline.subject)
    if deadline.kind == Kind.HANDING_OVER:
        return gettext("%(name)s hands over to somebody else", name=deadline.subject)
    if deadline.kind in {Kind.INTRODUCTION, Kind.COUNCIL_CHANGES}:
        return gettext("get acquainted: %(who)s", who=deadline.subject)
    if deadline.kind == Kind.AUTHORITY_ENDS:
        return gettext("the authority of %(name)s to sign ends", name=deadline.subject)
    if deadline.kind in {Kind.PROMISE, Kind.REPORT}:
        return deadline.subject
    return str(DUE.get(deadline.kind) or _act(deadline))


def _act(deadline: Deadline) -> str:
    """As the catalogue calls it, and what it is about where that is not the cooperation itself."""
    act = rule_of(deadline.kind).says("act")
    act = act[:1].lower() + act[1:]
    of_the_whole = deadline.kind in OF_STAGES | BESIDE_STAGES | OF_THE_WHOLE
    return act if of_the_whole else f"{act}: {deadline.subject}"
