"""What the page of the ledger shows: both sides, what was chosen to see, and the picture of it all."""

from decimal import Decimal
from typing import Any, NamedTuple

from flask import render_template
from flask_babel import gettext

from collab.cases.afterwards import last_day_of
from collab.cases.models import Case, Message
from collab.db import db
from collab.history import Event
from collab.history.telling import told
from collab.panels import panel
from collab.people.words import Side
from collab.web import me

from . import picturing, queries
from .amounts import spoken
from .kinds import Support, kind_of
from .models import Promise
from .picturing import Picture
from .words import OVER, State


class Chosen(NamedTuple):
    """What the reader wants to see; empty is everything."""

    side: str = ""
    kind: str = ""
    state: str = ""

    @classmethod
    def asked(cls, args: Any) -> "Chosen":
        allowed = {"side": set(Side), "kind": {*Support, "other"}, "state": {*State, "late"}}
        return cls(**{name: args.get(name, "") for name, known in allowed.items() if args.get(name) in known})

    def fits(self, line: Promise) -> bool:
        kind = kind_of(line.sort) or "other"
        state = "late" if self.state == "late" and (line.is_late or line.answer_days_late) else line.state
        return self.side in {"", line.side} and self.kind in {"", kind} and self.state in {"", state}

    @property
    def is_narrow(self) -> bool:
        return any(self)

    @property
    def sides(self) -> list[Side]:
        return [side for side in (Side.COLLECTIVE, Side.MUNICIPALITY) if self.side in {"", side}]


def lines(case: Case) -> list[Promise]:
    return list(db.session.scalars(queries.of_case(case, me())))


def readable(case: Case) -> list[Promise]:
    """All of them, for who takes part; for a party that left those it agreed to."""
    return case.promises if last_day_of(case, me()) is None else lines(case)


def sides(found: list[Promise], chosen: Chosen) -> list[tuple[Side, list[Promise]]]:
    """Collective first; in each side what waits for somebody first."""
    shown = sorted((line for line in found if chosen.fits(line) and line.state not in OVER), key=_urgency)
    return [(side, [line for line in shown if line.side == side]) for side in chosen.sides]


def over(found: list[Promise], chosen: Chosen) -> list[Promise]:
    """What ended, newest first."""
    return [line for line in reversed(found) if chosen.fits(line) and line.state in OVER]


def picture(found: list[Promise]) -> Picture:
    return picturing.picture_of(found)


def past(promise: Promise) -> list[tuple[Event, str]]:
    """What happened to one line, newest first."""
    return told([event for event in promise.case.events if event.data.get("promise") == promise.ref])


@panel("promises")
def small_picture(case: Case) -> str | None:
    """On the page of the cooperation: the same picture, small."""
    drawn = picture(list(db.session.scalars(queries.counted(case, me()))))
    return render_template("support/small_picture.html", picture=drawn, case=case) if drawn.groups else None


@panel("resting")
def what_goes_on(case: Case) -> str | None:
    """Only the days of the road stand still while a cooperation rests."""
    owed = db.session.scalar(queries.still_owed(case, me()))
    return render_template("support/resting.html", case=case, open=owed) if owed else None


@panel("message")
def make_a_promise(message: Message) -> str:
    """Beside what was said: write it down as a promise."""
    return render_template("support/from_message.html", message=message)


def _urgency(line: Promise) -> tuple:
    return line.urgency


def amount(quantity: Decimal) -> str:
    return spoken(quantity, "")


def words() -> dict[str, list[tuple[str, object]]]:
    """What a reader can choose to see."""
    kinds = [*Support.choices(), ("other", gettext("Other"))]
    return {"states": State.choices(), "kinds": kinds}
