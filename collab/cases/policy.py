"""Who may do what in a case. None is yes, a sentence is why not."""

from flask_babel import gettext as _

from collab.collectives.models import Membership
from collab.collectives.words import MemberRole
from collab.people.models import Person
from collab.people.words import Duty, Side

from . import hindering, parting
from .beside import BesideKind
from .lifecycle import OVER, ROAD, RUNNING, STOPPED, WAYS_OUT, Mover, Stage
from .models import Case

LOOKS_AFTER_ALL = {Duty.INTEGRAL_TEAM, Duty.COORDINATOR}


def see(person: Person, case: Case) -> None:
    """Everyone for whom it exists may read it."""


def speaks_for_municipality(person: Person, case: Case) -> bool:
    """Who stands in for somebody who is away does what they do, for as long as they are away."""
    if person in {case.contact, case.deputy} or person.duties & LOOKS_AFTER_ALL:
        return True
    held = {one.id for one in (case.contact, case.deputy) if one}
    return person.is_officer and bool(held & person.stands_in_for)


def writes_for_collective(person: Person, case: Case) -> bool:
    return acts_for_collective(person, case, {MemberRole.EDITOR, MemberRole.REPRESENTATIVE})


def acts_for_collective(person: Person, case: Case, roles: set[MemberRole]) -> bool:
    """A civil servant who is in a collective too acts for the municipality: nobody is on two sides."""
    return not person.is_officer and any(c.role_of(person) in roles for c in case.collectives)


def start(person: Person) -> str | None:
    """Begin a cooperation, for one's own collective or, as a civil servant, for any."""
    if person.is_officer or any(_represents(membership) for membership in person.memberships):
        return None
    return _("A representative of a collective starts a cooperation. Register your group first, or ask them.")


def write(person: Person, case: Case) -> str | None:
    """Say something or write a text, for either side."""
    if case.stage in OVER:
        return _("This cooperation has ended.")
    if speaks_for_municipality(person, case) or writes_for_collective(person, case):
        return None
    return _("You can read this cooperation. Its contact persons and editors of the collective write in it.")


def represent(person: Person, case: Case) -> str | None:
    """Agree, promise or confirm, for either side. After the end until it is in the archive."""
    if case.stage in STOPPED | {Stage.ARCHIVED}:
        return _("This cooperation has ended.")
    return travel(person, case)


def travel(person: Person, case: Case) -> str | None:
    """Say where a cooperation goes, also one that stopped."""
    if speaks_for_municipality(person, case):
        return None
    if acts_for_collective(person, case, {MemberRole.REPRESENTATIVE}):
        return None
    return _("Only contact persons of the municipality and representatives of the collective can do this.")


def take(person: Person, case: Case) -> str | None:
    if not person.is_officer:
        return _("Only people of the municipality can do this.")
    if case.contact:
        return _("%(name)s is the contact person already.", name=case.contact.name)
    return None


def appoint(person: Person, case: Case) -> str | None:
    if speaks_for_municipality(person, case):
        return None
    return _("Only the contact person, the deputy and the integral team can do this.")


def involve(person: Person, case: Case) -> str | None:
    if case.stage not in {Stage.SIGNALLED, Stage.EXPLORING}:
        return _("The parties of the agreement are known already. Others can join before the text begins.")
    return appoint(person, case)


def describe(person: Person, case: Case) -> str | None:
    return write(person, case)


def park(person: Person, case: Case) -> str | None:
    if Stage.PARKED not in ROAD[case.stage].then:
        return _("This cooperation cannot rest at this moment.")
    return represent(person, case)


def withdraw(person: Person, case: Case) -> str | None:
    if not {Stage.WITHDRAWN, Stage.REFUSED} & ROAD[case.stage].then.keys():
        return _("This cooperation cannot stop in this way at this moment.")
    if person.is_officer or parting.stopping(case, person):
        return represent(person, case)
    return represent(person, case) or _("Your collective takes part up to and including today.")


def move(person: Person, case: Case, to: Stage) -> str | None:
    """Take this step on the road."""
    mover = ROAD[case.stage].then.get(to)
    rests = case.stage == Stage.PARKED and to not in WAYS_OUT
    if mover is None or (rests and to != case.wakes_to):
        return _("From here this cooperation cannot go to “%(to)s”.", to=to.label)
    if mover == Mover.TEXT and not _text_waits(case, to):
        return _("This step comes by itself, with the text of the agreement.")
    if is_unused(case, to):
        return _("This stage is not used here: %(stage)s.", stage=to.label)
    if mover in set(Side) and person.side != mover:
        return _("This step is for %(who)s.", who=mover.label)
    return hindering.why_not_yet(case, to) or travel(person, case)


def is_unused(case: Case, to: Stage) -> bool:
    """Who stands on a part of the road that is not used any more, or rested there, goes on along it."""
    return to.is_off and not case.stage.is_off and case.stage != Stage.PARKED


def _text_waits(case: Case, to: Stage) -> bool:
    """A text was begun and left for a while: either side goes on with it."""
    return to == Stage.DRAFTING and any(one.status == "negotiating" for one in case.agreements)


def propose(person: Person, case: Case) -> str | None:
    if case.stage not in {Stage.PROPOSAL, Stage.AWAITING_COMPLETION}:
        return _("No proposal is being written now.")
    if writes_for_collective(person, case):
        return None
    return _("The collective writes its proposal. You can read along.")


def pause(person: Person, case: Case) -> str | None:
    if case.stage in OVER or case.stage == Stage.PARKED:
        return _("Nothing runs here now, so no clock can stand still.")
    if case.is_paused:
        return _("The clock stands still already.")
    return represent(person, case)


def resume(person: Person, case: Case) -> str | None:
    return travel(person, case) if case.is_paused else _("The clock runs.")


def suspend(person: Person, case: Case) -> str | None:
    if case.stage not in RUNNING:
        return _("Only the work of an agreement in force can be suspended.")
    if case.beside(BesideKind.SUSPENDED):
        return _("The work is suspended already.")
    return represent(person, case)


def end_suspension(person: Person, case: Case) -> str | None:
    """Who suspended says when it is over; before it has begun that is the same."""
    row = case.beside(BesideKind.SUSPENDED)
    if row is None:
        return _("The work is not suspended.")
    if row.side != person.side:
        return _("The side that suspended the work can end the suspension.")
    return travel(person, case)


def dispute(person: Person, case: Case) -> str | None:
    if case.stage in OVER:
        return _("This cooperation has ended.")
    if case.beside(BesideKind.DISPUTED):
        return _("It is noted already that you do not agree on something.")
    return represent(person, case)


def settle(person: Person, case: Case) -> str | None:
    """Either side: a dispute is over when they talk it over, and who sees it otherwise notes a new one."""
    return travel(person, case) if case.beside(BesideKind.DISPUTED) else _("No dispute is noted here.")


def begin_work(person: Person, case: Case) -> str | None:
    return travel(person, case) if case.beside(BesideKind.NOT_STARTED) else _("The work has begun already.")


def publish(person: Person, case: Case) -> str | None:
    if not case.beside(BesideKind.UNPUBLISHED):
        return _("There is nothing to publish now.")
    return appoint(person, case)


ACTIONS = {
    "write": write, "represent": represent, "take": take, "appoint": appoint, "involve": involve,
    "describe": describe, "park": park, "withdraw": withdraw, "travel": travel,
    "pause": pause, "resume": resume, "suspend": suspend, "end_suspension": end_suspension,
    "begin_work": begin_work, "publish": publish, "dispute": dispute, "settle": settle,
}  # fmt: skip


def open_to(person: Person, case: Case) -> set[str]:
    return {name for name, rule in ACTIONS.items() if rule(person, case) is None}


def _represents(membership: Membership) -> bool:
    return membership.is_current and membership.role == MemberRole.REPRESENTATIVE


def tune(person: Person) -> str | None:
    if person.has(Duty.ADMINISTRATOR) or person.has(Duty.COORDINATOR):
        return None
    return _("Only administrators and the coordinator of the integral team can do this.")
