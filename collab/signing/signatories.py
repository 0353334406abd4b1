"""Who is asked to sign for a party, and who could sign in somebody's place."""

from sqlalchemy import select

from collab.agreements import reach
from collab.agreements.authority import authority_of, claims_in_round
from collab.agreements.models import Agreement
from collab.agreements.parties import Party
from collab.agreements.queries import may_sign
from collab.db import db
from collab.people.models import Person


def who_can_sign(agreement: Agreement, party: Party) -> list[Person]:
    """Whose signature for this party would count in this round, once it is their turn, by number."""
    claiming = ((person, claims_in_round(person, agreement)) for person in _candidates(agreement, party))
    found = [person for person, claims in claiming if any(claim.party is party for claim in claims)]
    return sorted(set(found), key=lambda person: person.id)


def who_is_asked(agreement: Agreement, party: Party) -> list[Person]:
    """Of a collective all who can sign; of the municipality no more holders of a mandate than are needed,
    first those who were asked already, then the smallest mandate that reaches."""
    can, frozen = who_can_sign(agreement, party), agreement.text
    if party.collective or frozen.named_of(party):
        return can
    invited = [i.person for i in frozen.invitations if i.party is party and i.revoked_at is None]
    holders = [mandate.person for mandate in reach.sufficient(agreement)]
    needed = frozen.share_of(party).quorum - len(frozen.signatures_of(party))
    asked = [person for person in dict.fromkeys([*invited, *holders]) if person in can][:needed]
    return sorted(asked, key=lambda person: person.id)


def who_hears(agreement: Agreement, party: Party) -> list[Person]:
    """Who is asked to sign; where nobody can yet, those who can arrange it."""
    if found := who_is_asked(agreement, party):
        return found
    if party.collective:
        return sorted(party.collective.representatives, key=lambda person: person.id)
    return list(db.session.scalars(may_sign())) or agreement.case.people(party.side)


def everyone_concerned(agreement: Agreement) -> list[Person]:
    present = agreement.present_parties
    named = [person for party in present for person in who_hears(agreement, party)]
    people = {*agreement.case.people(), *named, *agreement.signers}
    return sorted((person for person in people if person.is_active), key=lambda person: person.id)


def members_of(party: Party) -> list[Person]:
    """Nobody is on two sides, so a civil servant neither signs nor votes in a collective."""
    members = (person for person in party.collective.people if person.is_active and not person.is_officer)
    return sorted(members, key=lambda person: (person.name, person.id))


def who_could_take_over(agreement: Agreement, party: Party, giver: Person) -> list[Person]:
    """People of the same party with the authority to sign this text today."""
    own = party.collective.people if party.collective else db.session.scalars(may_sign())
    frozen = agreement.text
    return [
        person
        for person in own
        if person is not giver
        and person.is_active
        and not frozen.has_signed(party, person)
        and not frozen.is_asked_by_name(party, person)
        and authority_of(person, agreement, party)
    ]


def _candidates(agreement: Agreement, party: Party) -> list[Person]:
    if named := agreement.text.named_of(party):
        asked = Person.id.in_({one.person for one in named})
        return list(db.session.scalars(select(Person).where(asked, Person.left_at.is_(None))))
    if party.collective:
        return [person for person in party.collective.people if person.is_active]
    return list(db.session.scalars(may_sign()))
