"""What one party writes about one value. Each saved text stays; a new one is put on top of it."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from flask_babel import gettext as _
from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab.db import Model
from collab.errors import NotNow
from collab.people.models import Person

from .words import Value

if TYPE_CHECKING:
    from .voices import Voice


class Words(NamedTuple):
    """What a party says on a value, in its own words; any of them may stay empty."""

    meaning: str = ""
    tension: str = ""
    request: str = ""


class Overtaken(NotNow):
    """Somebody put another text in this place while this person was reading or writing."""

    def __init__(self, latest):
        super().__init__(_("Somebody wrote another text while this page was open."))
        self.latest = latest


def check_seen(latest: Any, seen: int) -> None:
    """`seen`: the number of the text that was read, or 0 when there was none."""
    if latest is None and seen:
        raise NotNow(_("Somebody wrote another text while this page was open."))
    if latest and seen != latest.number:
        raise Overtaken(latest)


class Statement(Model):
    """Private to its party until all are ready; then the latest of each value can be read by all."""

    __tablename__ = "statement"
    id: Mapped[int] = mapped_column(primary_key=True)
    voice_id: Mapped[int] = mapped_column(ForeignKey("voice.id"))
    value: Mapped[Value]
    number: Mapped[int]
    meaning: Mapped[str]
    tension: Mapped[str]
    request: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    written_at: Mapped[datetime]

    voice: Mapped["Voice"] = relationship(back_populates="statements")
    person: Mapped[Person] = relationship()
    __table_args__ = (UniqueConstraint("voice_id", "value", "number"),)

    @property
    def words(self) -> Words:
        return Words(self.meaning, self.tension, self.request)

    @property
    def says_something(self) -> bool:
        return any(self.words)
