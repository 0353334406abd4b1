"""The wordings of the library as they can be offered: those of the files and those that people wrote."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from collab.agreements.library import TOPICS, Topic, Words
from collab.agreements.lifecycle import Weight
from collab.clock import local, today
from collab.db import db

from .matching import fits
from .models import Clause, ClauseVersion
from .words import Level

ORDER = {level: place for place, level in enumerate(Level)}


@dataclass(frozen=True, slots=True)
class Worded:
    """One version of one wording. Version 0 is what the files say; it held from the start."""

    topic: str
    weight: Weight
    number: int
    version: int
    level: Level
    words: Words
    valid_from: date | None = None
    retired_at: datetime | None = None

    @property
    def clause(self) -> str:
        return f"{self.topic}-{self.weight}-{self.number}"

    def held_on(self, day: date) -> bool:
        return self.valid_from is None or self.valid_from <= day

    def was_retired_by(self, day: date) -> bool:
        return self.retired_at is not None and local(self.retired_at).date() <= day


class Shelf:
    """Every version of every wording on some topics, read at once."""

    def __init__(self, versions: Iterable[Worded]) -> None:
        self.versions = sorted(versions, key=lambda it: (it.number, it.version))

    def offered(self, topic: str, weight: str | None = None, on: date | None = None) -> list[Worded]:
        """What can be chosen on a day: of each wording that is not retired the version that holds."""
        day = on or today()
        newest = {
            it.clause: it
            for it in self.versions
            if it.topic == topic and weight in {None, it.weight} and it.held_on(day)
        }
        kept = (it for it in newest.values() if not it.was_retired_by(day))
        return sorted(kept, key=lambda it: (ORDER[it.level], it.number))

    def preferred(self, topic: str, weight: str) -> Worded | None:
        return next((it for it in self.offered(topic, weight) if it.level == Level.PREFERRED), None)

    def named(self, clause: str | None) -> Worded | None:
        """A wording that is offered, by its name on our pages: A07-light-1."""
        topic = (clause or "").partition("-")[0]
        return next((it for it in self.offered(topic) if it.clause == clause), None)

    def match(self, topic: str, text: str, on: date) -> Worded | None:
        """On which wording a text stands: first what was offered that day, then whatever there ever was."""
        ever = [it for it in reversed(self.versions) if it.topic == topic and it.held_on(on)]
        return next((it for it in [*self.offered(topic, on=on), *ever] if _says(it, text)), None)


def shelf(*topics: str) -> Shelf:
    """The wordings on these topics, or on all, in one statement."""
    columns = (
        Clause.topic, Clause.weight, Clause.number, ClauseVersion.number, ClauseVersion.level,
        ClauseVersion.nl, ClauseVersion.en, ClauseVersion.valid_from, Clause.retired_at,
    )  # fmt: skip
    query = select(*columns).join(Clause.versions)
    rows = db.session.execute(query.where(Clause.topic.in_(topics)) if topics else query)
    kept = [_worded(*row) for row in rows]
    taken_up = {it.clause for it in kept}
    of_files = (of_file(TOPICS[code], weight) for code in topics or TOPICS for weight in Weight)
    return Shelf([*kept, *(it for it in of_files if it.clause not in taken_up)])


def of_file(topic: Topic, weight: Weight) -> Worded:
    return Worded(topic.code, weight, 0, 0, Level.PREFERRED, topic.wording_for(weight))


def _worded(topic, weight, number, version, level, *rest) -> Worded:
    nl, en, valid_from, retired_at = rest
    words = Words(nl=nl, en=en)
    return Worded(topic, weight, number, version, level, words, valid_from, retired_at)


def _says(it: Worded, text: str) -> bool:
    return fits(it.words.nl, text) or fits(it.words.en, text)
