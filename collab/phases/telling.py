"""How the events of phases read in a timeline."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import select

from collab.db import db
from collab.history import Event
from collab.history.telling import quiet, say, tells

from .models import PhaseProposal
from .plans import name_of
from .words import OWN_AFFAIR, Cause, Phase, Turning

quiet("phase_tuning.tuned", "menu_offer.added", "menu_offer.changed", "menu_offer.closed")
say(
    collective__joined_phase=_("agreed that an activity goes along with the whole again"),
    phase_proposal__left=_("left the phase as it is"),
    phase_proposal__withdrawn=_("took back the proposed phase"),
    shared_challenge__given=_("told the municipality of a challenge"),
    shared_challenge__taken_back=_("took back what was told of a challenge"),
)


@tells("phase_proposal.made")
def proposed(event: Event) -> str:
    if "phase" not in event.data:
        return gettext("proposed that an activity goes along with the whole again")
    phase, mine = name_of(Phase(event.data["phase"])), PhaseProposal.collective_id == event.collective_id
    made = db.session.scalars(select(PhaseProposal).where(mine).order_by(PhaseProposal.id))
    said = [it.reason for it in made if it.phase == event.data["phase"] and it.made_at <= event.happened_at]
    if said:
        return gettext("proposed the phase “%(phase)s”: “%(reason)s”", phase=phase, reason=said[-1])
    return gettext("proposed the phase “%(phase)s”", phase=phase)


@tells("collective.entered_phase")
def entered(event: Event) -> str:
    phase = Phase(event.data["phase"])
    before = select(Event).where(Event.collective_id == event.collective_id, Event.id < event.id)
    earlier = db.session.scalars(before.where(Event.name == event.name).order_by(Event.id)).all()
    if earlier and list(Phase).index(Phase(earlier[-1].data["phase"])) > list(Phase).index(phase):
        return gettext("agreed to go back to the phase “%(phase)s”", phase=name_of(phase))
    return gettext("agreed to the phase “%(phase)s”", phase=name_of(phase))


@tells("collective.split_phase")
def split(event: Event) -> str:
    phase = name_of(Phase(event.data["phase"]))
    return gettext("agreed to the phase “%(phase)s” for one activity", phase=phase)


@tells("turning_point.marked")
def marked(event: Event) -> str:
    return gettext("marked a moment to decide: %(kind)s", kind=Turning(event.data["kind"]).label)


@tells("reason_to_talk.said")
def said(event: Event) -> str:
    return gettext("put on the list to talk about: “%(about)s”", about=_about(event))


@tells("reason_to_talk.talked")
def talked(event: Event) -> str:
    return gettext("wrote that both talked about “%(about)s”", about=_about(event))


@tells("reason_to_talk.put_off")
def put_off(event: Event) -> str:
    return gettext("put off a conversation")


def _about(event: Event) -> object:
    """What is of one collective is not told on, where another one reads along."""
    cause = Cause(event.data["cause"])
    if cause in OWN_AFFAIR and len(event.case.participants) > 1:
        return gettext("something of one collective")
    return cause.label
