"""While the contact person of the municipality is away, the page says that somebody else acts."""

from sqlalchemy import Select, select

from collab.people.absence import away_today

from .beside import Beside, BesideKind
from .lifecycle import OVER
from .models import Case, Contact, ContactRole


def to_note() -> Select:
    """Cooperations of which the contact person is away and where that does not stand yet."""
    contact = (Contact.role == ContactRole.CONTACT) & Contact.current() & ~Contact.handed_over
    away = Case.contacts.any(contact & Contact.person_id.in_(sorted(away_today())))
    return select(Case).where(away, ~Case.besides.any(_open()), Case.stage.not_in(OVER)).order_by(Case.id)


def to_end() -> Select:
    return select(Case).where(Case.besides.any(_open())).order_by(Case.id)


def note(case: Case) -> None:
    if stands_in(case):
        case.note(BesideKind.DEPUTY, by=None)


def end(case: Case) -> None:
    if not stands_in(case) or case.stage in OVER:
        case.over(BesideKind.DEPUTY, by=None)


def stands_in(case: Case) -> bool:
    """Whether the contact person is away and somebody is there for them."""
    away = away_today()
    if case.contact is None or case.contact.id not in away:
        return False
    here = case.deputy is not None and case.deputy.id not in away
    return here or away[case.contact.id] is not None


def _open():
    return (Beside.kind == BesideKind.DEPUTY) & Beside.ends_at.is_(None)
