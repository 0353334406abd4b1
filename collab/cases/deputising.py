"""While the contact person of a side is away, the page of both sides says that somebody else acts."""

from sqlalchemy import Select, or_, select

from collab.collectives.models import Collective, Membership
from collab.db import db
from collab.history import Event, after
from collab.people.absence import away_today
from collab.people.models import Person

from .beside import Beside, BesideKind
from .lifecycle import OVER
from .models import Case, Contact, ContactRole, Participant
from .speaking import spoken_by


def to_look_at() -> Select:
    """Cooperations of which somebody is away, or where it stands that a deputy acts."""
    away = sorted(away_today())
    ours = Contact.current() & Contact.person_id.in_(away)
    theirs = Collective.memberships.any(Membership.current() & Membership.person_id.in_(away))
    gone = Case.contacts.any(ours) | Case.participants.any(
        Participant.current() & Participant.collective.has(theirs)
    )
    noted = Case.besides.any((Beside.kind == BesideKind.DEPUTY) & Beside.ends_at.is_(None))
    return select(Case).where(or_(noted, gone & Case.stage.not_in(OVER))).order_by(Case.id)


def look(case: Case) -> None:
    """For the municipality, and for each collective by itself."""
    acting = [of for of in (None, *case.collectives) if case.stage not in OVER and stands_in(case, of)]
    noted = [row.collective for row in case.open_besides if row.kind == BesideKind.DEPUTY]
    for of in acting:
        if of not in noted:
            case.note(BesideKind.DEPUTY, by=None, of=of)
    for of in noted:
        if of not in acting:
            case.over(BesideKind.DEPUTY, by=None, of=of)


def stands_in(case: Case, of: Collective | None = None) -> bool:
    """Whether the contact person is away and somebody is there for them."""
    away = away_today()
    contact, deputy = _places(case, of)
    if contact is None or contact.id not in away:
        return False
    here = deputy is not None and deputy.id not in away
    return here or _belongs(away[contact.id], of)


def _places(case: Case, of: Collective | None) -> tuple[Person | None, Person | None]:
    if of is None:
        return case.contact, case.deputy
    return spoken_by(case, of, ContactRole.CONTACT), spoken_by(case, of, ContactRole.DEPUTY)


def _belongs(number: int | None, of: Collective | None) -> bool:
    """Who was asked to stand in acts here only as one of that side."""
    person = db.session.get(Person, number) if number else None
    if person is None or of is None:
        return person is not None and person.is_officer
    return not person.is_officer and of.role_of(person) is not None


@after("person.goes_away", "person.is_back")
def look_at_once(event: Event) -> None:
    """Whoever opens the page now reads who acts; the hourly look finds the days that come."""
    for case in db.session.scalars(_of(event.person_id).with_for_update(key_share=True)):
        look(case)


def _of(number: int | None) -> Select:
    ours = Case.contacts.any(Contact.current() & (Contact.person_id == number))
    member = Membership.current() & (Membership.person_id == number)
    theirs = Participant.collective.has(Collective.memberships.any(member))
    return to_look_at().where(ours | Case.participants.any(Participant.current() & theirs))
