"""Decisions that belong to an agreement: with number, date and an end of their own."""

from datetime import timedelta

from collab.agreements import evidence
from collab.approvals.seats import ApprovalSeat
from collab.approvals.words import SeatKind
from collab.clock import months_after, today

from .conftest import begin, words_of

GRANT = {
    "kind": "grant", "title": "Grant for the kitchen", "reference": "S-2026-17", "holder": "Green Street",
    "legal_basis": "Awb 4:36",
}  # fmt: skip


def link(visitor, agreement, **more):
    return visitor.post(f"/agreements/{agreement.ref}/decisions/new", data=GRANT | more)


def test_a_decision_stands_with_the_agreement_for_both_sides(make, cast, as_):
    agreement = make("drafted")
    assert link(as_(cast.ben), agreement).status_code == 303
    for person in (cast.ben, cast.ana, cast.ali):
        page = words_of(as_(person).get(f"/agreements/{agreement.ref}"))
        assert "Grant for the kitchen" in page
        assert "S-2026-17" in page
        assert "Awb 4:36" in page
    assert link(as_(cast.ali), agreement).status_code == 403
    assert link(as_(cast.cyd), agreement).status_code == 404


def test_both_sides_are_reminded_before_it_ends(make, cast, as_):
    agreement = make("begun")
    link(as_(cast.ana), agreement, ends_on=(months_after(today(), 6)).isoformat())
    [deadline] = [d for d in agreement.deadlines if d.key.startswith("decision:")]
    assert (deadline.kind, deadline.side) == ("permit_ends", None)
    assert "ends before the agreement" in words_of(as_(cast.ben).get(f"/agreements/{agreement.ref}"))


def test_a_correction_keeps_what_it_said_before(make, cast, as_):
    agreement = make("drafted")
    link(as_(cast.ben), agreement, ends_on=(today() + timedelta(days=300)).isoformat())
    path = f"/agreements/{agreement.ref}/decisions/1"
    as_(cast.ben).post(path, data=GRANT | {"reference": "S-2026-18"})
    assert [(d.version, d.reference) for d in agreement.decisions] == [(1, "S-2026-17"), (2, "S-2026-18")]
    assert all(d.met_on for d in agreement.deadlines if d.key.startswith("decision:"))
    assert "S-2026-17" in words_of(as_(cast.ben).get(path))
    assert "S-2026-17" not in words_of(as_(cast.ana).get(f"/agreements/{agreement.ref}"))


def test_what_does_not_hold_any_more_stays_readable(make, cast, as_):
    agreement = make("drafted")
    link(as_(cast.ben), agreement)
    path = f"/agreements/{agreement.ref}/decisions/1"
    as_(cast.ben).post(f"{path}/withdrawal", data={"why": "It was for the neighbours."})
    page = words_of(as_(cast.ana).get(f"/agreements/{agreement.ref}"))
    assert "It was for the neighbours." in page
    assert as_(cast.ben).post(f"{path}/withdrawal", data={"why": "Again."}).status_code == 409


def test_the_evidence_tells_of_what_was_changed_afterwards(complete, asked, cast, as_, session):
    link(as_(cast.ben), complete)
    as_(cast.ben).post(f"/agreements/{complete.ref}/decisions/1", data=GRANT | {"reference": "S-2026-18"})
    opinion = asked(complete)
    opinion.ask_more_time(opinion.due_on + timedelta(days=3))
    opinion.give_more_time(by=cast.ben)
    opinion.withdraw(by=cast.ben)
    seat = ApprovalSeat(kind=SeatKind.PERSON, person=cast.bea, step=1, days=5)
    round = begin(complete, cast.ben)
    round.replace(round.seats[0], seat, "Eve is on leave.", by=cast.ben)
    session.flush()
    told = [event["event"] for event in evidence.whole(complete)["events"]]
    assert told[told.index("linked_decision.linked") :] == [
        "linked_decision.linked", "linked_decision.corrected", "opinion.asked", "opinion.asked_more_time",
        "opinion.gave_more_time", "opinion.withdrawn", "approval_round.started", "approval_round.replaced",
    ]  # fmt: skip


def test_a_decision_that_is_not_there_is_not_found(make, cast, as_):
    agreement = make("drafted")
    assert as_(cast.ben).get(f"/agreements/{agreement.ref}/decisions/7").status_code == 404
