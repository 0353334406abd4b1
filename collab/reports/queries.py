"""Questions about looking back: above all who may read which text."""

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import selectinload

from collab.agreements import queries as agreements
from collab.agreements.models import Agreement
from collab.agreements.parties import Party
from collab.cases.models import Case
from collab.collectives.models import Collective, Membership
from collab.documents.models import Document
from collab.people.models import Person
from collab.support.models import Promise
from collab.support.words import Sort

from .copies import ReportCopy
from .evaluations import Evaluation, EvaluationText, EvaluationVoice
from .findings import JointFinding
from .models import Report, ReportText
from .words import State


def visible_to(person: Person) -> Select:
    """Whoever sees the agreement sees its reports; of a draft only that it is being written."""
    seen = agreements.visible_to(person).with_only_columns(Agreement.id)
    return select(Report).where(Report.agreement_id.in_(seen))


def reports_in(person: Person, case: Case) -> Select:
    """The newest first: a list is in the order of time, never of worth."""
    query = visible_to(person).where(Report.agreement.has(Agreement.case_id == case.id))
    shown = selectinload(Report.texts), selectinload(Report.answer), selectinload(Report.collective)
    return query.options(*shown).order_by(Report.begun_at.desc(), Report.id.desc())


def texts_visible_to(person: Person) -> Select:
    """One's own collective's texts, with the earlier ones; for all others the one that was handed in."""
    seen = visible_to(person).with_only_columns(Report.id)
    handed_in = ReportText.number == Report.text_number
    query = select(ReportText).join(ReportText.report).where(Report.id.in_(seen))
    if person.is_officer:
        return query.where(handed_in)
    mine = (Membership.person_id == person.id) & Membership.current()
    return query.where(or_(handed_in, Report.collective.has(Collective.memberships.any(mine))))


def texts_of(person: Person, report: Report) -> Select:
    """What this person may read of one report, the oldest first."""
    query = texts_visible_to(person).where(ReportText.report_id == report.id)
    return query.options(selectinload(ReportText.person)).order_by(ReportText.number)


def public(code: str) -> Select:
    """A report of which the collective showed a public version, by the code of its page."""
    given = (State.SUBMITTED, State.ANSWERED)
    return select(Report).where(Report.code == code, Report.state.in_(given))


def asked_in(numbers: list[int]) -> Select:
    """The promises to report of these cases."""
    return select(Promise).where(Promise.case_id.in_(numbers), Promise.sort == Sort.REPORT)


def open_in(numbers: list[int]) -> Select:
    """Reports of these cases that wait for an answer."""
    waits = Report.state.in_((State.SUBMITTED, State.SKIPPED))
    query = select(Report).join(Report.agreement).where(Agreement.case_id.in_(numbers), waits)
    return query.options(selectinload(Report.agreement), selectinload(Report.collective))


def paper_of(copy: ReportCopy) -> Select:
    case_id = copy.report.agreement.case_id
    return select(Document).where(Document.case_id == case_id, Document.name == copy.name)


def evaluations_in(person: Person, case: Case) -> Select:
    seen = agreements.visible_to(person).with_only_columns(Agreement.id)
    query = select(Evaluation).join(Evaluation.agreement)
    query = query.where(Evaluation.agreement_id.in_(seen), Agreement.case_id == case.id)
    return query.order_by(Evaluation.begun_at.desc(), Evaluation.id.desc())


def views_visible_to(person: Person) -> Select:
    """One's own party's texts, with the earlier ones; of the others the last ones, once all shared.
    Where some went on without the rest: who shared as well."""
    seen = agreements.visible_to(person).with_only_columns(Agreement.id)
    opened = Evaluation.opened_at.is_not(None) & EvaluationVoice.ready_at.is_not(None)
    own = _is_own(person)
    shared = Evaluation.voices.any(EvaluationVoice.ready_at.is_not(None) & own)
    opened &= Evaluation.went_on_by_id.is_(None) | shared
    query = select(EvaluationText).join(EvaluationText.voice).join(EvaluationVoice.evaluation)
    return query.where(Evaluation.agreement_id.in_(seen), or_(own, opened & _is_latest()))


def views_of(person: Person, evaluation: Evaluation) -> Select:
    query = views_visible_to(person).where(EvaluationVoice.evaluation_id == evaluation.id)
    return query.options(selectinload(EvaluationText.person)).order_by(EvaluationText.number)


def unfinished(numbers: list[int]) -> Select:
    """Evaluations of these cases that not all have shared."""
    query = select(Evaluation).join(Evaluation.agreement)
    query = query.where(Agreement.case_id.in_(numbers), Evaluation.opened_at.is_(None))
    parties = selectinload(Evaluation.agreement).selectinload(Agreement.parties)
    voices = selectinload(Evaluation.voices)
    return query.options(parties.selectinload(Party.collective), voices)


def half_shared() -> Select:
    """Agreements with an evaluation that some shared and not all."""
    some = Evaluation.voices.any(EvaluationVoice.ready_at.is_not(None))
    open_ = select(Evaluation.agreement_id).where(Evaluation.opened_at.is_(None), some)
    return select(Agreement).where(Agreement.id.in_(open_)).order_by(Agreement.id)


def findings_waiting(numbers: list[int]) -> Select:
    """What somebody wrote down for all, in these cases."""
    query = select(JointFinding).join(JointFinding.evaluation).join(Evaluation.agreement)
    query = query.where(Agreement.case_id.in_(numbers), JointFinding.withdrawn_at.is_(None))
    whole = selectinload(JointFinding.evaluation)
    return query.options(
        selectinload(JointFinding.consents),
        whole.selectinload(Evaluation.voices).selectinload(EvaluationVoice.party),
        whole.selectinload(Evaluation.agreement),
    )


def _is_latest():
    newer = EvaluationText.__table__.alias()
    same = newer.c.voice_id == EvaluationText.voice_id
    return ~select(newer.c.id).where(same, newer.c.number > EvaluationText.number).exists()


def _is_own(person: Person):
    """A civil servant who is in a collective too reads along with the municipality alone."""
    if person.is_officer:
        return EvaluationVoice.party.has(Party.collective_id.is_(None))
    mine = (Membership.person_id == person.id) & Membership.current()
    return EvaluationVoice.party.has(Party.collective.has(Collective.memberships.any(mine)))
