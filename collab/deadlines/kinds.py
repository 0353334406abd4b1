"""What must be done by a day, and when people hear of it."""

from enum import StrEnum

from flask_babel import lazy_gettext as _


class Kind(StrEnum):
    """What must be done by then."""

    TURN = "turn"
    SIGNATURE = "signature"
    PROMISE = "promise"
    CONFIRMATION = "confirmation"
    REPORT = "report"
    EVALUATION = "evaluation"
    SUPPORT_ENDS = "support_ends"
    PERMIT_ENDS = "permit_ends"
    TERM_ENDS = "term_ends"
    START = "start"
    OPINION = "opinion"
    APPROVAL = "approval"
    CONVERSATION = "conversation"
    DEVIATION_ENDS = "deviation_ends"
    RECEIPT = "receipt"
    NAMING = "naming"
    ASSESSMENT = "assessment"
    COMPLETION = "completion"
    PROPOSALS_CLOSE = "proposals_close"
    ASSEMBLY = "assembly"
    COMPLEX_ASSESSMENT = "complex_assessment"
    EXECUTIVE_PAPERS = "executive_papers"
    NEIGHBOURHOOD_RIGHT = "neighbourhood_right"
    PUBLICATION = "publication"
    REPORT_ANSWER = "report_answer"
    INTRODUCTION = "introduction"
    BUDGET_CYCLE = "budget_cycle"
    MIDTERM_CHECK = "midterm_check"
    NOTICE_DAY = "notice_day"
    WITHDRAWAL_TAKES_EFFECT = "withdrawal_takes_effect"
    SUSPENSION = "suspension"
    SUSPENDED = "suspended"
    COMMITTEE = "committee"
    COMMITTEE_NAMED = "committee_named"
    INSURANCE_ENDS = "insurance_ends"
    AUTHORITY_ENDS = "authority_ends"
    MANDATE_ENDS = "mandate_ends"
    HANDING_OVER = "handing_over"
    COUNCIL_CHANGES = "council_changes"
    HANDOVER = "handover"
    RESTORATION = "restoration"
    FINAL_REPORT = "final_report"
    ARCHIVE = "archive"
    RETENTION = "retention"
    MINIMISE = "minimise"
    LEARNING = "learning"
    SILENCE = "silence"
    WAKE = "wake"
    SAID_PROMISE = "said_promise"
    DECISION = "decision"

    @property
    def label(self):
        return LABELS[self]


LABELS = {
    Kind.TURN: _("on turn"),
    Kind.SIGNATURE: _("signature"),
    Kind.PROMISE: _("promise"),
    Kind.CONFIRMATION: _("confirmation"),
    Kind.REPORT: _("report"),
    Kind.EVALUATION: _("evaluation together"),
    Kind.SUPPORT_ENDS: _("support ends"),
    Kind.PERMIT_ENDS: _("permit ends"),
    Kind.TERM_ENDS: _("end of the term"),
    Kind.START: _("start of the work"),
    Kind.OPINION: _("advice"),
    Kind.APPROVAL: _("approval"),
    Kind.CONVERSATION: _("values conversation"),
    Kind.DEVIATION_ENDS: _("tailoring ends"),
    Kind.RECEIPT: _("receipt of a proposal"),
    Kind.NAMING: _("naming a contact person and a manager"),
    Kind.ASSESSMENT: _("assessment of a proposal"),
    Kind.COMPLETION: _("completing a proposal"),
    Kind.PROPOSALS_CLOSE: _("other proposals"),
    Kind.ASSEMBLY: _("assembly"),
    Kind.COMPLEX_ASSESSMENT: _("assessment of a complex proposal"),
    Kind.EXECUTIVE_PAPERS: _("papers for the executive"),
    Kind.NEIGHBOURHOOD_RIGHT: _("decision on a neighbourhood right"),
    Kind.PUBLICATION: _("publication"),
    Kind.REPORT_ANSWER: _("answer to a report"),
    Kind.INTRODUCTION: _("introduction"),
    Kind.BUDGET_CYCLE: _("budget papers"),
    Kind.MIDTERM_CHECK: _("check halfway"),
    Kind.NOTICE_DAY: _("last day to give notice"),
    Kind.WITHDRAWAL_TAKES_EFFECT: _("notice takes effect"),
    Kind.SUSPENSION: _("suspension begins"),
    Kind.SUSPENDED: _("suspension still on"),
    Kind.COMMITTEE: _("proposal of the committee"),
    Kind.COMMITTEE_NAMED: _("members of the committee"),
    Kind.INSURANCE_ENDS: _("insurance ends"),
    Kind.AUTHORITY_ENDS: _("authority to represent ends"),
    Kind.MANDATE_ENDS: _("mandate ends"),
    Kind.HANDING_OVER: _("hand-over to somebody else"),
    Kind.COUNCIL_CHANGES: _("new council or executive"),
    Kind.HANDOVER: _("hand-over at the end"),
    Kind.RESTORATION: _("restoration"),
    Kind.FINAL_REPORT: _("final report and lessons"),
    Kind.ARCHIVE: _("transfer to the archive"),
    Kind.RETENTION: _("end of the time of keeping"),
    Kind.MINIMISE: _("removing personal facts"),
    Kind.LEARNING: _("learning question"),
    Kind.SILENCE: _("no contact for a while"),
    Kind.WAKE: _("end of the rest"),
    Kind.SAID_PROMISE: _("confirming what was said"),
    Kind.DECISION: _("decision"),
}


NO_DATE = (Kind.SILENCE, Kind.SUSPENDED)  # nobody waits for these days: they only say since when to count


class Rung(StrEnum):
    """Who hears that something stays undone: who acts, and then who stands higher."""

    PERSON = "person"
    CALL = "call"
    DEPUTY = "deputy"
    COORDINATOR = "coordinator"
    MANAGER = "manager"

    @property
    def label(self):
        return {
            Rung.PERSON: _("who acts"),
            Rung.CALL: _("the contact person, who calls"),
            Rung.DEPUTY: _("the deputy"),
            Rung.COORDINATOR: _("the coordinator of the integral team"),
            Rung.MANAGER: _("the manager"),
        }[self]


LADDER = (Rung.PERSON, Rung.DEPUTY, Rung.COORDINATOR, Rung.MANAGER)
