"""How a person wants to hear of things: per topic, and when to be left alone."""

from datetime import datetime

from flask import current_app
from sqlalchemy import ForeignKey
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab.db import Model, db
from collab.people.models import Person

from .resting import Rest, calm, next_monday, next_morning
from .topics import CHOSEN, Topic, Way


class Preference(Model):
    """What differs from hearing of it at once."""

    __tablename__ = "preference"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    topic: Mapped[Topic] = mapped_column(primary_key=True)
    way: Mapped[Way]


class Postbox(Model):
    """Where mail to a person arrives: the hours and days of rest, and whether the address works."""

    __tablename__ = "postbox"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    rest_begins: Mapped[int | None]
    rest_ends: Mapped[int | None]
    rest_days: Mapped[str] = mapped_column(default="")  # "56": Saturday and Sunday
    bounces: Mapped[int] = mapped_column(default=0)
    failed_at: Mapped[datetime | None]  # since then mail is known not to arrive

    person: Mapped[Person] = relationship()

    def want_rest(self, rest: Rest) -> None:
        self.rest_begins, self.rest_ends = rest.begins, rest.ends
        self.rest_days = "".join(str(day) for day in sorted(rest.days))

    def try_again(self) -> None:
        """The person says that mail arrives there."""
        self.bounces, self.failed_at = 0, None

    @property
    def rest(self) -> Rest:
        return Rest(self.rest_begins, self.rest_ends, frozenset(int(day) for day in self.rest_days))


def postbox_of(person: Person) -> Postbox:
    """Made when it is first needed."""
    row = insert(Postbox).values(person_id=person.id, rest_days="", bounces=0)
    db.session.execute(row.on_conflict_do_nothing())
    return db.session.get_one(Postbox, person.id)


def rest_of(person: Person) -> Rest:
    box = db.session.get(Postbox, person.id)
    return box.rest if box else Rest()


def is_unreached(person: Person) -> bool:
    """Until the person says that the address works, only what the law needs to arrive is tried there."""
    box = db.session.get(Postbox, person.id)
    return box is not None and box.failed_at is not None


def way_of(person: Person, topic: Topic) -> Way:
    if topic == Topic.LEGAL:
        return Way.AT_ONCE
    chosen = db.session.get(Preference, (person.id, topic))
    return chosen.way if chosen else Way.AT_ONCE


def ways_of(person: Person) -> dict[Topic, Way]:
    return {topic: way_of(person, topic) for topic in CHOSEN}


def choose(person: Person, topic: Topic, way: Way) -> None:
    """From now on; what waits goes as it was meant to, and not at all to who wants no mail any more."""
    if topic == Topic.LEGAL:
        return
    if chosen := db.session.get(Preference, (person.id, topic)):
        chosen.way = way
        return
    row = insert(Preference).values(person_id=person.id, topic=topic, way=way)
    keys = ["person_id", "topic"]
    db.session.execute(row.on_conflict_do_update(index_elements=keys, set_={"way": row.excluded.way}))


def moment_for(person: Person, way: Way, start: datetime) -> datetime:
    """From `start` on, the first moment at which a mail may go out this way."""
    first = {Way.DAILY: next_morning, Way.WEEKLY: next_monday}.get(way, lambda moment: moment)
    nights_are_quiet = bool(current_app.config["SETTINGS"].mail_rests)
    return calm(first(start), rest_of(person), nights_are_quiet)
