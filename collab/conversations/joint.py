"""Joint words: what the parties say together on a value, proposed by one and agreed by the others."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from collab.clock import now
from collab.db import Model
from collab.errors import NotNow
from collab.people.models import Person

from .parties import Party
from .statements import check_seen
from .words import Value

if TYPE_CHECKING:
    from .models import Conversation
    from .voices import Voice


class Joined:
    """The verbs of a conversation once everyone has read everyone."""

    __tablename__ = "conversation"

    if TYPE_CHECKING:
        case: Any
        opened_at: Any
        parties: Any
        record: Any
        voice_of: Any
        wordings: Any
        _party: Any

    def propose(self, value: Value, text: str, tension: str, *, seen: int, by: Person) -> "JointWording":
        """Put joint words on the table. `seen`: the number of the words they answer, or 0."""
        voice = self._shared_voice(by)
        latest = self._checked(value, seen)
        if latest and (latest.text, latest.tension) == (text, tension):
            raise NotNow(_("These are the words on the table already. You can agree to them instead."))
        wording = JointWording(
            value=value, number=seen + 1, text=text, tension=tension, voice=voice, person=by,
            proposed_at=now(), consents=[],
        )  # fmt: skip
        self.wordings.append(wording)
        if Party(voice.collective).is_represented_by(by, self.case):
            wording.consents.append(JointConsent(voice=voice, person=by, given_at=now()))
        self.record("proposed", by, value=value)
        return wording

    def agree(self, value: Value, seen: int, by: Person) -> None:
        """Say yes, for your party, to the joint words you saw."""
        voice, latest = self._shared_voice(by), self._checked(value, seen)
        if latest is None:
            raise NotNow(_("There are no joint words on this value yet."))
        if voice in latest.agreeing:
            raise NotNow(_("Your side agreed to these words already."))
        latest.consents.append(JointConsent(voice=voice, person=by, given_at=now()))
        self.record("agreed", by, value=value)

    def latest_words(self, value: Value) -> "JointWording | None":
        return next((it for it in reversed(self.wordings) if it.value == value), None)

    def agreed_words(self, value: Value) -> "JointWording | None":
        """What all said together, also while other words lie on the table."""
        said = (it for it in reversed(self.wordings) if it.value == value and it.is_agreed)
        return next(said, None)

    def open_words(self, value: Value) -> "JointWording | None":
        latest = self.latest_words(value)
        return latest if latest and not latest.is_agreed else None

    def _checked(self, value: Value, seen: int) -> "JointWording | None":
        latest = self.latest_words(value)
        check_seen(latest, seen)
        return latest

    def _shared_voice(self, by: Person) -> "Voice":
        if self.opened_at is None:
            raise NotNow(_("Joint words come after all parties have read each other's texts."))
        return self.voice_of(self._party(by))


class JointWording(Model):
    """One proposal for joint words on a value. Never changed, only answered by another one."""

    __tablename__ = "joint_wording"
    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversation.id"))
    value: Mapped[Value]
    number: Mapped[int]
    text: Mapped[str]
    tension: Mapped[str]  # what still pulls; may be empty
    voice_id: Mapped[int] = mapped_column(ForeignKey("voice.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    proposed_at: Mapped[datetime]

    conversation: Mapped["Conversation"] = relationship(back_populates="wordings")
    voice: Mapped["Voice"] = relationship()
    person: Mapped[Person] = relationship()
    consents: Mapped[list["JointConsent"]] = relationship(
        back_populates="wording", order_by="JointConsent.id"
    )
    __table_args__ = (UniqueConstraint("conversation_id", "value", "number"),)

    @property
    def agreeing(self) -> set["Voice"]:
        return {consent.voice for consent in self.consents}

    @property
    def waiting_parties(self) -> list[Party]:
        agreed = {Party(voice.collective) for voice in self.agreeing}
        return [party for party in self.conversation.parties if party not in agreed]

    @property
    def is_agreed(self) -> bool:
        return not self.waiting_parties


class JointConsent(Model):
    """A party's yes to joint words."""

    __tablename__ = "joint_consent"
    id: Mapped[int] = mapped_column(primary_key=True)
    wording_id: Mapped[int] = mapped_column(ForeignKey("joint_wording.id"))
    voice_id: Mapped[int] = mapped_column(ForeignKey("voice.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    given_at: Mapped[datetime]

    wording: Mapped[JointWording] = relationship(back_populates="consents")
    voice: Mapped["Voice"] = relationship()
    person: Mapped[Person] = relationship()
    __table_args__ = (UniqueConstraint("wording_id", "voice_id"),)
