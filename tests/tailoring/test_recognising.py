"""A text that is not the library's is recognised, and one that is, is not suspected."""

import re

import pytest

from collab.agreements.library import TOPICS, Words
from collab.agreements.lifecycle import Weight
from collab.clauses.models import Clause
from collab.clauses.words import Level
from collab.clock import today
from collab.tailoring.queries import deviations_of, without_reason
from collab.tailoring.words import Standing

from .conftest import NOTICE, own, propose, standard


def standings(agreement) -> list[Standing]:
    return [it.standing for it in deviations_of(agreement)]


def add(session, by, level: str, text: str, topic: str = "A26") -> Clause:
    clause = Clause.begin(TOPICS[topic], Weight.LIGHT, 1, "When it suits.")
    session.add(clause)
    clause.word(Level(level), Words(nl=f"NL {text}", en=text), today(), seen=-1, by=by)
    session.flush()
    return clause


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_standard_text_is_no_tailoring_in_either_language(cast, garden, language):
    propose(garden, 13, standard("A26", NOTICE, language), cast.ana)
    assert standings(garden) == []


def test_white_space_and_filled_in_places_are_no_tailoring(cast, garden):
    said = TOPICS["A21"].wording.en
    filled = re.sub(r"\[…[^\]]+\]", "2,500,000 euros", said)
    spaced = filled.replace("\n\n", "\n").replace(" ", "  ")
    propose(garden, 10, own("A21", text=f" {spaced}\n"), cast.ana)
    assert filled != said
    assert standings(garden) == []


def test_other_words_are_tailoring(cast, garden):
    propose(garden, 13, own("A26", NOTICE), cast.ana)
    [departure] = deviations_of(garden)
    assert (departure.standing, departure.topic.code, departure.has_reason) == (Standing.OWN, "A26", False)


def test_one_sentence_more_is_tailoring(cast, garden):
    longer = TOPICS["A26"].light_wording.en + " The municipality may always stop at once."
    propose(garden, 13, own("A26", NOTICE, longer), cast.ben)
    assert standings(garden) == [Standing.OWN]


@pytest.mark.parametrize("code", ["A12", "A32", "A34"])
def test_words_on_a_topic_that_is_not_asked_are_no_tailoring(cast, garden, code):
    propose(garden, TOPICS[code].article, own(code), cast.ana)
    assert standings(garden) == []


@pytest.mark.parametrize("code", ["A04", "A06"])
def test_everyone_says_their_own_purpose_and_work(cast, garden, code):
    propose(garden, TOPICS[code].article, own(code), cast.ana)
    assert standings(garden) == []


def test_nothing_agreed_is_an_answer_and_no_tailoring(cast, garden):
    propose(garden, 13, {"A26": {"text": None, "nothing": True, "terms": None}}, cast.ana)
    assert standings(garden) == []


@pytest.mark.parametrize(
    ("days", "found"), [(30, []), (90, []), (120, [Standing.UNUSUAL]), (5, [Standing.UNUSUAL])]
)
def test_a_number_far_from_usual_is_noticed(cast, garden, days, found):
    propose(garden, 13, standard("A26", {"notice_days": days}), cast.ana)
    assert standings(garden) == found


def test_a_fall_back_wording_is_no_tailoring_but_one_that_needs_approval_is_named(cast, garden, session):
    add(session, cast.ben, "acceptable", "We stop when we must.")
    propose(garden, 13, own("A26", NOTICE, "We stop when we must."), cast.ana)
    assert standings(garden) == []
    add(session, cast.ben, "needs_approval", "We stop at [how] once.".replace("[how] ", ""), "A25")
    said = own("A26", NOTICE, "We stop when we must.") | own("A25", text="We stop at once.")
    propose(garden, 13, said, cast.ana)
    [departure] = deviations_of(garden)
    assert (departure.standing, departure.worded.clause) == (Standing.NEEDS_APPROVAL, "A25-light-1")


def test_a_text_keeps_its_standing_when_its_wording_is_retired_or_replaced(cast, garden, session):
    clause = add(session, cast.ben, "acceptable", "We stop when we must.")
    propose(garden, 13, own("A26", NOTICE, "We stop when we must."), cast.ana)
    clause.word(Level.ACCEPTABLE, Words(nl="NL anders", en="Otherwise."), today(), seen=1, by=cast.ben)
    assert standings(garden) == []
    clause.retire("Out of use.", None, by=cast.ben)
    assert standings(garden) == []


def test_with_a_reason_it_stays_tailoring_but_asks_nothing(cast, garden, explained):
    propose(garden, 13, own("A26", NOTICE), cast.ana)
    explained(garden, "A26", cast.ana)
    assert standings(garden) == [Standing.OWN]
    assert without_reason(garden) == []


def test_what_was_explained_stays_on_record_when_the_text_returns_to_the_library(cast, garden, explained):
    propose(garden, 13, own("A26", NOTICE), cast.ana)
    explained(garden, "A26", cast.ana)
    propose(garden, 13, standard("A26", NOTICE), cast.ben)
    [departure] = deviations_of(garden)
    assert departure.has_reason
    assert not departure.standing.asks_why
