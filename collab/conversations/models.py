"""The values conversation: each party writes for itself, all read it when all are ready, then joint words."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from collab.cases.models import Case
from collab.clock import now
from collab.db import Model
from collab.errors import NotNow
from collab.history import Event, Remembers
from collab.people.models import Person

from . import recurring
from .joint import Joined, JointWording
from .parties import Party, parties_of, party_for
from .statements import Statement, Words
from .voices import Voice
from .words import Reason, Value


class Conversation(Joined, Remembers, Model):
    """One time that the parties talk about what counts for them; earlier ones stay as they were."""

    __tablename__ = "conversation"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    number: Mapped[int]
    reason: Mapped[Reason]
    begun_at: Mapped[datetime]
    begun_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    opened_at: Mapped[datetime | None]  # since then all parties read all texts

    case: Mapped[Case] = relationship(backref=backref("conversations", order_by="Conversation.number"))
    begun_by: Mapped[Person] = relationship()
    voices: Mapped[list[Voice]] = relationship(back_populates="conversation", order_by=Voice.id)
    wordings: Mapped[list[JointWording]] = relationship(
        back_populates="conversation", order_by=JointWording.id
    )
    __table_args__ = (UniqueConstraint("case_id", "number"),)

    @classmethod
    def begin(cls, case: Case, reason: Reason, by: Person) -> "Conversation":
        """Either side begins one; what asked for it is answered by that."""
        if going_on(case):
            raise NotNow(_("There is a values conversation already that not everyone has finished."))
        conversation = cls(
            number=len(case.conversations) + 1, reason=reason, begun_at=now(), begun_by=by, voices=[]
        )
        case.conversations.append(conversation)
        recurring.answer(case)
        conversation.record("begun", by, reason=reason)
        return conversation

    def write(self, value: Value, words: Words, seen: int, by: Person) -> Statement | None:
        """Put down what a value means for your party; the others do not read it yet. None: nothing new."""
        voice = self._own_voice(by)
        voice.expect_open()
        return voice.write(value, words, seen, by)

    def set_ready(self, seen: dict[Value, int], by: Person) -> None:
        """The texts that were seen may be read by the others, as soon as all are ready."""
        voice = self._own_voice(by)
        voice.set_ready(seen, by)
        self.record("set_ready", by)
        if not self.waiting_parties:
            self.opened_at = now()
            recurring.ask_in_a_year(self.case, self.number)
            self.record("opened", by=None)

    def take_back(self, by: Person) -> None:
        """Write on, as long as nobody else has read it."""
        voice = self.voice_of(self._party(by))
        if self.opened_at or voice is None or voice.ready_at is None:
            raise NotNow(_("Your text can be read by the others already, or was not set ready."))
        voice.ready_at = voice.ready_by = None
        self.record("taken_back", by)

    @property
    def parties(self) -> list[Party]:
        """Once it is open those who shared; until then everyone who takes part by now."""
        if self.opened_at is None:
            return parties_of(self.case)
        ours = [Party(voice.collective) for voice in self.voices if voice.ready_at]
        return sorted(ours, key=lambda party: party.collective is None)

    @property
    def waiting_parties(self) -> list[Party]:
        return [party for party in self.parties if not self._is_ready(party)]

    def voice_of(self, party: Party) -> Voice | None:
        return next((voice for voice in self.voices if voice.collective is party.collective), None)

    def party_for(self, person: Person) -> Party | None:
        party = party_for(person, self.case)
        return party if party in self.parties else None

    def remember(self, event: Event) -> None:
        event.data = {**event.data, "conversation": self.number}
        self.case.events.append(event)

    def _is_ready(self, party: Party) -> bool:
        voice = self.voice_of(party)
        return voice is not None and voice.ready_at is not None

    def _own_voice(self, by: Person) -> Voice:
        """The voice of this person's party, from the first word on."""
        if self.opened_at:
            raise NotNow(_("All parties read each other's texts already. Now you look for joint words."))
        party = self._party(by)
        if voice := self.voice_of(party):
            return voice
        voice = Voice(collective=party.collective, begun_at=now(), begun_by=by, statements=[])
        self.voices.append(voice)
        return voice

    def _party(self, by: Person) -> Party:
        if party := self.party_for(by):
            return party
        raise NotNow(_("You do not speak for one of the parties of this conversation."))


def going_on(case: Case) -> bool:
    """Whether a conversation was begun that not all have shared."""
    return bool(case.conversations) and case.conversations[-1].opened_at is None
