"""Moving along the road: on, to rest, out of it with a word, and back."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _

from collab.clock import now, today
from collab.collectives.models import Collective
from collab.collectives.words import MemberRole
from collab.deadlines import Deadline, Kind
from collab.errors import NotNow
from collab.people.models import Person

from . import parting, terms
from .beside import BesideKind
from .farewells import ClosingWord, Farewell
from .lifecycle import OVER, ROAD, RUNNING, STOPPED, Stage
from .proposals import Proposal

PATIENCE = timedelta(days=28)  # after this, who said their closing word need not wait for the other


class Travels:
    """The verbs of a cooperation on its road."""

    __tablename__ = "case"

    if TYPE_CHECKING:
        stage: Any
        wakes_on: Any
        events: Any
        title: Any
        deadlines: Any
        note: Any
        over: Any
        is_paused: Any
        resume: Any
        end_besides: Any
        contact: Any
        proposal: Any
        responsible: Any
        farewells: Any
        closing_words: Any
        participants: Any
        collectives: Any
        record: Any
        say: Any
        pass_turn: Any

    def move(self, to: Stage, by: Person | None) -> None:
        if to not in ROAD[self.stage].then:
            raise NotNow(_("From here this cooperation cannot go to “%(to)s”.", to=to.label))
        if self.is_paused and to in OVER | {Stage.PARKED}:
            self.resume(by)
        before, self.stage = self.stage, to
        self.record("moved", by, to=to, before=before)
        self.pass_turn(ROAD[to].waits_for)
        terms.follow(self, before)
        if before in RUNNING and to not in RUNNING:
            self.end_besides(by)
        if to in OVER:
            self.over(BesideKind.DISPUTED, by)
        if (before, to) == (Stage.SIGNING, Stage.ACTIVE):
            self.note(BesideKind.UNPUBLISHED, None)

    def step(self, to: Stage, text: str | None, by: Person) -> None:
        """One move with what there is to say about it."""
        if text:
            self.say(text, by, announced=True)
        self.move(to, by)

    def park(self, until: date, by: Person) -> None:
        """Let it rest until a day on which it comes back by itself."""
        self.wakes_on = until
        self.move(Stage.PARKED, by)
        key = terms.next_key(Kind.WAKE, self)
        self.deadlines.append(Deadline.start(Kind.WAKE, key, until, subject=self.title, side=None))

    def wake(self, by: Person | None = None) -> None:
        """The day of rest came, or somebody did not wait for it: back to where it was. Who took it meanwhile
        has been in touch."""
        if self.stage != Stage.PARKED:
            raise NotNow(_("This cooperation does not rest now."))
        self.move(self.wakes_to, by)
        self.wakes_on = None

    def withdraw(self, reason: str, by: Person, collective: Collective | None = None) -> None:
        """Stop before there is an agreement; the others read why. Of several collectives only one leaves."""
        if parting.leaves_others(self, by):
            return parting.part(self, collective or parting.stopping(self, by)[0], reason, by)
        self.say(reason, by, announced=True)
        self._leave(Stage.WITHDRAWN, by, reason=reason)

    def refuse(self, reason: str, would_change: str, turn_to: str, by: Person) -> None:
        """No, with what would make it a yes, and where to turn now."""
        self._leave(Stage.REFUSED, by, reason=reason, would_change=would_change, turn_to=turn_to)

    def refer(self, reason: str, turn_to: str, by: Person) -> None:
        """It belongs elsewhere, and here is where."""
        self._leave(Stage.OUT_OF_SCOPE, by, reason=reason, turn_to=turn_to)

    def supersede(self, successor: Any, reason: str, by: Person) -> None:
        """It goes on in another cooperation."""
        if successor is self or successor.stage in STOPPED:
            raise NotNow(_("Choose another cooperation, that goes on."))
        self._leave(Stage.SUPERSEDED, by, reason=reason, successor=successor)

    def take_up(self, text: str | None, by: Person) -> None:
        """It stopped, and both sides talk again. What was said then stays."""
        self.step(Stage.EXPLORING, text, by)

    def propose(self, by: Person, **facts: Any) -> None:
        """Write the proposal, or write on; it is not submitted yet."""
        if self.stage not in {Stage.PROPOSAL, Stage.AWAITING_COMPLETION}:
            raise NotNow(_("No proposal is being written now."))
        proposal = self.proposal or Proposal(submitted_on=None)
        for name, value in facts.items():
            setattr(proposal, name, value)
        proposal.written_at, proposal.person = now(), by
        self.proposal = proposal

    def submit(self, by: Person) -> None:
        if self.proposal is None:
            raise NotNow(_("First write what your idea is."))
        self.proposal.submitted_on = today()
        self.move(Stage.SUBMITTED, by)

    def name_responsible(self, person: Person, by: Person) -> None:
        """Who at the municipality decides what happens with the proposal."""
        self.responsible = person
        self.move(Stage.RESPONSIBLE_NAMED, by)

    def say_farewell(self, text: str, by: Person) -> None:
        """What this party takes along; with the word of all who take part it is closed."""
        if Stage.CLOSED not in ROAD[self.stage].then:
            raise NotNow(_("This cooperation is not being rounded off."))
        if self.closing_word_of(by):
            raise NotNow(_("Your side has said its closing word already."))
        whose = self._closes_for(by)
        word = ClosingWord(side=by.side, collective=whose, text=text, person=by, said_at=now())
        self.closing_words.append(word)
        self.record("said_farewell", by)
        if all(self._word_of(one) for one in (None, *self.collectives)):
            self.move(Stage.CLOSED, by)

    def close(self, by: Person) -> None:
        """Without the word of another, when that was waited for long enough."""
        if not self.closing_word_of(by) or self.last_word_until(by):
            raise NotNow(_("The others still have time to say their closing word."))
        self.move(Stage.CLOSED, by)

    def last_word_until(self, person: Person) -> datetime | None:
        """Until when who said their word still waits for that of the others."""
        word = self.closing_word_of(person)
        return word.said_at + PATIENCE if word and word.said_at + PATIENCE > now() else None

    def closing_word_of(self, person: Person) -> ClosingWord | None:
        """What their own party said; of who represents several, when all of those did."""
        return self._word_of(self._closes_for(person))

    def _closes_for(self, person: Person) -> Collective | None:
        """The municipality, or of their collectives the first that said nothing yet."""
        if person.is_officer:
            return None
        own = [one for one in self.collectives if one.role_of(person)]
        speaks = [one for one in own if one.role_of(person) == MemberRole.REPRESENTATIVE] or own
        return next((one for one in speaks if not self._word_of(one)), next(iter(speaks), None))

    def _word_of(self, collective: Collective | None) -> ClosingWord | None:
        return next((word for word in self.closing_words if word.is_of(collective)), None)

    @property
    def staying(self) -> list[Collective]:
        """Without those that said that they leave; they take part until the end of that day."""
        return [one.collective for one in self.participants if one.is_current and one.ends_on is None]

    @property
    def farewell(self) -> Farewell | None:
        """Why it stopped, while it is stopped."""
        return self.farewells[-1] if self.farewells and self.stage in STOPPED else None

    @property
    def wakes_to(self) -> Stage:
        before = self.stage_before_rest
        return Stage.EXPLORING if before == Stage.SIGNALLED and self.contact else before

    @property
    def stage_before_rest(self) -> Stage:
        moves = [event.data["to"] for event in self.events if event.name == "case.moved"]
        return next((Stage(to) for to in reversed(moves) if to != Stage.PARKED), Stage.SIGNALLED)

    def _leave(self, stage: Stage, by: Person, **said: Any) -> None:
        if stage not in ROAD[self.stage].then:
            raise NotNow(_("From here this cooperation cannot go to “%(to)s”.", to=stage.label))
        self.farewells.append(Farewell(stage=stage, person=by, side=by.side, said_at=now(), **said))
        self.move(stage, by)
