"""The balance mirror counts what the text says of each party, and points at what holds for one only."""

import pytest

from collab.agreements.library import TOPICS
from collab.discussion.balance import balance_of, named
from collab.discussion.mirror import FOR_ALL, RULES, Sort
from tests.agreements.conftest import freeze


def row(by, what="water", **more):
    facts = {"amount": None, "unit": None, "due_on": None, "every": "once", "until": None}
    return {"by": by, "what": what} | facts | more


def put(agreement, number, by, **topics):
    provisions = {
        code: {"text": None, "nothing": False, "terms": None} | said for code, said in topics.items()
    }
    agreement.propose(number, provisions, seen=0, by=by)


@pytest.fixture
def counts(make, cast, session):
    agreement = make("drafted")
    street, town = cast.street.ref, "municipality"

    def counts(number, **topics):
        put(agreement, number, cast.ana, **topics)
        balance = balance_of(agreement)
        told = {sort: (numbers[street], numbers[town]) for sort, numbers in balance.rows}
        return told, [flag.sentence for flag in balance.flags]

    return counts


def test_promises_count_for_who_makes_them(counts, cast):
    promises = [row("municipality", due_on="2027-01-01"), row("municipality"), row("C-1", every="yearly")]
    told, _flags = counts(5, A09={"terms": promises})
    assert told[Sort.DUTY] == (1, 2)
    assert told[Sort.DEADLINE] == (1, 1)


def test_a_report_is_for_the_collective_and_its_answer_for_the_municipality(counts, cast):
    told, flags = counts(9, A14={"terms": {"every": "yearly", "first_on": None, "answer_days": 14}})
    assert told[Sort.DUTY] == told[Sort.DEADLINE] == (1, 1)
    assert flags == []


def test_a_report_that_nobody_answers_is_pointed_at(counts, cast):
    told, flags = counts(9, A14={"terms": {"every": "yearly", "first_on": None, "answer_days": None}})
    assert told[Sort.DUTY] == (1, 0)
    assert flags == ["A report is asked, but nobody promised to answer it within a number of days."]


def test_a_right_of_one_party_only_is_pointed_at(counts, cast):
    told, [flag] = counts(13, A26={"text": "The municipality may give notice.", "terms": None})
    assert told[Sort.RIGHT] == (0, 1)
    assert flag == (
        "The text on “Giving notice” names only Gemeente Lindendal. Does it hold for the others as well?"
    )


def test_a_right_of_each_party_is_not(counts, cast):
    told, flags = counts(13, A26={"text": "Each party may give notice.", "terms": {"notice_days": 30}})
    assert told[Sort.RIGHT] == told[Sort.DEADLINE] == (1, 1)
    assert flags == []


def test_nothing_agreed_counts_for_nobody(counts, cast):
    told, flags = counts(11, A18={"nothing": True})
    assert set(told.values()) == {(0, 0)}
    assert flags == []


@pytest.mark.parametrize("code", FOR_ALL)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_standard_texts_hold_for_everyone(make, code, language):
    agreement, topic = make("drafted"), TOPICS[code]
    for words in (topic.wording, topic.light_wording):
        assert len(named(words.said_in(language), agreement.parties)) == len(agreement.parties)


def test_every_rule_is_about_a_topic_of_the_library():
    assert {rule.topic for rule in RULES} <= set(TOPICS)


def test_the_page_shows_both_sides_and_leads_to_the_article(make, as_, cast, session):
    agreement = make("drafted")
    put(agreement, 13, cast.ana, A26={"text": "The municipality may give notice."})
    session.flush()
    for person in (cast.ana, cast.ben):
        shown = as_(person).get(f"/agreements/{agreement.ref}/balance").text
        assert "Green Street" in shown
        assert f"/agreements/{agreement.ref}/articles/13" in shown
        assert "names only Gemeente Lindendal" in shown
    assert as_(cast.cyd).get(f"/agreements/{agreement.ref}/balance").status_code == 404


def test_it_never_stands_in_the_way(make, as_, cast):
    """What it points at is no hindrance: the text freezes all the same."""
    agreement = make("agreed")
    assert balance_of(agreement).most
    assert as_(cast.ben).get(f"/agreements/{agreement.ref}").status_code == 200
    freeze(agreement, cast, None)
    assert agreement.frozen
