"""A plan says who signs, how many of each party and in which order; a round keeps the plan it began with."""

import pytest

from collab.agreements import policy
from collab.agreements.authority import claims_of
from collab.agreements.lifecycle import Status
from collab.agreements.plan import Plan
from collab.clock import today
from collab.collectives.words import Ground, Kind, MemberRole
from collab.errors import NotNow
from tests.round import mails, react

from .conftest import share, sign


def test_without_a_plan_each_party_signs_once_by_anybody_who_may(frozen, cast, ada):
    agreement = frozen()
    assert {claim.party.key for person in (cast.ana, ada) for claim in claims_of(person, agreement)} == {
        "C-1"
    }
    sign(agreement, ada)
    assert policy.sign(cast.ana, agreement) == "Green Street has signed already."
    sign(agreement, cast.bea)
    assert agreement.status == Status.ACTIVE


def test_two_of_the_board_sign_before_the_collective_has_signed(frozen, cast, ada):
    agreement = frozen(share("C-1", 1, 2))
    sign(agreement, cast.bea)
    sign(agreement, cast.ana)
    assert agreement.status == Status.SIGNING
    sign(agreement, ada)
    assert agreement.status == Status.ACTIVE


def test_one_person_is_not_two_signatures(frozen, cast):
    agreement = frozen(share("C-1", 1, 2))
    sign(agreement, cast.ana)
    with pytest.raises(NotNow, match="signed already"):
        sign(agreement, cast.ana)


def test_only_those_who_are_named_sign(frozen, cast, ada):
    agreement = frozen(share("C-1", 1, 1, ada))
    assert "names them" in policy.sign(cast.ana, agreement)
    sign(agreement, ada)


def test_a_name_alone_gives_nobody_of_an_association_the_right_to_sign(frozen, cast):
    agreement = frozen(share("C-1", 1, 1, cast.ali))
    assert policy.sign(cast.ali, agreement).startswith("It is not written down yet")


def test_in_order_the_next_party_waits_for_the_one_before(frozen, cast):
    agreement = frozen(share("C-1", 1), share("municipality", 2), in_order=True)
    assert "Green Street signs first" in policy.sign(cast.bea, agreement)
    sign(agreement, cast.ana)
    assert policy.sign(cast.bea, agreement) is None


def test_whose_turn_it_is_gets_a_link_and_the_next_when_that_one_signed(frozen, cast, session):
    agreement = frozen(share("C-1", 1), share("municipality", 2), in_order=True)
    react()
    assert "invited" in mails(session, cast.ana)
    assert "invited" not in mails(session, cast.bea)
    sign(agreement, cast.ana)
    session.flush()
    react()
    assert "invited" in mails(session, cast.bea)


def test_a_plan_that_changes_does_not_change_the_round_that_runs(frozen, cast, ada):
    agreement = frozen(share("C-1", 1, 1, ada))
    agreement.signing_plan.written = Plan().written()
    assert agreement.text.is_asked_by_name(agreement.parties[0], ada)
    with pytest.raises(NotNow):
        agreement.plan_signing(Plan(), by=cast.ben)
    agreement.reopen("Others sign.", by=cast.ana)
    agreement.freeze(by=cast.ben)
    assert policy.sign(cast.ana, agreement) is None


def test_in_an_informal_group_everyone_who_is_named_signs_for_themselves(frozen, cast):
    cast.street.kind = Kind.INFORMAL_GROUP
    cast.street.authorities[0].revoke(by=cast.ana)
    agreement = frozen(share("C-1", 1, 2, cast.ana, cast.ali))
    sign(agreement, cast.ana)
    sign(agreement, cast.ali)
    assert agreement.text.is_complete(agreement.parties[0])
    assert "for themselves" in agreement.text.signatures[0].ground


def test_one_person_signs_for_two_collectives_but_never_for_both_sides(cast, case, session):
    from collab.agreements.lifecycle import Weight
    from collab.agreements.models import Agreement
    from tests.agreements.conftest import TERMS, propose_all

    case.involve(cast.other, by=cast.ben)
    cast.other.admit(cast.ana, MemberRole.REPRESENTATIVE, by=cast.cyd)
    cast.other.give_authority(cast.ana, Ground.MINUTES, reference="June", by=cast.cyd, starts_on=today())
    agreement = Agreement.draft(case, Weight.LIGHT, "en", by=cast.ana)
    session.add(agreement)
    propose_all(agreement, cast, TERMS)
    session.flush()
    for person in (cast.ben, cast.cyd):
        for article in agreement.open_articles:
            if agreement.party_for(person) in article.waiting_parties:
                agreement.agree(article.number, seen=1, by=person)
    agreement.freeze(by=cast.ben)
    street, other, municipality = agreement.parties
    first, second = claims_of(cast.ana, agreement)
    for claim in (first, second):
        agreement.sign(agreement.text.digest, "Ana", claim.authority, by=cast.ana, party=claim.party)
    assert agreement.signed_parties == {street, other}
    assert "municipality and for a collective" in agreement.text.why_not_sign(municipality, cast.ana)


def test_a_guardian_signs_for_two_minors_of_the_same_group(frozen, cast, dee, app):
    from collab.signing.setting import name_under

    agreement = frozen(share("C-1", 1, 2, (dee.id, "Tim"), (dee.id, "Pip")))
    claims = claims_of(dee, agreement)
    assert [claim.minor for claim in claims] == ["Tim", "Pip"]
    for claim in claims:
        name = name_under(claim, dee.name, agreement)
        how = {"party": claim.party, "minor": claim.minor}
        agreement.sign(agreement.text.digest, name, claim.authority, by=dee, **how)
    assert [s.typed_name for s in agreement.text.signatures] == [
        "Tim, represented by Dee (guardian)",
        "Pip, represented by Dee (guardian)",
    ]
