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
