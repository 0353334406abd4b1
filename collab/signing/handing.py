"""A link to sign passes on only to somebody with the authority; without one it dies with the place."""

from collections.abc import Iterator
from functools import partial

from flask_babel import force_locale
from flask_babel import gettext as translated
from flask_babel import lazy_gettext as _
from sqlalchemy import select

from collab.agreements.authority import authority_of
from collab.agreements.lifecycle import Status
from collab.agreements.plan import HandOver
from collab.cases.handing import Task, hands_over
from collab.cases.models import Case
from collab.db import db
from collab.people.models import Person

from .invitations import Invitation
from .signatories import who_could_take_over


@hands_over("signature", _("is asked to sign"))
def signatures(person: Person, case: Case | None) -> Iterator[Task]:
    """Of who belongs to this side still and may sign, the signature stays their own."""
    query = select(Invitation).where(Invitation.person_id == person.id, Invitation.revoked_at.is_(None))
    for one in db.session.scalars(query.order_by(Invitation.id)):
        agreement = one.agreement
        is_open = agreement.status == Status.SIGNING and one.frozen is agreement.text and not one.has_signed
        mine = is_open and case in (None, agreement.case)
        if mine and not (person.is_active and one.party.speaks(person)):
            yield Task(agreement.case, "signature", agreement.title, partial(_give, one))


def _give(one: Invitation, to: Person, by: Person | None) -> bool:
    agreement, giver = one.agreement, one.person
    one.revoke()
    if to not in who_could_take_over(agreement, one.party, giver):
        return False
    authority = authority_of(to, agreement, one.party)
    assert authority, "Who could take over has a ground to sign on."
    with force_locale(agreement.language):
        reason = translated("somebody else took over the place")
    ground = f"{authority.capacity}, {authority.ground}"
    one.frozen.hand_overs.append(HandOver.make(one.party, giver, to, reason=reason, ground=ground))
    agreement.record("passed_signature", None, party=one.party.key, to=to.id).side = one.party.side
    Invitation.pass_on(one.frozen, one.party, giver, to)
    return True
