"""Each side says which article carries which value; what is left over stands on one calm page."""

import pytest
from sqlalchemy import event, select
from sqlalchemy.engine import Engine

from collab.agreements.values import ValueLink

ARTICLE, PROPOSAL = "/agreements/LD-1-1/articles/2", "/agreements/LD-1-1/articles/3/proposal"


def ties(browser, value="trust", article=ARTICLE):
    return browser.post(f"{article}/values", data={"value": value})


def test_each_side_links_and_takes_away_only_its_own(make, cast, as_, session):
    make("proposed")
    for person in (cast.ana, cast.ben):
        assert ties(as_(person)).status_code == 303
    page = as_(cast.ali).get(ARTICLE).text
    linked = page[page.index("Values in this article") :].partition("</section>")[0]
    assert "Green Street" in linked
    assert "Gemeente Lindendal" in linked
    as_(cast.ana).post(f"{ARTICLE}/values/trust/removal")
    assert [link.party.key for link in session.scalars(select(ValueLink))] == ["municipality"]
    assert as_(cast.ana).post(f"{ARTICLE}/values/trust/removal").status_code == 404


def test_linked_twice_it_stands_there_once(make, cast, as_, session):
    make("proposed")
    for _ in range(2):
        assert ties(as_(cast.ana)).status_code == 303
    assert len(session.scalars(select(ValueLink)).all()) == 1


def test_the_article_shows_what_all_said_together(make, talk, cast, as_):
    make("proposed")
    talk("agreed")
    ties(as_(cast.ben))
    assert "Bad news within a week." in as_(cast.ana).get(ARTICLE).text


def test_drafts_of_the_conversation_never_reach_an_article(make, talk, cast, as_):
    make("proposed")
    talk("joint")  # proposed, not agreed
    ties(as_(cast.ana))
    for address in (ARTICLE, PROPOSAL, "/agreements/LD-1-1/values"):
        page = as_(cast.ben).get(address).text
        assert "Bad news within a week." not in page


def test_one_page_shows_what_is_left_over(make, talk, cast, as_):
    make("proposed")
    talk("agreed")
    ties(as_(cast.ana), "sustainability")
    assert "/agreements/LD-1-1/values" in as_(cast.ali).get("/agreements/LD-1-1").text
    page = as_(cast.ali).get("/agreements/LD-1-1/values").text
    carried, _heading, rest = page.partition('id="no-article"')
    without_article, _heading, without_value = rest.partition('id="no-value"')
    assert "Sustainability" in carried
    assert "Trust" in without_article
    assert "Sustainability" not in without_article
    assert "Article 7," in without_value
    assert "Article 2," not in without_value


def test_a_light_text_without_a_conversation_stays_as_it_was(make, cast, as_):
    make("proposed")
    assert "/values" not in as_(cast.ana).get("/agreements/LD-1-1").text


def test_the_joint_words_are_offered_as_a_text_to_begin_with(make, talk, cast, as_):
    make("drafted")
    talk("agreed")
    assert "Begin with these words" in as_(cast.ben).get(PROPOSAL).text
    page = as_(cast.ben).get(f"{PROPOSAL}?wording=joint-words").text
    box = page[page.index('name="A03_text"') :].partition("</textarea>")[0]
    assert "- Trust: Bad news within a week." in box


def test_without_joint_words_nothing_is_offered(make, talk, cast, as_):
    make("drafted")
    talk("open")
    assert "joint-words" not in as_(cast.ben).get(PROPOSAL).text
    assert as_(cast.ben).get(f"{PROPOSAL}?wording=joint-words").status_code == 200


@pytest.mark.parametrize("value", ["money", "", "x" * 300])
def test_there_are_eight_values(make, cast, as_, session, value):
    make("proposed")
    assert ties(as_(cast.ana), value).status_code == 303
    assert session.scalars(select(ValueLink)).all() == []


def test_who_reads_along_links_nothing_and_cyd_finds_nothing(make, cast, as_):
    make("proposed")
    assert ties(as_(cast.ali)).status_code == 403
    assert ties(as_(cast.bea)).status_code == 403
    assert ties(as_(cast.cyd)).status_code == 404
    assert as_(cast.cyd).get("/agreements/LD-1-1/values").status_code == 404


@pytest.fixture
def statements(app):
    """What the database was asked."""
    asked = []

    def note(_connection, _cursor, statement, *_rest):
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield asked
    event.remove(Engine, "before_cursor_execute", note)


def test_more_links_take_no_more_statements(make, cast, as_, statements):
    make("proposed")
    counts = []
    for numbers in ((2,), (7, 14)):
        for number in numbers:
            ties(as_(cast.ana), article=f"/agreements/LD-1-1/articles/{number}")
        browser = as_(cast.ana)
        statements.clear()
        browser.get("/agreements/LD-1-1/values")
        counts.append(len(statements))
    assert counts[0] == counts[1]
