"""Who may do what to an agreement. None is yes, a sentence is why not."""

from flask_babel import gettext as _

from collab.cases import policy as cases
from collab.cases.lifecycle import BEFORE_SIGNING, ROAD, RUNNING, Stage
from collab.cases.models import Case
from collab.cases.queries import visible_to as seen_by
from collab.db import db
from collab.people.models import Person
from collab.people.words import Duty

from . import freezing
from .authority import authority_of, claims_in_round, claims_of, why_no_authority
from .lifecycle import ON_THE_TABLE, OVER, Status
from .models import Agreement


def see(person: Person, agreement: Agreement) -> None:
    """Everyone for whom it exists may read it."""


def draft(person: Person, case: Case) -> str | None:
    if any(a.status not in OVER for a in case.agreements):
        return _("There is an agreement in this cooperation already.")
    if case.stage != Stage.DRAFTING and Stage.DRAFTING not in ROAD[case.stage].then:
        return _why_no_text_now(case)
    if not case.contact:
        return _("First somebody of the municipality takes up this cooperation. They have been told.")
    return cases.represent(person, case)


def propose(person: Person, agreement: Agreement) -> str | None:
    return why_closed(agreement) or _for_another(person, agreement) or cases.write(person, agreement.case)


def agree(person: Person, agreement: Agreement) -> str | None:
    return why_closed(agreement) or _for_another(person, agreement) or cases.represent(person, agreement.case)


def nudge(person: Person, agreement: Agreement) -> str | None:
    """Whoever waits longer than was promised may ask, whichever side it is."""
    closed = why_closed(agreement)
    why_not = closed or _for_another(person, agreement) or cases.write(person, agreement.case)
    if why_not or agreement.late_sides(person):
        return why_not
    return _("The other side is within the time that it promised to answer in.")


def amend(person: Person, agreement: Agreement) -> str | None:
    if agreement.status != Status.ACTIVE or agreement.case.stage not in RUNNING:
        return _("Only an agreement in force can be changed.")
    if agreement.open_amendment:
        return _("A change of this agreement is being prepared already.")
    return _for_another(person, agreement) or cases.represent(person, agreement.case)


def extend(person: Person, agreement: Agreement) -> str | None:
    """Whoever speaks for a party proposes a longer term; it counts when all others agreed."""
    if agreement.status != Status.ACTIVE or agreement.ends_on is None:
        return _("Only a term that still runs can be extended.")
    if agreement.proposed_extension:
        return _("There is a proposal for a longer term already. First it gets an answer.")
    return answer_extension(person, agreement)


def answer_extension(person: Person, agreement: Agreement) -> str | None:
    if why_not := _for_another(person, agreement) or cases.represent(person, agreement.case):
        return why_not
    mine = agreement.party_for(person)
    if mine and mine.is_asked and mine.is_represented_by(person):
        return None
    return _("You do not speak for one of the parties.")


def change_parties(person: Person, agreement: Agreement) -> str | None:
    if agreement.amends is None:
        return _("This is possible only when an agreement in force changes.")
    return freeze(person, agreement)


def stop_amending(person: Person, agreement: Agreement) -> str | None:
    if agreement.amends is None or agreement.status not in ON_THE_TABLE:
        return _("This text is not being written any more.")
    return _for_another(person, agreement) or cases.represent(person, agreement.case)


def freeze(person: Person, agreement: Agreement) -> str | None:
    """Also when the decision came while the text lay with those who decide."""
    decided = agreement.case.stage == Stage.DECISION_PENDING and agreement.status == Status.NEGOTIATING
    closed = None if decided else why_closed(agreement)
    return closed or _for_another(person, agreement) or cases.represent(person, agreement.case)


def why_closed(agreement: Agreement) -> str | None:
    """Why nobody can change the text now."""
    if agreement.status == Status.SIGNING:
        return _("The text is frozen. It can be changed after it goes back to the table.")
    if agreement.status != Status.NEGOTIATING:
        return _("This text is not being written any more.")
    if agreement.case.stage == Stage.INTERNAL_REVIEW:
        return _("The municipality has its own people check this text. It can come back to the table.")
    if agreement.case.stage not in (RUNNING if agreement.amends else {Stage.DRAFTING}):
        return _("This cooperation rests now. The text waits until it wakes up.")
    return None


def weigh(person: Person, agreement: Agreement) -> str | None:
    return freeze(person, agreement)


def reopen(person: Person, agreement: Agreement) -> str | None:
    if not is_being_signed(agreement):
        return _("The text is not waiting for signatures.")
    stands = _for_another(person, agreement) or cases.represent(person, agreement.case)
    if stands is None or authority_of(person, agreement):
        return None
    return _("Only representatives and contact persons can ask for this.")


def sign(person: Person, agreement: Agreement) -> str | None:
    """Whoever is asked to, once it is their turn."""
    if why_not := decline(person, agreement):
        return why_not
    if claims_of(person, agreement):
        return None
    mine = claims_in_round(person, agreement)[0]
    return agreement.text.why_not_sign(mine.party, person, mine.minor)


def decline(person: Person, agreement: Agreement) -> str | None:
    """Whoever is asked to sign in this round can say no from its first day: a no need not wait its turn."""
    if not is_being_signed(agreement):
        return _("There is nothing to sign now.")
    if why_not := freezing.why_not_sign(person, agreement):
        return why_not
    if claims_in_round(person, agreement):
        return None
    party = agreement.party_for(person)
    if party is None:
        return _("You do not speak for one of the parties.")
    return agreement.text.why_not_asked(party, person) or why_no_authority(person, agreement)


def download(person: Person, agreement: Agreement) -> str | None:
    if not agreement.paper or not agreement.paper.is_ready:
        return _("The paper is still being made. It comes by mail to everyone who signed.")
    if agreement.paper.awaits_seal and not agreement.paper.lacks_seal:
        return _("The paper is being sealed. It comes by mail to everyone who signed.")
    return None


def see_mandates(person: Person) -> str | None:
    """Public facts: they are for everyone who may read a cooperation, of a collective too."""
    if person.is_officer or db.session.scalar(seen_by(person).limit(1)):
        return None
    return _("You can read this when you take part in a cooperation.")


def give_mandates(person: Person) -> str | None:
    if not person.has(Duty.ADMINISTRATOR):
        return _("Only an administrator of the municipality can do this.")
    return None


def is_being_signed(agreement: Agreement) -> bool:
    """Not once the cooperation stopped, though the text hears of that a moment later."""
    on_its_way = RUNNING if agreement.amends else {Stage.SIGNING}
    return agreement.status == Status.SIGNING and agreement.case.stage in on_its_way


def _why_no_text_now(case: Case) -> str:
    """Others were called to propose something too, or there is or was an agreement."""
    if case.stage in BEFORE_SIGNING:
        return _("First the proposals are looked at side by side. The text begins after that.")
    return _("This cooperation is being rounded off. For a new agreement a new cooperation begins.")


def _for_another(person: Person, agreement: Agreement) -> str | None:
    """A civil servant who is in a collective too speaks for the municipality, and only on their own cases."""
    if not person.is_officer or cases.speaks_for_municipality(person, agreement.case):
        return None
    return _("Only contact persons of the municipality and representatives of the collective can do this.")


ACTIONS = {
    "propose": propose, "agree": agree, "freeze": freeze, "nudge": nudge,
    "weigh": weigh, "reopen": reopen, "sign": sign, "decline": decline, "download": download,
    "amend": amend, "extend": extend, "change_parties": change_parties, "stop_amending": stop_amending,
}  # fmt: skip


def open_to(person: Person, agreement: Agreement) -> set[str]:
    return {name for name, rule in ACTIONS.items() if rule(person, agreement) is None}
