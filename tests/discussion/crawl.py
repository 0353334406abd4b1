"""Goes through every door of the house as somebody, and through all that was stored, and looks for words.

For whatever must stay on one side: notes, advice, drafts. Give `leaks` the words that only one side knows and
the people of the others; it answers where a word was found, so `leaks(...) == []` is the promise. Ask it for
the own side as well: it must find the words there, else the search itself is broken.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any
from urllib.parse import urldefrag, urlsplit

from sqlalchemy import select

MOST_PAGES = 16  # by following links, per person, besides all doors
BLANK = re.compile(r"<(?:[a-z]+:)?([a-z_]+)>")
LINK = re.compile(r'(?:href|src)="(/[^"]*)"')
NUMBERS = (1,)
ARTICLES = (1, 7)  # on whose doors we knock; links lead to the others


class Crawl:
    """One person's way through the house."""

    def __init__(self, app, visitor, words: Iterable[str]) -> None:
        self.app, self.visitor = app, visitor
        self.words = [word.casefold() for word in words]
        self.found: list[str] = []
        self.seen: dict[str, list[str]] = {}  # an address, and where its links lead

    def doors(self, known: dict[str, list[Any]]) -> "Crawl":
        """Every door that can be read, with every thing we know of in each of its blanks."""
        for rule in self.app.url_map.iter_rules():
            if rule.endpoint != "static" and "GET" in rule.methods:
                for address in addresses(rule.rule, known):
                    self.look(address)
        return self

    def links(self, *starts: str) -> "Crawl":
        """The pages to which links lead, with what stands behind their question mark; each read once."""
        waiting, known = list(starts), set(starts)
        last = len(self.seen) + MOST_PAGES
        while waiting and len(self.seen) < last:
            found = self.look(waiting.pop(0))
            waiting += [path for path in dict.fromkeys(found) if path not in known]
            known |= set(found)
        return self

    def look(self, address: str) -> list[str]:
        if address in self.seen:
            return self.seen[address]
        answer = self.visitor.get(address)
        assert answer.status_code < 500, f"{address}: {answer.status_code}"
        text = answer.get_data().decode("utf-8", "replace")
        self.note(address, f"{text} {answer.headers}")
        is_page = answer.mimetype == "text/html" and answer.status_code == 200
        links = [link for link in map(ours, LINK.findall(text)) if link] if is_page else []
        self.seen[address] = links
        return links

    def note(self, where: str, text: str) -> None:
        self.found += [f"{where}: {word}" for word in self.words if word in text.casefold()]


def leaks(app, as_, people: Iterable[Any], agreement, words: Iterable[str]) -> list[str]:
    """Where these people, or what was stored for them or for all, meet one of the words."""
    words, known = list(words), things_of(agreement)
    found = [where for person in people for where in met_by(app, as_, person, agreement, words, known)]
    return sorted({*found, *in_history(words), *on_paper(agreement, words)})


def met_by(app, as_, person, agreement, words: list[str], known: dict[str, list[Any]]) -> list[str]:
    """Where this person meets one of the words: behind a door, along links, in a mail."""
    starts = ("/overview", f"/cases/{agreement.case.ref}", f"/agreements/{agreement.ref}/articles/7")
    crawl = Crawl(app, as_(person), words).doors(known).links(*starts)
    assert len(crawl.seen) > 60, "hardly any door was opened: the crawl does not work"
    return [f"{person.name} {where}" for where in [*crawl.found, *in_mails(person, words)]]


def things_of(agreement) -> dict[str, list[Any]]:
    """What can stand in the blanks of an address of this cooperation."""
    from collab.db import Model, db

    case, keys, parties = agreement.case, {}, [party.key for party in agreement.parties]
    for mapper in Model.registry.mappers:
        if "key" in mapper.columns and "agreement_id" in mapper.columns:
            kind = mapper.class_
            query = select(kind.key).where(kind.agreement_id == agreement.id)
            keys[mapper.local_table.name] = db.session.scalars(query).all()
    said = [*keys["comment"], *keys["note"]]
    others = [key for table, found in keys.items() if table not in {"comment", "note"} for key in found]
    return {
        "cases": [case.ref],
        "agreements": [agreement.ref],
        "collectives": [collective.ref for collective in case.collectives],
        "ref": [case.ref, agreement.ref, *(promise.ref for promise in case.promises[:2])],
        "messages": said,
        "key": [*parties, *others, said[-1]] if said else [*parties, *others],
        "articles": ARTICLES,
        **{"topic": ["A07"], "code": ["A07"], "weight": ["light"], "value": ["trust"]},
    }


def addresses(rule: str, known: dict[str, list[Any]]) -> Iterator[str]:
    """The addresses of a door: what each of its blanks stands for is told by the word before it."""
    parts = rule.split("/")
    blanks = [n for n, part in enumerate(parts) if BLANK.fullmatch(part)]
    for values in product(*(known.get(parts[n - 1]) or known.get(name(parts[n]), NUMBERS) for n in blanks)):
        filled = dict(zip(blanks, values, strict=True))
        yield "/".join(str(filled.get(n, part)) for n, part in enumerate(parts))


def name(blank: str) -> str:
    return BLANK.fullmatch(blank)[1]


def in_mails(person, words: list[str]) -> list[str]:
    """In what was written to this person: the facts, and the mail that is made from them."""
    from collab.db import db
    from collab.notifications.letters import letter_for
    from collab.notifications.models import Notice

    found = []
    for notice in db.session.scalars(select(Notice).where(Notice.person_id == person.id)):
        letter = letter_for(notice, {"key": "-"})
        told = f"{notice.key} {notice.data} {letter.subject} {letter.text} {letter.html}".casefold()
        found += [f"mail {notice.template}: {word}" for word in words if word.casefold() in told]
    return found


def in_history(words: list[str]) -> list[str]:
    """In the facts of events, which the audit of every side reads."""
    from collab.db import db
    from collab.history import Event

    events = db.session.execute(select(Event.name, Event.data)).all()
    return [
        f"event {name}: {word}"
        for name, data in events
        for word in words
        if word.casefold() in str(data).casefold()
    ]


def on_paper(agreement, words: list[str]) -> list[str]:
    """In the frozen text, the evidence beside it, and what is printed."""
    from collab.agreements import evidence, paper

    told = {f"frozen text {frozen.number}": frozen.text for frozen in agreement.frozen}
    if agreement.frozen:
        canonical, beside = evidence.of(agreement)
        told |= {"evidence": str(beside), "paper": str(paper.render(canonical, beside))}
    return [
        f"{where}: {word}"
        for where, text in told.items()
        for word in words
        if word.casefold() in text.casefold()
    ]


def ours(link: str) -> str | None:
    """The address without its fragment; files and ways out are left alone."""
    path = urldefrag(link.replace("&amp;", "&"))[0]
    return None if urlsplit(path).path.startswith(("/static", "/sign-out")) else path
