"""On what somebody may sign: a paper of the collective, a mandate, a plan that names them, their minor."""

from typing import NamedTuple

from flask_babel import force_locale
from flask_babel import gettext as _

from collab.clock import today
from collab.collectives.models import Authority
from collab.collectives.words import Kind
from collab.people.models import Person

from . import freezing, reach
from .models import Agreement
from .parties import Party
from .signing import Authorised


class Claim(NamedTuple):
    """One signature that somebody may set: for which party, on what ground, in whose place."""

    party: Party
    authority: Authorised
    minor: str | None = None

    @property
    def key(self) -> str:
        return f"{self.party.key}~{self.minor}" if self.minor else self.party.key


def claims_of(person: Person, agreement: Agreement) -> list[Claim]:
    """What this person may sign now, in the round that runs."""
    on_turn = agreement.text.on_turn
    return [claim for claim in claims_in_round(person, agreement) if claim.party in on_turn]


def claims_in_round(person: Person, agreement: Agreement) -> list[Claim]:
    """What this person is asked to sign in the round that runs, also when others sign first."""
    frozen = agreement.text
    if freezing.why_not_sign(person, agreement):
        return []
    return [
        claim
        for party in agreement.parties
        for claim in _claims_for(party, person, agreement)
        if frozen.why_not_asked(party, person, claim.minor) is None
    ]


def authority_of(person: Person, agreement: Agreement, party: Party | None = None) -> Authorised | None:
    """On what this person may sign today, for their party; None when on nothing."""
    party = party or agreement.party_for(person)
    if party is None or not party.speaks(person):
        return None
    if party.collective is None:
        mandate = next((m for m in person.mandates if reach.why_not(m, agreement) is None), None)
        return Authorised(mandate.capacity, mandate.reference) if mandate else None
    held = party.collective.authority_of(person, today())
    with force_locale(agreement.language):  # it becomes part of the paper
        if held:
            return Authorised(_role(party, person), _ground(held))
        if signs_for_themselves(person, agreement, party):
            return Authorised(_role(party, person), _("signs for themselves, as a member of the group"))
    return None


def why_no_authority(person: Person, agreement: Agreement) -> str:
    """What is missing, and the way on: on the page of the collective, or with an administrator."""
    party = agreement.party_for(person)
    if party.collective:
        return _(
            "It is not written down yet that you may sign for %(party)s. You can do that on its page.",
            party=party.name,
        )
    held = [mandate for mandate in person.mandates if mandate.is_to_come_or_holds]
    reasons = [why for mandate in held if (why := reach.why_not(mandate, agreement))]
    why = reasons[-1] if reasons else _("You have no mandate to sign for the municipality.")
    return f"{why} {_who_can(agreement)}"


def _who_can(agreement: Agreement) -> str:
    following = reach.next_holder(agreement)
    if following is None:
        return _("Nobody has a mandate that reaches this far. An administrator can write one down.")
    return _("Next: %(who)s.", who=f"{following.capacity}, {following.person.name}")


def signs_for_themselves(person: Person, agreement: Agreement, party: Party) -> bool:
    """In an informal group everyone binds only themselves, so those whom the plan names need no paper."""
    if not agreement.frozen or party.collective.kind != Kind.INFORMAL_GROUP:
        return False
    named = agreement.text.share_of(party).named
    return any(one.person == person.id and not one.minor for one in named)


def _claims_for(party: Party, person: Person, agreement: Agreement) -> list[Claim]:
    claims = [
        Claim(party, _guardian(minor, agreement), minor) for minor in _minors_of(person, agreement, party)
    ]
    own = authority_of(person, agreement, party)
    return [Claim(party, own), *claims] if own else claims


def _minors_of(person: Person, agreement: Agreement, party: Party) -> list[str]:
    """Nobody is on two sides: who came to work for the municipality is no guardian here any more."""
    if person.is_officer or not person.is_active:
        return []
    return [one.minor for one in agreement.text.named_of(party) if one.minor and one.person == person.id]


def _guardian(minor: str, agreement: Agreement) -> Authorised:
    with force_locale(agreement.language):
        return Authorised(_("guardian"), _("legal representative of %(name)s", name=minor))


def _ground(held: Authority) -> str:
    """Most people name the kind of paper in its reference; then once is enough."""
    kind = str(held.ground.label)
    said = held.reference.casefold().startswith(kind.casefold()) or not held.reference
    return held.reference or kind if said else f"{kind}: {held.reference}"


def _role(party: Party, person: Person) -> str:
    return str(party.collective.role_of(person).label)
