"""Every page that links lead to, for each kind of people, in both languages and at both widths."""

import re
from collections import Counter
from urllib.parse import urldefrag, urlsplit

import pytest

from tests.journeys.inspector import Inspector
from tests.journeys.visitor import DESKTOP, Visitor

pytestmark = [pytest.mark.live, pytest.mark.xdist_group("pages")]
PEOPLE = {
    "stranger": None,
    "newcomer": "nieuw@lindendal.example",
    "representative while writing": "giovanni.pinas@stichting-het-open-huis.example",
    "representative while signing": "nour.haddad@oostdorp-aan-tafel.example",
    "contact person": "thomas.kuipers@lindendal.example",
    "integral team": "noor.verbeek@lindendal.example",
    "administrator": "stef.wouters@lindendal.example",
}
MOST = 80  # pages per person
TWINS = 1  # pages of the same kind per person
SPOIL = """() => document.querySelector('main').insertAdjacentHTML('beforeend',
    `<h1>My overview</h1><a href="#gone">Weg</a><img src="/static/img/logo.svg" width="2000">
    <p class="spoilt">Vaag</p>`)
    || document.querySelector('.spoilt').style.setProperty('color', '#eee')"""
PLACE = re.compile(r"/(?:[A-Z]+-[\w-]+|\d+)(?=/|$)")


class Round:
    """Follows links of the own site, page by page, and remembers what was wrong."""

    def __init__(self, visitor: Visitor, examined: set) -> None:
        self.visitor, self.examined = visitor, examined
        self.wrong: list[str] = []
        self.kinds: Counter[str] = Counter()
        self.seen: set[str] = set()

    def walk(self, start: str) -> list[str]:
        """Answers the addresses that were visited."""
        waiting, visited = [start], []
        while waiting and len(visited) < MOST:
            path = waiting.pop(0)
            if self._is_new(path):
                visited.append(path)
                waiting += self.look(path)
        return visited

    def look(self, path: str) -> list[str]:
        """What is wrong with this page is noted; answers where it leads."""
        answer = self.visitor.go(path)
        if answer.status != 200:
            self.wrong.append(f"{path}: answered {answer.status}")
            return []
        inspector = Inspector(self.visitor.page, self.visitor.language)
        kind = (kind_of(path), self.visitor.language)
        thoroughly = kind not in self.examined
        self.examined.add(kind)
        self.wrong += [f"{path} ({self.visitor.language}): {what}" for what in inspector.wrong(thoroughly)]
        return [path for link in inspector.links if (path := self._ours(link))]

    def _is_new(self, path: str) -> bool:
        if path in self.seen:
            return False
        self.seen.add(path)
        self.kinds[kind_of(path)] += 1
        return self.kinds[kind_of(path)] <= TWINS

    def _ours(self, link: str) -> str | None:
        if not link.startswith(self.visitor.house.url) or link.endswith("/paper"):
            return None
        return urldefrag(link)[0].removeprefix(self.visitor.house.url) or "/"


def kind_of(path: str) -> str:
    """Pages whose addresses differ only in a number are of a kind."""
    return PLACE.sub("/…", urlsplit(path).path)


@pytest.fixture(scope="module")
def examined() -> set[tuple[str, str]]:
    """Kinds of pages that were checked thoroughly already, each once per language."""
    return set()


@pytest.mark.parametrize("who", PEOPLE)
def test_no_page_breaks_sticks_out_or_shuts_anybody_out(who, visit, examined):
    visitor = visit("nl", **DESKTOP)
    start = come_in(visitor, who)
    tour = Round(visitor, examined)
    pages = tour.walk(start)
    visitor.speak("en")
    for path in pages:
        if (kind_of(path), "en") not in examined:
            tour.look(path)
    visitor.speak("nl")
    assert tour.wrong == []


def come_in(visitor: Visitor, who: str) -> str:
    """Where the links begin."""
    email = PEOPLE[who]
    if email is None:
        return "/sign-in"
    if who == "newcomer":
        visitor.make_an_account("Nieuw Hier", email)
    else:
        visitor.sign_in(email)
    visitor.speak("nl")
    return "/overview"


def test_the_inspector_notices_what_is_wrong(visit):
    """Else the tests above could not fail."""
    visitor = visit("nl", **DESKTOP)
    visitor.go("/sign-in")
    visitor.page.evaluate(SPOIL)
    told = "\n".join(Inspector(visitor.page, "nl").wrong(thoroughly=True))
    for fault in (
        "leads nowhere: #gone",
        "other language: My overview",
        "2 first",
        "wider",
        "image-alt",
        "contrast",
    ):
        assert fault in told
