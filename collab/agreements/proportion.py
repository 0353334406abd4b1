"""In proportion: four plain questions propose how big an agreement is. domain.md 2.3."""

from typing import NamedTuple

from flask_babel import lazy_gettext as _

from collab.collectives.words import Named

from .lifecycle import Weight


class Grade(Named):
    """The three answers to a question, from small to large."""

    SMALL = "small", _("small")
    MIDDLE = "middle", _("in between")
    LARGE = "large", _("large")


class Question(NamedTuple):
    label: object
    answers: dict[Grade, object]


Answers = dict[str, Grade]
MANY_MIDDLES = 3  # so many answers in between are together as much as one large

QUESTIONS = {
    "value": Question(
        _("What is it worth, in money or as a place?"),
        {
            Grade.SMALL: _("Little: up to about 5,000 euros, or only time and effort."),
            Grade.MIDDLE: _("Something: up to about 50,000 euros."),
            Grade.LARGE: _("Much: more than 50,000 euros, a building, or a place with a history."),
        },
    ),
    "risk": Question(
        _("What can go wrong?"),
        {
            Grade.SMALL: _("Little: no more than in a garden of one's own."),
            Grade.MIDDLE: _("Something: machines, food for others, or money of others."),
            Grade.LARGE: _("Much: people can get badly hurt, or a building can be damaged."),
        },
    ),
    "duration": Question(
        _("How long does it take?"),
        {
            Grade.SMALL: _("Up to two years, or it can stop at any moment."),
            Grade.MIDDLE: _("Two to four years."),
            Grade.LARGE: _("Longer than four years."),
        },
    ),
    "effect": Question(
        _("What does it do to the public space?"),
        {
            Grade.SMALL: _("Hardly anything: it stays open to everyone as it is now."),
            Grade.MIDDLE: _("Something: part of it, or part of the day, is used in another way."),
            Grade.LARGE: _("Much: residents use and manage it together, and make its rules."),
        },
    ),
}
USUAL: Answers = dict.fromkeys(QUESTIONS, Grade.SMALL)


def proposal(answers: Answers) -> Weight:
    """Civic use is a place that residents manage for long or that is worth much; small things stay small."""
    large = {name for name, grade in answers.items() if grade == Grade.LARGE}
    if "effect" in large and large & {"value", "duration"}:
        return Weight.CIVIC
    middles = list(answers.values()).count(Grade.MIDDLE)
    return Weight.COMPLEX if large or middles >= MANY_MIDDLES else Weight.LIGHT


def because(answers: Answers) -> list:
    """The answers that made it more than light, in their own words."""
    heaviest = Grade.LARGE if Grade.LARGE in answers.values() else Grade.MIDDLE
    given = [(name, grade) for name, grade in answers.items() if grade == heaviest]
    return [] if proposal(answers) == Weight.LIGHT else [QUESTIONS[n].answers[grade] for n, grade in given]


class Asks(NamedTuple):
    """What a class asks besides the text, of either side."""

    meant_for: object
    decides: object
    signs: object
    comes_with: object


ASKS = {
    Weight.LIGHT: Asks(
        _("Small care, a street, a plot, an activity."),
        _("The manager who is responsible. The collective in its own way."),
        _("A manager with a mandate, and whoever may sign for the collective."),
        _("Nothing more. The standard texts are enough."),
    ),
    Weight.COMPLEX: Asks(
        _("A building, much money, many years or many parties."),
        _("The municipal executive. The collective in its own way."),
        _("A person with a mandate after that decision, and whoever may sign for the collective."),
        _("A plan with steps, a meeting with the neighbourhood, and advice of the departments."),
    ),
    Weight.CIVIC: Asks(
        _("A place of the municipality that residents use and manage together, for everyone."),
        _("The city council, on a proposal of the executive. The residents in a meeting of their own."),
        _("A person with a mandate after that decision, and those whom the residents chose."),
        _("A declaration of use that the residents write themselves, and a public notebook of what happens."),
    ),
}
