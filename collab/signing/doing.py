"""What signing asks of people, for everyone's first page."""

from collections.abc import Iterator

from flask import url_for
from flask_babel import gettext as _

from collab.agreements.models import Agreement
from collab.cases.doing import Todo, waits, waits_for
from collab.cases.lifecycle import Stage
from collab.cases.models import Case
from collab.cases.policy import speaks_for_municipality, writes_for_collective
from collab.db import db
from collab.people.models import Person

from . import queries
from .invitations import Invitation


@waits_for
def signatures(person: Person) -> Iterator[Todo]:
    """Of who reads along, of a guardian: others have it among what their side is to do."""
    links = db.session.execute(queries.invitations_of(person)).all()
    numbers = [case_id for _invitation, case_id in links]
    for agreement in db.session.scalars(queries.being_signed(numbers)) if links else ():
        for invitation, _case_id in links:
            if _waits(invitation, agreement) and not _is_told(person, agreement):
                address = url_for("signing.open_link", key=invitation.key)
                party = invitation.party
                yield Todo(agreement.case, party.side, _("Sign the agreement"), address, party.name)


@waits
def papers(desk: list[Case]) -> Iterator[Todo]:
    cases = {case.id: case for case in desk}
    for scan in db.session.scalars(queries.papers_waiting(list(cases))):
        agreement = scan.frozen.agreement
        address = url_for("signing.scanned", ref=agreement.ref, number=scan.id)
        act = _("Say whether a signature on paper is right")
        case, whose = cases[agreement.case_id], scan.party.collective_id
        theirs = whose if scan.party.side == scan.answers else None
        yield Todo(case, scan.answers, act, address, scan.person.name, collective_id=theirs)


def _waits(invitation: Invitation, agreement: Agreement) -> bool:
    text = agreement.text
    is_asked = invitation.frozen_id == text.id and invitation.party in text.on_turn
    return is_asked and not invitation.has_signed


def _is_told(person: Person, agreement: Agreement) -> bool:
    case = agreement.case
    if person.is_officer:
        return case.stage == Stage.SIGNING or speaks_for_municipality(person, case)
    return writes_for_collective(person, case)
