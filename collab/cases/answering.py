"""Within how many working days each side promised to answer: equal, unless a municipality sets them apart."""

from flask import current_app

from collab.people.words import Side

from .lifecycle import Waits


def answer_days(side: Side) -> int:
    settings = current_app.config["SETTINGS"]
    return {
        Side.COLLECTIVE: settings.answer_days_collective,
        Side.MUNICIPALITY: settings.answer_days_municipality,
    }[side]


def turn_days(waits_for: Waits) -> int:
    """Of whoever is on turn; of both sides the longer time."""
    sides = list(Side) if waits_for in {Waits.BOTH, Waits.NOBODY} else [Side(waits_for)]
    return max(answer_days(side) for side in sides)
