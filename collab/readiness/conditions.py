"""The conditions for working together: six of the municipality, seven of a collective. domain.md 10.3."""

from typing import NamedTuple

from flask_babel import lazy_gettext as _

from collab.collectives.words import Named
from collab.people.words import Side


class Condition(Named):
    RIGHT_PEOPLE = "rm1", _("The right people")
    CONTACT_POINT = "rm2", _("One contact person, with a deputy")
    GIVING_TRUST = "rm3", _("Giving trust")
    OPENNESS_INSIDE = "rm4", _("Openness and working together inside")
    MONEY_AND_RULES = "rm5", _("Money and rules that fit")
    TOOLS = "rm6", _("Tools that fit")
    LEGAL_FORM = "rc1", _("A legal form that fits")
    DECIDING_TOGETHER = "rc2", _("Deciding together")
    KEEPING_PROMISES = "rc3", _("Keeping promises")
    GOING_ON = "rc4", _("Going on when people change")
    INSPIRING_TRUST = "rc5", _("Inspiring trust")
    OPEN_TO_ALL = "rc6", _("Open to everyone")
    WITH_OTHERS = "rc7", _("Working together with others")

    @property
    def side(self) -> Side:
        return Side.MUNICIPALITY if self.value.startswith("rm") else Side.COLLECTIVE

    @property
    def about(self) -> "About":
        return ABOUT[self]


class About(NamedTuple):
    """A sentence that explains a condition, and a help that often closes a gap."""

    explanation: object
    example: object


CONDITIONS = {side: [condition for condition in Condition if condition.side == side] for side in Side}

ABOUT = {
    Condition.RIGHT_PEOPLE: About(
        _("Those who know the subject and those who may decide sit at the table."),
        _("Ask the department that decides about the place to join the next talk."),
    ),
    Condition.CONTACT_POINT: About(
        _("One person knows the way inside the municipality, and somebody takes over when they are away."),
        _("Name a deputy, and say on which days both can be reached."),
    ),
    Condition.GIVING_TRUST: About(
        _("The municipality lets go where it can, and looks at chances as well as at risks."),
        _("Begin with a small part that can start now, and look back after three months."),
    ),
    Condition.OPENNESS_INSIDE: About(
        _("Departments share what they know, and the collective sees who is busy with what."),
        _("Share which departments were asked for advice, and when they answer."),
    ),
    Condition.MONEY_AND_RULES: About(
        _("Money and rules leave room for what residents do together."),
        _("Look together which rule stands in the way, and who can decide to do it differently."),
    ),
    Condition.TOOLS: About(
        _("There are ways to arrange it: an agreement, a trial, guidance, a place to ask."),
        _("Offer a trial period, or the standard texts of the agreement."),
    ),
    Condition.LEGAL_FORM: About(
        _("The form fits what the collective wants to do. An informal group can be a form that fits."),
        _("An hour with a lawyer of the municipality, or with a collective that has done it before."),
    ),
    Condition.DECIDING_TOGETHER: About(
        _("Everyone who takes part can have a say, and it is clear how decisions are made."),
        _("A room for a meeting, or somebody who chairs the first one."),
    ),
    Condition.KEEPING_PROMISES: About(
        _("The collective does what it promises, knows what it costs, and can tell about it."),
        _("Help with the first budget, or a short example of a report."),
    ),
    Condition.GOING_ON: About(
        _("The work goes on when somebody stops or is ill."),
        _("Guidance by a collective with experience, or help with finding new people."),
    ),
    Condition.INSPIRING_TRUST: About(
        _("People in the neighbourhood know the collective and count on it."),
        _("An open day together, or a letter in which the municipality says that it takes part."),
    ),
    Condition.OPEN_TO_ALL: About(
        _("Everyone can join, also people who do not come by themselves."),
        _("Reach people through the community centre, in their own language."),
    ),
    Condition.WITH_OTHERS: About(
        _("The collective works with neighbours, organisations and other collectives, and can be reached."),
        _("Bring them together with a housing association, a school or another collective."),
    ),
}
