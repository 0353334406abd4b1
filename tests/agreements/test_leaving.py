"""Who left acts no more and is not waited for, and goes on reading what it agreed to."""

from datetime import timedelta

import pytest
import time_machine

from collab.agreements.jobs import end_due
from collab.agreements.lifecycle import Status
from collab.agreements.policy import authority_of
from collab.clock import at, now, today
from collab.collectives.words import Ground
from collab.errors import NotNow
from tests.round import mails, react

from .conftest import sign
from .test_amending import change, in_force, reword  # noqa: F401  fixtures

LAST_DAY = timedelta(5)


def consent_of_cyd(agreement, cast) -> None:
    for article in agreement.open_articles:
        agreement.agree(article.number, seen=article.latest.number, by=cast.cyd)


@pytest.fixture
def joined(change, cast, session):  # noqa: F811
    """Other Street takes part by a change that all signed."""
    change.join(cast.other, today(), by=cast.ben)
    cast.other.give_authority(cast.cyd, Ground.MINUTES, reference="meeting", by=cast.cyd, starts_on=today())
    session.flush()
    consent_of_cyd(change, cast)
    change.freeze(by=cast.ben)
    for person in (cast.ana, cast.bea, cast.cyd):
        sign(change, person)
    session.flush()
    return change


@pytest.fixture
def parting(joined, cast, session):
    """And leaves by a second one, that waits for signatures."""
    second = joined.amend("Other Street moves away.", by=cast.ana)
    session.add(second)
    session.flush()
    second.leave(second.party(cast.other.ref), today() + LAST_DAY, by=cast.cyd)
    second.freeze(by=cast.ben)
    sign(second, cast.ana)
    session.flush()
    return second


def test_the_last_signature_of_who_stays_is_enough_after_the_last_day(parting, joined, cast):
    with at(now() + LAST_DAY + timedelta(1)):
        sign(parting, cast.bea)
        assert (parting.status, joined.status) == (Status.ACTIVE, Status.REPLACED)


def test_before_the_last_day_all_are_waited_for(parting, cast):
    sign(parting, cast.bea)
    assert parting.status == Status.SIGNING
    sign(parting, cast.cyd)
    assert parting.status == Status.ACTIVE


def test_when_only_who_left_had_not_signed_it_begins_by_itself(parting, cast, session):
    sign(parting, cast.bea)
    session.commit()
    with at(now() + LAST_DAY):
        end_due()
        session.expire_all()
        assert parting.status == Status.SIGNING
    with at(now() + LAST_DAY + timedelta(1)):
        end_due()
        session.expire_all()
        assert parting.status == Status.ACTIVE


def test_who_left_does_not_sign_any_more(parting, cast):
    with at(now() + LAST_DAY + timedelta(1)), pytest.raises(NotNow, match="no longer"):
        parting.sign(parting.text.digest, "Cyd", authority_of(cast.cyd, parting), by=cast.cyd)


def test_who_left_reads_what_it_agreed_to_and_nothing_that_came_later(parting, joined, cast, as_, session):
    for person in (cast.bea, cast.cyd):
        sign(parting, person)
    session.commit()
    with time_machine.travel(now() + LAST_DAY + timedelta(1)):
        later = parting.amend("Now the trees.", by=cast.ana)
        session.add(later)
        session.commit()
        visitor = as_(cast.cyd)
        for address in ("/cases/LD-1", f"/agreements/{joined.ref}", f"/agreements/{parting.ref}", "/overview",
                        f"/agreements/{joined.ref}/text", "/cases/LD-1/support"):  # fmt: skip
            assert visitor.get(address, follow_redirects=True).status_code == 200, address
        assert visitor.get(f"/agreements/{later.ref}").status_code == 404
        assert f"/agreements/{later.ref}" not in visitor.get("/cases/LD-1").text
        for door in (f"/agreements/{parting.ref}/amendment", "/cases/LD-1/messages"):
            assert visitor.post(door, data={"reason": "Back.", "text": "Back."}).status_code == 403, door


@pytest.mark.parametrize("who", ["ana", "ben"])
def test_others_let_a_party_leave_no_sooner_than_the_agreed_notice(joined, cast, as_, session, who):
    """Else its last day could be today, and tomorrow its signature is not asked any more."""
    second = joined.amend("We go on without them.", by=cast.ben)
    session.add(second)
    session.commit()
    door, other = f"/agreements/{second.ref}/leaving", {"party": cast.other.ref}
    soon, agreed = today() + timedelta(29), today() + timedelta(30)
    refused = as_(getattr(cast, who)).post(door, data=other | {"ends_on": soon.isoformat()})
    assert refused.status_code == 409
    assert "does not say this itself" in refused.text
    assert "30 days" in as_(getattr(cast, who)).get(door).text
    assert as_(getattr(cast, who)).post(door, data=other | {"ends_on": agreed.isoformat()}).status_code == 303
    assert second.party(cast.other.ref).ends_on == agreed
    assert as_(cast.cyd).post(door, data=other | {"ends_on": today().isoformat()}).status_code == 303
    assert second.party(cast.other.ref).ends_on == today()


def test_who_only_would_have_joined_reads_nothing_of_it(change, cast, as_, session):  # noqa: F811
    change.join(cast.other, today(), by=cast.ben)
    change.withdraw(by=cast.ana)
    session.commit()
    with time_machine.travel(now() + timedelta(1)):
        assert as_(cast.cyd).get("/cases/LD-1").status_code == 404


def test_all_hear_who_comes_and_who_goes(parting, cast, session):
    react()
    for template in ("party_joins", "party_leaves"):
        told = {person for person in (cast.ana, cast.ben, cast.cyd) if template in mails(session, person)}
        actor = {"party_joins": cast.ben, "party_leaves": cast.cyd}[template]
        assert told == {cast.ana, cast.ben, cast.cyd} - {actor}
