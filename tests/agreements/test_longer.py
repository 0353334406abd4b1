"""A longer term: one party proposes it, all others agree; what hangs on the end may move along."""

from datetime import timedelta

import pytest

from collab.agreements.extending import ExtensionProposal, Longer, Outcome
from collab.agreements.jobs import end_due
from collab.agreements.lifecycle import PartyRole, Status
from collab.agreements.parties import Party
from collab.clock import at, now, today
from collab.deadlines import Deadline, Kind
from collab.errors import NotNow
from tests.round import mails, react

from .test_amending import reword, sign_all

GROUND = "Decision 12 of today"


@pytest.fixture
def begun(make):
    return make("begun")


@pytest.fixture
def later(begun):
    return begun.ends_on + timedelta(days=180)


@pytest.fixture
def door(begun):
    return f"/agreements/{begun.ref}/extension"


@pytest.fixture
def of_three(begun, cast, case):
    """Other Street is a party too."""
    case.involve(cast.other, by=cast.ben)
    begun.parties.append(Party(role=PartyRole.COLLECTIVE, collective=cast.other))
    return begun


@pytest.fixture
def laid(begun, later, cast):
    return ExtensionProposal.make(begun, Longer(later, GROUND), by=cast.ben)


def open_days(agreement, kind) -> list:
    return [d.due_on for d in agreement.deadlines if d.kind == kind and d.met_on is None]


def test_the_last_day_to_give_notice_stands_thirty_days_before_the_end(begun):
    assert open_days(begun, Kind.NOTICE_DAY) == [begun.ends_on - timedelta(days=30)]


@pytest.mark.parametrize("follow", [True, False])
@pytest.mark.parametrize(("one", "other"), [("ben", "ana"), ("ana", "ben")])
def test_one_side_proposes_it_and_it_counts_when_the_other_agrees(
    begun, door, later, cast, as_, session, one, other, follow
):  # fmt: skip
    one, other, last = getattr(cast, one), getattr(cast, other), begun.ends_on
    support = Deadline.start(Kind.SUPPORT_ENDS, "support:x", last, subject="water")
    permit = Deadline.start(Kind.PERMIT_ENDS, "permit:x", last, subject="permit")
    begun.add_deadline(support), begun.add_deadline(permit)
    session.flush()
    form = {"ends_on": later.isoformat(), "ground": GROUND} | ({"follow": "y"} if follow else {})
    assert "the support ends: water" in as_(one).get(door).text
    assert as_(one).post(door, data=form).status_code == 303
    react()
    assert ("longer_proposed" in mails(session, other), "longer_proposed" in mails(session, one)) == (
        True,
        False,
    )
    assert (begun.ends_on, begun.extensions) == (last, [])
    page = as_(other).get(f"/agreements/{begun.ref}").text
    assert GROUND in page
    assert ("the support ends: water" in page) is follow
    assert as_(other).post(f"{door}/consent", data={"seen": 1}).status_code == 303
    assert begun.ends_on == later
    assert support.due_on == (later if follow else last)
    assert permit.due_on == last
    assert open_days(begun, Kind.TERM_ENDS) == [later]
    assert open_days(begun, Kind.NOTICE_DAY) == [later - timedelta(days=30)]
    react()
    assert "extended" in mails(session, one)
    [extension] = begun.extensions
    assert (extension.person, [yes.person for yes in extension.proposal.yeses]) == (one, [other])
    assert GROUND in as_(one).get(f"/agreements/{begun.ref}").text


def test_the_first_page_asks_only_who_did_not_propose_it(laid, cast, as_):
    asked = "Say yes or no to a longer term"
    ours = {
        who: as_(who).get("/overview").text.partition('aria-labelledby="mine"')[2]
        for who in (cast.ana, cast.ben)
    }
    assert asked in ours[cast.ana].partition("</section>")[0]
    assert asked not in ours[cast.ben].partition("</section>")[0]
    assert asked in as_(cast.ben).get("/overview").text


def test_no_with_a_reason_leaves_the_term_as_it_is(begun, laid, door, cast, as_, session):
    last = begun.ends_on
    assert as_(cast.ana).post(f"{door}/refusal", data={"seen": 1}).status_code == 422
    as_(cast.ana).post(f"{door}/refusal", data={"seen": 1, "reason": "We stop in autumn."})
    react()
    assert (begun.ends_on, laid.outcome, begun.extensions) == (last, Outcome.DECLINED, [])
    assert "longer_declined" in mails(session, cast.ben)
    page = as_(cast.ben).get(f"/agreements/{begun.ref}").text
    assert "We stop in autumn." in page
    assert "Propose a longer term" in page


def test_who_proposed_it_takes_it_back_and_nobody_else(begun, laid, door, cast, as_, session):
    assert as_(cast.ana).post(f"{door}/withdrawal", data={"seen": 1}).status_code == 409
    assert as_(cast.ben).post(f"{door}/withdrawal", data={"seen": 1}).status_code == 303
    react()
    assert (laid.outcome, "longer_taken_back" in mails(session, cast.ana)) == (Outcome.WITHDRAWN, True)
    assert as_(cast.ana).post(f"{door}/consent", data={"seen": 1}).status_code == 409
    assert begun.extensions == []


def test_nobody_agrees_to_their_own_proposal(begun, laid, door, cast, as_):
    assert as_(cast.ben).post(f"{door}/consent", data={"seen": 1}).status_code == 409
    assert as_(cast.ana).post(f"{door}/consent", data={"seen": 7}).status_code == 409
    assert begun.extensions == []


def test_one_proposal_lies_there_at_a_time(laid, door, later, cast, as_):
    form = {"ends_on": later.isoformat(), "ground": GROUND}
    assert as_(cast.ana).post(door, data=form).status_code == 403
    with pytest.raises(NotNow, match="First it gets an answer"):
        ExtensionProposal.make(laid.agreement, Longer(later, GROUND), by=cast.ana)


def test_of_three_parties_all_are_asked(of_three, later, door, cast, as_, session):
    proposal = ExtensionProposal.make(of_three, Longer(later, GROUND), by=cast.ana)
    last = of_three.ends_on
    react()
    assert all("longer_proposed" in mails(session, one) for one in (cast.ben, cast.cyd))
    as_(cast.ben).post(f"{door}/consent", data={"seen": 1})
    assert (of_three.ends_on, [party.name for party in proposal.waiting_parties]) == (last, ["Other Street"])
    assert as_(cast.ben).post(f"{door}/consent", data={"seen": 1}).status_code == 409
    page = as_(cast.cyd).get("/overview").text
    assert "Say yes or no to a longer term" in page
    as_(cast.cyd).post(f"{door}/consent", data={"seen": 1})
    assert of_three.ends_on == later


def test_one_no_of_three_is_a_no(of_three, later, door, cast, as_):
    proposal, last = ExtensionProposal.make(of_three, Longer(later, GROUND), by=cast.ana), of_three.ends_on
    as_(cast.ben).post(f"{door}/consent", data={"seen": 1})
    as_(cast.cyd).post(f"{door}/refusal", data={"seen": 1, "reason": "We move."})
    assert (of_three.ends_on, proposal.outcome) == (last, Outcome.DECLINED)


def test_it_does_not_wait_for_who_left(of_three, later, door, cast, as_, session):
    ExtensionProposal.make(of_three, Longer(later, GROUND), by=cast.ana).agree(by=cast.ben)
    of_three.party("C-2").ends_on = today()
    session.flush()
    end_due.run()
    assert of_three.extensions == []
    with at(now() + timedelta(days=1)):
        end_due.run()
        react()
    assert of_three.ends_on == later
    assert "extended" in mails(session, cast.ana)


def test_what_nobody_answered_before_the_end_lapses(begun, laid, session):
    with at(now() + timedelta(days=800)):
        end_due.run()
    assert (begun.status, laid.outcome) == (Status.ENDED, Outcome.LAPSED)


def test_a_changed_text_takes_the_place_of_what_was_proposed(begun, laid, cast, session):
    change = begun.amend("Twice as often.", by=cast.ana)
    session.add(change)
    session.flush()
    reword(change, 2, "A04", cast, text="We mow twice.")
    sign_all(change, cast)
    assert (begun.status, laid.outcome, change.status) == (Status.REPLACED, Outcome.LAPSED, Status.ACTIVE)


def test_the_timeline_tells_who_proposed_and_who_agreed(begun, laid, cast, as_):
    laid.agree(by=cast.ana)
    page = as_(cast.ana).get("/cases/LD-1").text
    assert "proposed a longer term, until" in page
    assert "agreed to the longer term, as the last" in page


def test_a_day_before_the_end_is_refused_at_its_box(begun, door, cast, as_):
    form = {"ends_on": today().isoformat(), "ground": "None"}
    assert as_(cast.ben).post(door, data=form).status_code == 422
    assert as_(cast.ana).post(door, data=form).status_code == 422


@pytest.mark.parametrize(("who", "status"), [("ali", 403), ("bea", 403), ("cyd", 404)])
def test_only_who_speaks_for_a_party_does_this(laid, door, cast, as_, who, status):
    for place in ("", "/consent", "/refusal", "/withdrawal"):
        assert as_(getattr(cast, who)).post(door + place, data={"seen": 1}).status_code == status
    assert laid.is_open


def test_only_a_complex_agreement_is_spoken_of_a_year_ahead(begun):
    (end,) = (d for d in begun.deadlines if d.kind == Kind.TERM_ENDS)
    assert -365 not in [mark.step for mark in end.marks]
    end.data = {"weight": "complex"}
    assert -365 in [mark.step for mark in end.marks]
