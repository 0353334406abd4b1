"""The trail of an agreement: each event with who did it for whom, when, and the fingerprints around it."""

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from collab.clock import local
from collab.history import Event
from collab.history.chain import Link, links_of
from collab.history.telling import SENTENCES

from . import canonical
from .articles import Wording
from .lifecycle import StepKind
from .models import Agreement
from .parties import Party
from .steps import Stand

# Of later slices: what one event is about, by the word for its number, and where an agreement keeps them.
PARTED = {"opinion": ("opinion", "opinions"), "approval_round": ("round", "rounds")}
# One event each, and one step on its article: the n-th of the one is the n-th of the other.
STEPS = {f"agreement.{verb}" for verb in ("proposed", "agreed", "rejected", "taken_back", "undone")}


class Change(NamedTuple):
    """Fingerprints of a text before and after; `article` is None for the whole of it."""

    before: str | None
    after: str | None
    article: int | None = None


class Entry(NamedTuple):
    event: Event
    what: str
    party: str | None
    change: Change | None
    link: Link | None

    @property
    def who(self) -> str | None:
        return self.event.actor.name if self.event.actor else None

    def as_facts(self) -> dict[str, Any]:
        at = self.event.happened_at
        return {
            "at": at.isoformat(),
            "local": f"{local(at):%Y-%m-%d %H:%M:%S %Z}",
            "event": self.event.name,
            "what": self.what,
            "who": self.who,
            "party": self.party,
            "side": self.event.side,
            "text": self.change and self.change._asdict(),
            "chain": self.link and self.link._asdict(),
        }


def entries(agreement: Agreement, names: Iterable[str]) -> list[Entry]:
    """In order of time; only events with these names."""
    wanted = set(names)
    events = [event for event in agreement.events if event.name in wanted and event.name in SENTENCES]
    changes, links = _changes(agreement), links_of([event.id for event in events])
    return [
        Entry(event, said, _party(agreement, event), changes.get(event.id), links.get(event.id))
        for event in events
        if (said := SENTENCES[event.name](event))
    ]


def _party(agreement: Agreement, event: Event) -> str | None:
    """On whose behalf: as it was written down, there or with what it is about; else the only party of that
    side, or the actor's."""
    if known := agreement.party(event.data.get("party", "")) or _party_about(agreement, event):
        return known.name
    theirs = [party for party in agreement.parties if party.side == event.side]
    if len(theirs) > 1 and event.actor:
        theirs = [party for party in theirs if party is agreement.party_for(event.actor)]
    return theirs[0].name if len(theirs) == 1 else None


def _party_about(agreement: Agreement, event: Event) -> Party | None:
    """Time has no party: whose advice, or whose approval it was tells for whom it passed."""
    return next(
        (
            one.party
            for noun, (key, theirs) in PARTED.items()
            if event.name.startswith(f"{noun}.")
            for one in getattr(agreement, theirs)
            if one.number == event.data.get(key)
        ),
        None,
    )


def _changes(agreement: Agreement) -> dict[int, Change]:
    """What was done to the text, by the number of its event; what left it as it was is not here."""
    frozen = [event for event in agreement.events if event.name == "agreement.frozen"]
    texts = [None, *(text.digest for text in agreement.frozen)]
    pairs = zip(frozen, texts, texts[1:], strict=False)
    return {event.id: Change(before, after) for event, before, after in pairs} | _of_articles(agreement)


def _of_articles(agreement: Agreement) -> dict[int, Change]:
    by_article = defaultdict(list)
    for event in agreement.events:
        if event.name in STEPS:
            by_article[event.data["article"]].append(event)
    return {
        event.id: Change(before, after, article.number)
        for article in agreement.articles
        for event, before, after in _replayed(article, by_article[article.number])
        if before != after
    }


def _replayed(article, events: list[Event]) -> Iterable[tuple[Event, str | None, str | None]]:
    """What stood on the table before and after each step."""
    told = iter(events)
    for number, step in enumerate(article.steps):
        if step.kind == StepKind.TAKEN_OVER or (event := next(told, None)) is None:
            continue
        before, after = Stand(article.steps[:number]).latest, Stand(article.steps[: number + 1]).latest
        yield event, fingerprint(before), fingerprint(after)


def fingerprint(wording: Wording | None) -> str | None:
    """SHA-256 of what one article says, spelled as in the whole text."""
    if wording is None:
        return None
    spelled = json.dumps(wording.provisions, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return canonical.digest(spelled)
