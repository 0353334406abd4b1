"""Questions about agreements."""

import re

from sqlalchemy import ColumnElement, Select, false, or_, select
from sqlalchemy.orm import selectinload

from collab.cases import queries as cases
from collab.cases.models import Case
from collab.cases.queries import keeps
from collab.clock import today
from collab.collectives.models import Collective, Membership
from collab.people.models import Person, Post
from collab.people.words import Duty
from collab.support.models import Promise
from collab.support.queries import of_texts

from .articles import Article
from .extending import ExtensionProposal, Outcome
from .lifecycle import Status
from .mandate import Mandate
from .models import Agreement
from .parties import Party
from .parting import was_there
from .signing import Frozen

HAS_BEGUN = (Status.ACTIVE, Status.REPLACED, Status.ENDED)
CODE = re.compile("[0-9a-f]{32,64}")


def visible_to(person: Person) -> Select:
    """Whoever sees the case sees its agreement; a party that left only those of which it was a party."""
    seen = cases.visible_to(person).with_only_columns(Case.id)
    found = select(Agreement).where(Agreement.case_id.in_(seen))
    if person.is_officer:
        return found
    taking_part = select(Case.id).where(cases.takes_part(person))
    return found.where(
        or_(Agreement.case_id.in_(taking_part), Agreement.parties.any(_with(person) & was_there()))
    )


@keeps
def who_signed(person: Person) -> ColumnElement[bool]:
    """Promises do not vanish with people: a party that left goes on reading what it agreed to."""
    signed = Agreement.status.in_(HAS_BEGUN) & Agreement.parties.any(_with(person) & was_there())
    return Case.agreements.any(signed)


@of_texts
def promised_in_them(person: Person) -> ColumnElement[bool]:
    return Promise.agreement_id.in_(visible_to(person).with_only_columns(Agreement.id))


def _with(person: Person) -> ColumnElement[bool]:
    mine = (Membership.person_id == person.id) & Membership.current()
    return Party.collective.has(Collective.memberships.any(mine))


def readable_by(person: Person) -> Select:
    """The same, for pages and steps that go over the whole text."""
    return with_text(visible_to(person))


def with_text(query: Select) -> Select:
    """With everything the pages of the text show, in a fixed number of statements."""
    articles = selectinload(Agreement.articles)
    parties = selectinload(Agreement.parties).selectinload(Party.collective)
    return query.options(
        articles.selectinload(Article.wordings),
        articles.selectinload(Article.steps),
        parties.selectinload(Collective.memberships),
    )


def past_their_term() -> Select:
    return select(Agreement).where(Agreement.status == Status.ACTIVE, Agreement.ends_on < today())


def waiting_for_nobody() -> Select:
    """The last day of a party went by before it signed; perhaps all others did."""
    gone = Agreement.parties.any(Party.ends_on < today())
    return select(Agreement).where(Agreement.status == Status.SIGNING, gone)


def longer_terms_in(cases: list[int]) -> Select:
    """Proposed in these cooperations, and not answered by everyone yet."""
    here = ExtensionProposal.agreement.has(Agreement.case_id.in_(cases))
    lying = select(ExtensionProposal).where(ExtensionProposal.outcome == Outcome.OPEN, here)
    return lying.order_by(ExtensionProposal.id)


def agreed_by_who_stayed() -> Select:
    """The last day of a party went by before it answered a longer term; perhaps all others agreed."""
    gone = Agreement.parties.any(Party.ends_on < today())
    lying = Agreement.extension_proposals.any(ExtensionProposal.outcome == Outcome.OPEN)
    return select(Agreement).where(
        Agreement.status == Status.ACTIVE, Agreement.ends_on >= today(), gone, lying
    )


def with_one_of(agreements: Select) -> Select:
    """Their cooperations: who changes an agreement begins with its cooperation."""
    return select(Case).where(Case.id.in_(agreements.with_only_columns(Agreement.case_id)))


def mandates() -> Select:
    return (
        select(Mandate)
        .options(selectinload(Mandate.person))
        .order_by(Mandate.starts_on.desc(), Mandate.id.desc())
    )


def posts_without_mandate() -> Select:
    """Of mandate holders whose last mandate ran out. Who never had one on record was appointed otherwise."""
    alive = Mandate.revoked_on.is_(None) & (Mandate.ends_on.is_(None) | (Mandate.ends_on >= today()))
    ran_out = Post.person.has(Person.mandates.any() & ~Person.mandates.any(alive))
    return select(Post).where(Post.current(), Post.duty == Duty.MANDATE_HOLDER, ran_out)


def frozen_as(code: str) -> Select:
    """The text whose fingerprint begins with this code (32 to 64 hexadecimal signs), and who signed it."""
    about = selectinload(Frozen.agreement).selectinload(Agreement.parties)
    known = Frozen.digest.startswith(code) if CODE.fullmatch(code) else false()
    return select(Frozen).where(known).options(about, selectinload(Frozen.signatures)).limit(1)


def may_sign() -> Select:
    """Whose mandate holds today, by number so that two workers never wait in a circle."""
    held = Person.mandates.any(Mandate.current() & Mandate.revoked_on.is_(None))
    return select(Person).where(held, Person.left_at.is_(None)).order_by(Person.id)
