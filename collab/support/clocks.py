"""The deadlines of a promise: to keep it, to confirm it, and to decide what comes when its time is over."""

from datetime import date
from typing import TYPE_CHECKING, Any

from collab.deadlines import Deadline, Kind
from collab.people.words import Side

from .words import Sort


class Clocked:
    """What a promise starts and meets on the calendar of its cooperation."""

    if TYPE_CHECKING:
        ref: Any
        round: Any
        moves: Any
        case: Any
        agreement: Any
        collective: Any
        side: Any
        sort: Any
        what: Any
        due_on: Any
        until: Any

    def start_deadline(self) -> None:
        if self.due_on is None:
            return
        kind = Kind.REPORT if self.sort == Sort.REPORT else Kind.PROMISE
        self.add_deadline(kind, self.key, self.due_on, self.side)

    def start_end(self) -> None:
        """Those of an agreement start with the agreement; here only what was promised beside it."""
        if self.agreement is None and self.until and self.sort not in {Sort.REPORT, Sort.ANSWER}:
            self.add_deadline(Kind.SUPPORT_ENDS, f"support:{self.ref}", self.until, None)

    def ask_to_confirm(self) -> None:
        if self.sort == Sort.REPORT:
            return  # a report is answered, within the days of the agreement
        key = f"confirmation:{self.base_key}:{len(self.deadlines_of_round)}"
        self.add_deadline(Kind.CONFIRMATION, key, None, self.side.other)

    def add_deadline(self, kind: Kind, key: str, due_on: date | None, side: Side | None) -> None:
        """Without a day of its own: as long as the rule of its kind says here."""
        about: dict[str, Any] = {"subject": self.what, "side": side}
        deadline = (
            Deadline.start(kind, key, due_on, **about) if due_on else Deadline.count(kind, key, **about)
        )
        if self.collective and side == self.side:
            deadline.data = {"collective": self.collective.ref}
        self.case.deadlines.append(deadline)
        deadline.agreement = self.agreement

    @property
    def base_key(self) -> str:
        return f"promise:{self.ref}:{self.round}"

    @property
    def key(self) -> str:
        """With every later day that was agreed a new one begins."""
        return f"{self.base_key}:{self.moves}" if self.moves else self.base_key

    @property
    def deadlines_of_round(self) -> list[Deadline]:
        """To keep the promise, and for the other side to confirm it."""
        mine = (self.base_key, f"{self.base_key}:", f"confirmation:{self.base_key}:")
        return [d for d in self.case.deadlines if d.key == mine[0] or d.key.startswith(mine[1:])]

    @property
    def ends(self) -> list[Deadline]:
        """When its time is over, and when the money for it must stand in the budget."""
        own = {f"support:{self.ref}", f"{self.what}\0{self.until}"}
        return [d for d in self.case.deadlines if _names(d) & own] if self.until else []

    @property
    def budgets(self) -> list[Deadline]:
        return [d for d in self.case.deadlines if d.key.startswith(f"budget:{self.ref}:")]

    def meet_round(self) -> None:
        for deadline in self.deadlines_of_round:
            deadline.meet()

    def meet_all(self) -> None:
        """Nothing of it is waited for any more."""
        for deadline in [*self.deadlines_of_round, *self.ends, *self.budgets]:
            deadline.meet()

    def reopen_deadline(self) -> None:
        for deadline in self.deadlines_of_round:
            if deadline.key == self.key:
                deadline.reopen()


def _names(deadline: Deadline) -> set[str]:
    """By its key, and for those that an agreement started by their words and day, before any pause."""
    if deadline.kind != Kind.SUPPORT_ENDS:
        return set()
    return {deadline.key, f"{deadline.subject}\0{deadline.counted_on}" if deadline.agreement_id else ""}
