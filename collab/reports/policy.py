"""Who may do what when looking back. None is yes, a sentence is why not. Each side has what the other has."""

from flask_babel import gettext as _

from collab.agreements.models import Agreement
from collab.cases import policy as cases
from collab.cases.afterwards import last_day_of, was_by, write_on
from collab.cases.models import Case
from collab.collectives.words import MemberRole
from collab.people.models import Person

from .evaluations import Evaluation, going_on
from .models import Report
from .words import State
from .worth import Measurement, Value

WRITERS = {MemberRole.EDITOR, MemberRole.REPRESENTATIVE}


def see(person: Person, _thing: Agreement | Case) -> None:
    """Everyone for whom it exists may read what all may read."""


def read(person: Person, it: Report | Evaluation) -> bool:
    """Who left reads on what was told or begun while it took part, and its own reports."""
    if isinstance(it, Report) and it.collective.role_of(person):
        return True
    moment = (isinstance(it, Report) and it.submitted_at) or it.begun_at
    return was_by(moment, last_day_of(it.agreement.case, person))


def begin(person: Person, agreement: Agreement) -> str | None:
    """Anyone who writes for one of its collectives; which one is seen at the promise."""
    if cases.writes_for_collective(person, agreement.case):
        return write_on(agreement.case)
    return _("People who write for the collective do this.")


def write(person: Person, report: Report) -> str | None:
    if report.state != State.DRAFT:
        return _("This report was handed in. It can be taken back until it is answered.")
    return own(person, report, WRITERS) or write_on(report.agreement.case)


def submit(person: Person, report: Report) -> str | None:
    return write(person, report) or _represents(person, report)


def take_back(person: Person, report: Report) -> str | None:
    if report.state not in {State.SUBMITTED, State.SKIPPED}:
        return _("There is nothing to take back.")
    return _represents(person, report) or write_on(report.agreement.case)


def answer(person: Person, report: Report) -> str | None:
    if report.state not in {State.SUBMITTED, State.SKIPPED}:
        return _("This report does not wait for an answer.")
    if cases.speaks_for_municipality(person, report.agreement.case):
        return write_on(report.agreement.case)
    return _("The contact person, the deputy or the integral team answers.")


def share(person: Person, report: Report) -> str | None:
    """Use it for others too: it is theirs."""
    if report.text_number is None:
        return _("Hand the report in first. After that you can use it for others too.")
    return own(person, report, WRITERS)


def publish(person: Person, report: Report) -> str | None:
    if not (report.handed_in and report.handed_in.public_story):
        return _("There is no public version of this report.")
    if refused := _represents(person, report):
        return refused
    return None if report.code else write_on(report.agreement.case)  # closing it can always be done


def own(person: Person, report: Report, roles: set[MemberRole]) -> str | None:
    if not person.is_officer and report.collective.role_of(person) in roles:
        return None
    return _("The people of %(name)s do this.", name=report.collective.name)


def _represents(person: Person, report: Report) -> str | None:
    if own(person, report, {MemberRole.REPRESENTATIVE}) is None:
        return None
    return _("A representative of %(name)s does this.", name=report.collective.name)


ACTIONS = {
    "write": write, "submit": submit, "take_back": take_back, "answer": answer, "share": share,
    "publish": publish,
}  # fmt: skip


def open_to(person: Person, report: Report) -> set[str]:
    return {name for name, rule in ACTIONS.items() if rule(person, report) is None}


def evaluate(person: Person, agreement: Agreement) -> str | None:
    """Begin an evaluation: either side, whenever it likes."""
    if not agreement.began_at:
        return _("There is nothing to look back on before the agreement begins.")
    if going_on(agreement):
        return _("There is an evaluation already that not everyone has shared.")
    return cases.write(person, agreement.case)


def look_back(person: Person, agreement: Agreement) -> str | None:
    """Write for one's own party."""
    return cases.write(person, agreement.case)


def speak(person: Person, agreement: Agreement) -> str | None:
    """Share, agree or advise for one's own party."""
    return cases.write(person, agreement.case) or cases.represent(person, agreement.case)


def open_in(person: Person, evaluation: Evaluation) -> set[str]:
    """What this person may do now in an evaluation."""
    party, agreement = evaluation.party_for(person), evaluation.agreement
    if party is None or look_back(person, agreement):
        return set()
    voice = evaluation.voice_of(party)
    if voice is None or voice.ready_at is None:
        possible = {"write", "share"}
    elif evaluation.opened_at:
        possible = {"find", "agree", "advise"}
    else:
        possible = {"take_back", "go_on"} if evaluation.may_go_on else {"take_back"}
    return possible if speak(person, agreement) is None else possible & {"write", "find"}


def read_worth(person: Person, case: Case) -> str | None:
    """Who takes part, and the municipality; not a party that left."""
    if person.is_officer or case.collective_of(person):
        return None
    return _("The people who take part in this cooperation read this.")


def value(person: Person, case: Case) -> str | None:
    """Say what counts, and how it goes with it."""
    return cases.write(person, case)


def end_value(person: Person, value: Value) -> str | None:
    """Whose value it is, says when it is followed no more."""
    if _owns(person, value):
        return None
    return _("The side that wrote this value down does this.")


def take_out(person: Person, measurement: Measurement) -> str | None:
    """One's own words, or what was written at one's own value."""
    if person is measurement.person or _owns(person, measurement.value):
        return None
    return _("Whoever wrote this, or the side whose value it is, takes it out.")


def _owns(person: Person, value: Value) -> bool:
    if value.collective is None:
        return person.is_officer
    return not person.is_officer and value.collective.role_of(person) in WRITERS


def give_hours(person: Person, case: Case) -> str | None:
    if cases.writes_for_collective(person, case):
        return write_on(case)
    return _("People who write for the collective do this.")
