"""Both sides read that an article is tailored and can say why; the municipality says who decided."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import ProgrammingError

from collab.clock import morning_of, today
from collab.deadlines import Deadline, Kind
from collab.deadlines.jobs import remind_of_due
from collab.errors import NotNow
from collab.history import Event
from collab.tailoring.doing import decisions
from collab.tailoring.models import Account, Decided, Deviation
from collab.tailoring.queries import deviations_of, without_reason
from collab.tailoring.words import Outcome, Standing
from tests.round import mails, react

from .conftest import NOTICE, own, propose, standard

WHY = {
    "reason": "Trees bear late.",
    "values": ["trust", "sustainability"],
    "expect": "Three years for trees.",
}
DECIDED = {
    "outcome": "allowed", "decided_by": "Head of green", "decided_on": today().isoformat(),
    "summary": "Three years for trees.",
}  # fmt: skip


@pytest.fixture
def tailored(cast, garden, session):
    propose(garden, 13, own("A26", NOTICE), cast.ana)
    session.flush()
    return garden


def page(visitor, address: str) -> str:
    answer = visitor.get(address)
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())


@pytest.mark.parametrize("who", ["ana", "ben"])
def test_both_sides_read_that_it_is_tailored_and_either_writes_why(as_, cast, tailored, who):
    visitor = as_(getattr(cast, who))
    article = f"/agreements/{tailored.ref}/articles/13"
    assert "This is tailored" in page(visitor, article)
    assert "Nobody wrote down the reason yet" in page(visitor, article)
    answer = visitor.post(f"/agreements/{tailored.ref}/tailoring/topics/A26", data=WHY)
    assert answer.status_code == 303
    for reader in (cast.ana, cast.ben):
        read = page(as_(reader), article)
        assert "Trees bear late." in read
        assert "trust, sustainability" in read


def test_an_article_that_stands_on_the_library_says_nothing_of_it(as_, cast, garden):
    propose(garden, 13, standard("A26", NOTICE), cast.ana)
    read = page(as_(cast.ana), f"/agreements/{garden.ref}/articles/13")
    assert "tailored" not in read


def test_a_reason_is_needed_and_then_the_page_comes_back(as_, cast, tailored):
    address = f"/agreements/{tailored.ref}/tailoring/topics/A26"
    assert as_(cast.ana).post(address, data={"reason": " "}).status_code == 422
    assert as_(cast.ana).post(address, data=WHY | {"values": ["greed"]}).status_code == 422
    assert tailored.deviations == []


def test_two_people_write_a_reason_at_once_and_both_are_kept(as_, cast, tailored):
    address = f"/agreements/{tailored.ref}/tailoring/topics/A26"
    as_(cast.ana).post(address, data=WHY | {"seen": "0"})
    second = as_(cast.ben).post(address, data={"reason": "The budget allows it.", "seen": "0"})
    assert second.status_code == 409
    assert "Trees bear late." in second.text
    assert "The budget allows it." in second.text
    assert (
        as_(cast.ben).post(address, data={"reason": "The budget allows it.", "seen": "1"}).status_code == 303
    )
    read = page(as_(cast.ana), f"/agreements/{tailored.ref}/tailoring")
    assert "Trees bear late." in read
    assert "The budget allows it." in read


def test_only_the_municipality_writes_who_decided_and_the_collective_is_told(
    as_, cast, tailored, explained, session
):
    explained(tailored, "A26", cast.ana)
    address = f"/agreements/{tailored.ref}/tailoring/1/decision"
    assert as_(cast.ana).post(address, data=DECIDED).status_code == 403
    assert as_(cast.ben).post(address, data=DECIDED).status_code == 303
    assert "Head of green" in page(as_(cast.ana), f"/agreements/{tailored.ref}/articles/13")
    react()
    assert mails(session, cast.ana).count("decided") == 1
    assert mails(session, cast.ben).count("decided") == 0


def test_a_later_decision_takes_the_place_of_the_first_and_both_stay(as_, cast, tailored, explained):
    explained(tailored, "A26", cast.ana, officer=cast.ben)
    address = f"/agreements/{tailored.ref}/tailoring/1/decision"
    late = as_(cast.ben).post(address, data=DECIDED | {"seen": "0", "decided_by": "The council"})
    assert late.status_code == 409
    assert "The council" in late.text
    as_(cast.ben).post(address, data=DECIDED | {"seen": "1", "decided_by": "The council"})
    read = page(as_(cast.ana), f"/agreements/{tailored.ref}/tailoring")
    assert "The council" in read
    assert "Head of green" in read


def test_a_decision_cannot_end_before_it_was_taken_or_lie_in_the_future(as_, cast, tailored, explained):
    explained(tailored, "A26", cast.ana)
    address = f"/agreements/{tailored.ref}/tailoring/1/decision"
    for wrong in ({"until": "2001-01-01"}, {"decided_on": "2199-01-01"}, {"outcome": "perhaps"}):
        assert as_(cast.ben).post(address, data=DECIDED | wrong).status_code == 422


def test_both_sides_are_reminded_before_tailoring_ends_and_a_new_decision_moves_it(
    as_, cast, tailored, session
):
    as_(cast.ana).post(f"/agreements/{tailored.ref}/tailoring/topics/A26", data=WHY)
    address = f"/agreements/{tailored.ref}/tailoring/1/decision"
    first, later = today() + timedelta(days=13), today() + timedelta(days=90)
    as_(cast.ben).post(address, data=DECIDED | {"seen": "0", "until": first.isoformat()})
    title = tailored.article(13).topics[-1].title.en
    assert f"the tailoring ends: {title}" in page(as_(cast.ana), f"/cases/{tailored.case.ref}")
    fourteen_before = morning_of(first - timedelta(days=14))
    session.execute(update(Deadline).where(Deadline.due_on == first).values(next_at=fourteen_before))
    remind_of_due()
    react()
    for person in (cast.ana, cast.ben):
        assert "deadline_deviation_ends" in mails(session, person)
    as_(cast.ben).post(address, data=DECIDED | {"seen": "1", "until": later.isoformat()})
    open_ = [d.due_on for d in tailored.deadlines if d.kind == Kind.DEVIATION_ENDS and d.met_on is None]
    assert open_ == [later]


@pytest.mark.parametrize(
    "ending", [{"outcome": "refused"}, {"decided_on": "2020-01-01", "until": "2020-02-01"}]
)
def test_what_never_held_or_is_over_asks_for_nothing(as_, cast, tailored, explained, ending):
    explained(tailored, "A26", cast.ana)
    until = {"until": (today() + timedelta(days=90)).isoformat()}
    as_(cast.ben).post(f"/agreements/{tailored.ref}/tailoring/1/decision", data=DECIDED | until | ending)
    assert not [d for d in tailored.deadlines if d.kind == Kind.DEVIATION_ENDS]


def test_of_a_text_that_stopped_nothing_is_asked_or_written(as_, cast, tailored, explained):
    deviation = explained(tailored, "A26", cast.ana)
    until = (today() + timedelta(days=90)).isoformat()
    address = f"/agreements/{tailored.ref}/tailoring/1/decision"
    as_(cast.ben).post(address, data=DECIDED | {"until": until})
    tailored.withdraw(by=cast.ana)
    react()
    assert all(d.met_on for d in tailored.deadlines if d.kind == Kind.DEVIATION_ENDS)
    with pytest.raises(NotNow):
        deviation.explain(Account("Trees.", [], ""), seen=1, by=cast.ana)
    with pytest.raises(NotNow):
        deviation.decide(Decided(Outcome.ALLOWED, "Head of green", today(), None, ""), seen=1, by=cast.ben)


@pytest.mark.parametrize("door", ["topics/A26", "new"])
def test_an_answer_to_a_reason_that_is_not_there_is_refused(as_, cast, tailored, door):
    address = f"/agreements/{tailored.ref}/tailoring/{door}"
    answer = as_(cast.ana).post(address, data=WHY | {"seen": "7", "rule": "A plot is lent for a year."})
    assert answer.status_code == 409
    assert "Trees bear late." in answer.text


def test_a_rule_outside_the_text_can_be_set_aside(as_, cast, garden):
    rule = {"rule": "A plot is lent for a year at most."}
    answer = as_(cast.ana).post(f"/agreements/{garden.ref}/tailoring/new", data=WHY | rule)
    assert answer.status_code == 303
    [departure] = deviations_of(garden)
    assert (departure.standing, departure.deviation.rule) == (Standing.OUTSIDE, rule["rule"])
    assert "A plot is lent" in page(as_(cast.ben), f"/agreements/{garden.ref}/tailoring")


def test_freezing_is_reminded(as_, cast, make):
    agreement = make("agreed")
    assert "tailored without a reason" in page(as_(cast.ben), f"/agreements/{agreement.ref}")


def test_freezing_is_never_stopped(make):
    agreement = make("frozen")
    assert without_reason(agreement)
    assert agreement.status == "signing"


@pytest.mark.parametrize("door", ["", "/new", "/topics/A26", "/1/reason", "/1/decision"])
def test_for_cyd_it_does_not_exist(as_, cast, tailored, explained, door):
    explained(tailored, "A26", cast.ana)
    address = f"/agreements/{tailored.ref}/tailoring{door}"
    assert as_(cast.cyd).get(address).status_code == 404
    assert as_(cast.cyd).post(address, data=WHY).status_code in {404, 405}


def test_who_only_reads_along_cannot_write_a_reason(as_, cast, tailored):
    answer = as_(cast.ali).post(f"/agreements/{tailored.ref}/tailoring/topics/A26", data=WHY)
    assert answer.status_code == 403


def test_the_timeline_tells_it_without_the_words_of_people(cast, as_, tailored, explained, session):
    explained(tailored, "A26", cast.ana, officer=cast.ben, summary="For trees.")
    events = session.scalars(select(Event).where(Event.name.startswith("deviation."))).all()
    assert [event.data for event in events] == [{"article": 13}, {"article": 13, "outcome": "for_now"}]
    read = page(as_(cast.ali), f"/cases/{tailored.case.ref}")
    assert "wrote why article 13 is tailored" in read


def test_the_municipality_has_to_write_down_who_decides(app, cast, tailored, explained):
    with app.test_request_context():
        assert list(decisions([tailored.case])) == []
        explained(tailored, "A26", cast.ana)
        [todo] = decisions([tailored.case])
        assert (todo.side, todo.case) == ("municipality", tailored.case)


def test_what_was_written_cannot_be_changed_in_the_database(session, cast, tailored, explained):
    explained(tailored, "A26", cast.ana, officer=cast.ben)
    assert session.scalar(select(Deviation.number)) == 1
    for table in ("explanation", "ruling", "deviation"):
        with pytest.raises(ProgrammingError), session.begin_nested():
            session.execute(text(f"delete from {table}"))
