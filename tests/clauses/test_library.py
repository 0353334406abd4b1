"""The municipality looks after the wordings; both sides read them; nothing that was said is changed."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from collab.agreements import standard
from collab.agreements.library import TOPICS
from collab.clauses.shelf import shelf
from collab.clock import today
from collab.errors import NotNow

A26 = "/clauses/A26/light/0"


def typed(nl: str, en: str, seen: int = 0, **more) -> dict:
    return {"level": "preferred", "nl": nl, "en": en, "valid_from": today().isoformat(), "seen": seen} | more


def said(page) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


def test_without_a_word_of_anybody_the_files_are_the_preferred_wordings(session):
    topic = TOPICS["A26"]
    kept = shelf().preferred("A26", "light")
    assert (kept.version, kept.words) == (0, topic.light_wording)
    assert standard.provision(topic, "nl", "light")["text"] == topic.light_wording.nl


def test_a_new_version_is_proposed_from_then_on_and_the_old_one_stays(as_, ina, make):
    agreement = make("drafted")
    visitor = as_(ina)
    answer = visitor.post(f"{A26}/version", data=typed("Wij zeggen op.", "We give notice."))
    assert answer.status_code == 303
    proposal = visitor.get(f"/agreements/{agreement.ref}/articles/13/proposal")
    assert "We give notice." in proposal.text
    versions = [it for it in shelf("A26").versions if it.weight == "light"]
    assert [it.version for it in versions] == [0, 1]
    assert versions[0].words == TOPICS["A26"].light_wording
    assert standard.provision(TOPICS["A26"], "en", "light")["text"] == "We give notice."


def test_a_version_waits_for_its_first_day(as_, ina):
    later = (today() + timedelta(days=3)).isoformat()
    as_(ina).post(f"{A26}/version", data=typed("Later.", "Later.", valid_from=later))
    assert shelf("A26").preferred("A26", "light").version == 0
    assert "valid from" in as_(ina).get("/clauses/A26").text


def test_the_page_shows_word_by_word_what_a_version_changed(as_, ina, written):
    written("We share the costs.")
    visitor = as_(ina)
    new = typed("NL We share all costs.", "We share all costs.", seen=1)
    assert visitor.post("/clauses/A12/light/1/version", data=new).status_code == 303
    page = visitor.get("/clauses/A12").text
    assert re.search(r"<ins>.*?all", page)
    assert re.search(r"<del>.*?the", page)


def test_two_people_write_a_version_at_once_and_neither_loses_a_word(as_, ina):
    first = as_(ina).post(f"{A26}/version", data=typed("De eerste.", "The first."))
    second = as_(ina).post(f"{A26}/version", data=typed("De tweede.", "The second."))
    assert (first.status_code, second.status_code) == (303, 409)
    assert "The first." in second.text
    assert "The second." in second.text
    again = as_(ina).post(f"{A26}/version", data=typed("De tweede.", "The second.", seen=1))
    assert again.status_code == 303
    assert shelf("A26").preferred("A26", "light").version == 2


def test_a_retired_wording_is_not_offered_and_says_why(as_, ina, make):
    agreement = make("drafted")
    visitor = as_(ina)
    assert visitor.post(f"{A26}/retirement", data={"why": "The law changed."}).status_code == 303
    assert "The law changed." in visitor.get("/clauses/A26").text
    assert standard.provision(TOPICS["A26"], "en", "light")["text"] is None
    assert 13 not in [article.number for article in standard.ready(agreement)]
    assert visitor.post(f"{A26}/version", data=typed("Toch.", "Still.")).status_code == 409


def test_a_replaced_wording_names_the_one_that_took_its_place(as_, ina, written):
    old, new = written("Old words."), written("New words.", number=2)
    answer = as_(ina).post("/clauses/A12/light/1/retirement", data={"why": "Too long.", "replaced_by": "2"})
    assert answer.status_code == 303
    assert old.replaced_by is new
    assert f'href="#{new.name}"' in as_(ina).get("/clauses/A12").text


def test_a_wording_that_was_retired_takes_no_place(ina, written):
    old, new = written("Old words."), written("New words.", number=2)
    new.retire("Too long.", None, by=ina)
    with pytest.raises(NotNow):
        old.retire("Too short.", new, by=ina)


def test_a_wording_is_added_for_people_to_fall_back_on(as_, ina):
    new = typed("Wij doen […wat].", "We do […what].", level="acceptable", fits="For small groups.")
    assert as_(ina).post("/clauses/A12/light/new", data=new).status_code == 303
    offered = shelf("A12").offered("A12", "light")
    assert [(it.number, str(it.level)) for it in offered] == [(0, "preferred"), (1, "acceptable")]


@pytest.mark.parametrize(
    "en", ["We do […what", "We do [what].", "We do it.", "We do […what] on […which day]."], ids=str
)
def test_places_to_fill_in_must_be_whole_and_the_same_in_both_languages(as_, ina, en):
    answer = as_(ina).post(f"{A26}/version", data=typed("Wij doen […wat].", en))
    assert answer.status_code == 422
    assert [it.version for it in shelf("A26").versions if it.weight == "light"] == [0]


@pytest.mark.parametrize("who", ["ana", "ben", "bea"])
@pytest.mark.parametrize("door", ["version", "retirement", "note"])
def test_only_administrators_and_the_integral_team_write_in_it(as_, cast, who, door):
    data = typed("Anders.", "Other.") | {"why": "So.", "text": "So."}
    assert as_(getattr(cast, who)).post(f"{A26}/{door}", data=data).status_code == 403
    assert {it.version for it in shelf("A26").versions} == {0}


def test_a_collective_reads_the_library_without_notes_and_names_of_officers(as_, cast, ina, written):
    written("Fall back on this.")
    as_(ina).post("/clauses/A12/light/1/note", data={"text": "Legal doubts this one."})
    as_(ina).post("/clauses/A12/light/1/version", data=typed("NL Anders.", "Fall back on that.", seen=1))
    theirs, ours = as_(cast.ana).get("/clauses/A12").text, as_(cast.ben).get("/clauses/A12").text
    assert "Fall back on that." in theirs
    assert "Legal doubts" not in theirs
    assert ina.name not in theirs
    assert "Legal doubts" in ours
    assert "Legal doubts" not in as_(cast.ana).get("/clauses?q=doubts").text


def test_looking_for_a_word_finds_it_in_either_language_and_in_new_wordings(as_, cast, written):
    written("Beekeepers are welcome.")
    page = as_(cast.ana).get("/clauses?q=beekeepers").text
    assert "/clauses/A12" in page
    assert "/clauses/A26" not in page
    assert "/clauses/A26" in as_(cast.ana).get("/clauses?q=opzeggen").text


def test_somebody_who_proposes_can_begin_with_a_fall_back_wording(as_, cast, make, written):
    agreement = make("drafted")
    clause = written("Nobody decides alone.", topic="A26")
    address = f"/agreements/{agreement.ref}/articles/13/proposal"
    plain = as_(cast.ana).get(address)
    assert f"wording={clause.name}" in plain.text
    begun = as_(cast.ana).get(f"{address}?wording={clause.name}")
    [area] = re.findall(r'<textarea[^>]*id="A26_text"[^>]*>\s*(.*?)</textarea>', begun.text, re.S)
    assert area == "Nobody decides alone."
    assert "acceptable" in begun.text


def test_an_unknown_wording_in_the_address_changes_nothing(as_, cast, make):
    agreement = make("drafted")
    page = as_(cast.ana).get(f"/agreements/{agreement.ref}/articles/13/proposal?wording=A99-x-1")
    assert page.status_code == 200
    assert TOPICS["A26"].light_wording.en.splitlines()[0] in page.text


def test_what_a_version_says_cannot_be_changed_in_the_database(session, written):
    written("As it was.")
    with pytest.raises(ProgrammingError):
        session.execute(text("update clause_version set en = 'changed'"))


@pytest.mark.parametrize(
    "address", ["/clauses/A99", "/clauses/A26/huge/0/version", "/clauses/A26/light/7/version"]
)
def test_what_is_not_there_is_not_found(as_, ina, address):
    assert as_(ina).get(address).status_code == 404
