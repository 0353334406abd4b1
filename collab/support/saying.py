"""Who may see and do what with something promised in a conversation. None is yes, a sentence is why not."""

from flask_babel import gettext as _
from sqlalchemy import Select, and_, or_, select, true
from sqlalchemy.orm import joinedload

from collab.cases import policy as cases
from collab.cases import queries as case_queries
from collab.cases.lifecycle import OVER
from collab.cases.models import Case
from collab.clock import today
from collab.people.models import Person
from collab.people.words import Side

from .said import SaidPromise
from .said_words import Hearsay


def visible_to(person: Person) -> Select:
    """What is shared, for whoever takes part; the rest for the party of who wrote it down, alone."""
    seen = case_queries.visible_to(person).with_only_columns(Case.id)
    taking_part = select(Case.id).where(case_queries.takes_part(person))
    reads = true() if person.is_officer else SaidPromise.case_id.in_(taking_part)
    shared = and_(SaidPromise.shared_at.is_not(None), reads)
    return select(SaidPromise).where(SaidPromise.case_id.in_(seen), or_(shared, _of_own_party(person)))


def of_case(case: Case, person: Person) -> Select:
    """What still waits for a word; taken back or confirmed it has gone from the list."""
    open_ = SaidPromise.state.in_([Hearsay.WAITING, Hearsay.CONTESTED])
    query = visible_to(person).where(SaidPromise.case_id == case.id, open_).order_by(SaidPromise.id)
    people = (SaidPromise.person, SaidPromise.answered_by, SaidPromise.collective)
    return query.options(*(joinedload(one) for one in people))


def to_share() -> Select:
    """Their days of the own side are over. Where a cooperation stopped, nobody could take it back first."""
    waits = (SaidPromise.state == Hearsay.WAITING, SaidPromise.shared_at.is_(None))
    goes_on = SaidPromise.case.has(Case.stage.not_in(OVER))
    return select(SaidPromise).where(*waits, SaidPromise.share_on <= today(), goes_on)


def waiting(numbers: list[int]) -> Select:
    """Shared and not answered, in these cooperations."""
    waits = (SaidPromise.state == Hearsay.WAITING, SaidPromise.shared_at.is_not(None))
    return select(SaidPromise).where(*waits, SaidPromise.case_id.in_(numbers)).order_by(SaidPromise.id)


def see(person: Person, said: SaidPromise) -> None:
    """Everyone for whom it exists may read it."""


def note(person: Person, case: Case) -> str | None:
    """Write down what was promised: whoever writes in this cooperation."""
    return cases.write(person, case)


def share(person: Person, said: SaidPromise) -> str | None:
    if said.shared_at or said.state != Hearsay.WAITING:
        return _("Both sides see this already.")
    return _writers(person, said)


def withdraw(person: Person, said: SaidPromise) -> str | None:
    if said.state not in {Hearsay.WAITING, Hearsay.CONTESTED}:
        return _("This is settled already.")
    return _writers(person, said)


def confirm(person: Person, said: SaidPromise) -> str | None:
    if not said.shared_at or said.state != Hearsay.WAITING:
        return _("There is nothing to confirm at this moment.")
    if person.side == said.writer_side:
        return _("The other side says whether it was said so.")
    if not person.is_officer and said.collective and not said.collective.role_of(person):
        return _("%(name)s says whether it was said so.", name=said.collective.name)
    return cases.represent(person, said.case)


def contest(person: Person, said: SaidPromise) -> str | None:
    return confirm(person, said)


ACTIONS = {"share": share, "withdraw": withdraw, "confirm": confirm, "contest": contest}


def open_to(person: Person, said: SaidPromise) -> set[str]:
    return {name for name, rule in ACTIONS.items() if rule(person, said) is None}


def _writers(person: Person, said: SaidPromise) -> str | None:
    party = said.writer_party
    if person.side != said.writer_side or (party and not party.role_of(person)):
        return _("Only the side that wrote this down can do this.")
    return cases.write(person, said.case)


def _of_own_party(person: Person):
    if person.is_officer:
        return SaidPromise.writer_side == Side.MUNICIPALITY
    mine = [membership.collective_id for membership in person.memberships if membership.is_current]
    return SaidPromise.writer_party_id.in_(mine)
