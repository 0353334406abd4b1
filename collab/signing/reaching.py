"""Where the plan of the municipality names people whose mandate does not reach as far as the text."""

from collections.abc import Iterable

from flask_babel import gettext as _
from flask_babel import ngettext

from collab.agreements import reach
from collab.agreements.beginning import amount_of, months_of
from collab.agreements.mandate import Mandate
from collab.agreements.models import Agreement
from collab.agreements.parties import Party
from collab.db import db
from collab.people.models import Person
from collab.words import money


def shortfalls(agreement: Agreement, people: Iterable[Person]) -> dict[int, str]:
    """By number of the person: how far the mandate reaches, what the text asks, and who could sign."""
    enough = reach.sufficient(agreement)
    able = {mandate.person for mandate in enough}
    return {
        person.id: f"{_why(person, agreement)} {_who_could(enough)}"
        for person in people
        if person not in able
    }


def short_in_plan(agreement: Agreement, party: Party) -> dict[int, str]:
    """The same, of those whom the plan names. A collective has papers, not mandates."""
    named = agreement.plan.share_of(party.key).named
    if party.collective or not named:
        return {}
    return shortfalls(agreement, [db.session.get_one(Person, one.person) for one in named])


def _why(person: Person, agreement: Agreement) -> str:
    held = [mandate for mandate in person.mandates if mandate.holds]
    if not held:
        return _("No mandate of this person holds today.")
    return _(
        "This mandate does not reach far enough for the text as it stands now. The mandate: %(mandate)s. "
        "The text: %(text)s.",
        mandate=_reach_of(held[-1]),
        text=_asked_by(agreement),
    )


def _reach_of(mandate: Mandate) -> str:
    months = mandate.max_months and _("up to %(months)s months", months=mandate.max_months)
    amount = mandate.max_amount is not None and _("up to %(amount)s", amount=money(mandate.max_amount))
    size = _("size %(weight)s at most", weight=mandate.heaviest.label)
    return ", ".join(str(said) for said in (size, months, amount) if said)


def _asked_by(agreement: Agreement) -> str:
    months = months_of(agreement)
    term = ngettext("%(num)d month", "%(num)d months", months) if months else _("no end agreed")
    size = _("size %(weight)s", weight=agreement.weight.label)
    return ", ".join([size, term, money(amount_of(agreement))])


def _who_could(enough: list[Mandate]) -> str:
    """The smallest mandate that will do."""
    if not enough:
        return _("Nobody has a mandate that reaches this far. An administrator can write one down.")
    return _("Who can sign it: %(who)s.", who=f"{enough[0].person.name}, {enough[0].capacity}")
