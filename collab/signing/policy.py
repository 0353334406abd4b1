"""Who may do what with the signing of an agreement. None is yes, a sentence is why not."""

from flask_babel import gettext as _

from collab.agreements import policy as agreements
from collab.agreements.authority import authority_of, claims_of
from collab.agreements.models import Agreement
from collab.cases import policy as cases
from collab.people.models import Person

from .scans import PaperSignature, State

see = agreements.see


def hand_over(person: Person, agreement: Agreement) -> str | None:
    if why_not := agreements.sign(person, agreement):
        return why_not
    if all(claim.minor for claim in claims_of(person, agreement)):
        return _("A guardian signs in person. Can you not? Then ask to change the plan for signing.")
    return None


def move_day(person: Person, agreement: Agreement) -> str | None:
    if not agreements.is_being_signed(agreement):
        return _("The text is not waiting for signatures.")
    return cases.represent(person, agreement.case)


def bring_paper(person: Person, agreement: Agreement) -> str | None:
    """Either side brings a paper; the other then says whether it is so."""
    return move_day(person, agreement)


def see_paper(person: Person, agreement: Agreement) -> str | None:
    if agreement.party_for(person) is None:
        return _("You do not speak for one of the parties.")
    return None


def answer_paper(person: Person, agreement: Agreement, scan: PaperSignature) -> str | None:
    """Somebody with authority on the side that did not bring it, and of the very collective that signed."""
    if scan.state != State.WAITING or not agreements.is_being_signed(agreement):
        return _("This paper was answered already.")
    if scan.frozen is not agreement.text:
        return _("This paper is about an earlier text.")
    if person.side != scan.answers or person is scan.brought_by:
        return _("The other side says whether it is so.")
    if person.is_officer and cases.speaks_for_municipality(person, agreement.case):
        return None
    theirs = [scan.party] if scan.party.side == scan.answers else agreement.parties
    if any(authority_of(person, agreement, party) for party in theirs):
        return None
    return _("Only somebody who may sign can confirm a signature on paper.")


def ask_members(person: Person, agreement: Agreement) -> str | None:
    """A collective may ask its members; nobody asks it to."""
    party = agreement.party_for(person)
    if not agreements.is_being_signed(agreement) or party is None or party.collective is None:
        return _("Only a collective can ask its members, while the text waits for signatures.")
    return cases.represent(person, agreement.case)


def plan(person: Person, agreement: Agreement) -> str | None:
    """Either side lays down the order; who signs for a party is that party's own choice."""
    return agreements.freeze(person, agreement)
