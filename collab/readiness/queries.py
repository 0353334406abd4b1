"""Questions about readiness: above all who may read which text."""

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import joinedload, selectinload

from collab.cases import queries as cases
from collab.cases.models import Case
from collab.collectives.models import Collective, Membership
from collab.people.models import Person

from .gaps import Gap, Help
from .models import Answer, Readiness, View


def visible_to(person: Person) -> Select:
    """Whoever sees the case sees that there is a round, and who writes or is ready."""
    return select(Readiness).where(Readiness.case_id.in_(_cases_of(person)))


def answers_visible_to(person: Person) -> Select:
    """One's own party's texts; of the others what they shared, once all parties did."""
    query = select(Answer).join(Answer.view).join(View.readiness)
    opened = Readiness.shared_at.is_not(None) & View.shared_at.is_not(None)
    return query.where(Readiness.case_id.in_(_cases_of(person)), or_(_is_own(person), opened))


def answers_in(readiness: Readiness, person: Person) -> Select:
    return answers_visible_to(person).where(View.readiness_id == readiness.id).order_by(Answer.id)


def to_write_in(view: View) -> Select:
    """A party's own view, with its texts as they are kept now."""
    query = select(View).where(View.id == view.id).options(selectinload(View.answers))
    return query.execution_options(populate_existing=True)


def gaps_visible_to(person: Person) -> Select:
    """Gaps are named together, so whoever sees the case sees them."""
    return select(Gap).where(Gap.case_id.in_(_cases_of(person)))


def gaps_of(case: Case) -> Select:
    helps = selectinload(Gap.helps)
    about = (helps.joinedload(Help.promise), helps.joinedload(Help.owner), joinedload(Gap.collective))
    return select(Gap).where(Gap.case_id == case.id).options(*about).order_by(Gap.id)


def unfinished(numbers: list[int]) -> Select:
    """Rounds of these cases that not all have shared."""
    query = select(Readiness).where(Readiness.case_id.in_(numbers), Readiness.shared_at.is_(None))
    return query.options(selectinload(Readiness.views).joinedload(View.collective))


def open_gaps(numbers: list[int]) -> Select:
    query = select(Gap).where(Gap.case_id.in_(numbers), Gap.settled_on.is_(None))
    return query.options(selectinload(Gap.helps).joinedload(Help.promise))


def _cases_of(person: Person) -> Select:
    return cases.visible_to(person).with_only_columns(Case.id)


def _is_own(person: Person) -> ColumnElement[bool]:
    """A civil servant who is in a collective too reads along with the municipality only."""
    if person.is_officer:
        return View.collective_id.is_(None)
    mine = (Membership.person_id == person.id) & Membership.current()
    return View.collective.has(Collective.memberships.any(mine))
