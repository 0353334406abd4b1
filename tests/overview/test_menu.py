"""The main menu stays on one line, whatever posts somebody has."""

import re

from collab.people.words import Duty


def menu_of(page):
    nav = page.split('class="site-nav"')[1].split("</nav>")[0]
    line, _, folded = nav.partition("<details")
    return [[text.strip() for text in re.findall(r"<a [^>]*>([^<]+)</a>", part)] for part in (line, folded)]


def test_who_has_many_pages_finds_the_last_of_them_under_more(cast, as_, session):
    cast.bea.appoint(Duty.ADMINISTRATOR, by=None)
    session.flush()
    line, folded = menu_of(as_(cast.bea).get("/overview").text)
    assert len(line) == 6
    assert "People" in folded
    assert folded[-1] == "Administration"
    here = as_(cast.bea).get("/administration").text
    assert re.search(r'<summary aria-current="true">More<span[^>]*>: Administration', here)


def test_a_short_menu_is_not_folded(cast, as_):
    page = as_(cast.ana).get("/overview").text
    assert "My overview" in menu_of(page)[0]
    assert "site-nav__more" not in page


def test_a_coordinator_finds_what_a_coordinator_may_set(cast, as_, session):
    cast.bea.appoint(Duty.COORDINATOR, by=None)
    session.flush()
    page = as_(cast.bea).get("/administration/stages").text
    assert {"Reminders", "Phases", "Stages of the road"} <= set(menu_of(page)[1])
    assert 'aria-current="true">More<span class="site-nav__here">: Stages of the road' in page
    assert page.count("aria-current") == 3  # under More, on More itself, and in the crumbs


def test_a_person_of_the_municipality_stands_under_people(cast, as_, session):
    cast.bea.appoint(Duty.ADMINISTRATOR, by=None)
    session.flush()
    page = as_(cast.bea).get(f"/people/{cast.ben.id}").text
    assert '<a href="/people" aria-current="true">' in page


def test_a_number_out_of_reach_is_answered_in_our_own_words(cast, as_, session):
    cast.bea.appoint(Duty.ADMINISTRATOR, by=None)
    session.flush()
    days = {"spring_day": "31", "spring_month": "2", "autumn_day": "1", "autumn_month": "9"}
    assert "Use a whole number from 1 to 28." in as_(cast.bea).post("/budget-calendar", data=days).text
