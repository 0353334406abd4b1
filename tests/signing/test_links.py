"""A personal link opens for the invited person alone, and a code by mail shows that it is them."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from collab.agreements.lifecycle import Status, Weight
from collab.clock import at, now
from collab.notifications.models import Notice
from collab.signing.codes import Code
from collab.signing.reactions import digits_of, key_of
from tests.round import mails, react

from .conftest import asked, code_of, share, sign, signing, texts


@pytest.fixture
def guardian(frozen, dee):
    """An agreement that Dee signs for Tim, with an address and without an account."""
    return frozen(share("C-1", 1, 1, (dee.id, "Tim")))


def test_a_guardian_without_an_account_signs_with_a_code_by_mail(guardian, dee, client, session):
    link = asked(guardian, dee)
    page = client.get(link)
    assert "You sign as the guardian of Tim" in texts(page)
    assert "d•••••@town.example" in texts(page)
    sent = client.post(link, data=signing(guardian, dee))
    assert "We sent six digits" in texts(sent)
    react()
    assert mails(session, dee)[-1] == "code"
    done = client.post(link, data=signing(guardian, dee, code=code_of(guardian, dee)))
    assert done.status_code == 303
    [signature] = guardian.text.signatures
    assert (signature.typed_name, signature.proof) == ("Tim, represented by Dee (guardian)", "code")
    assert "You signed" in texts(client.get(link))


def test_the_mail_with_the_link_leads_to_that_page(guardian, dee, client, session):
    react()
    [notice] = session.scalars(
        select(Notice).where(Notice.template == "signing/mail/invited", Notice.person_id == dee.id)
    )
    assert client.get(f"/signing-links/{key_of(notice)['key']}").status_code == 200


def test_the_sixth_attempt_needs_a_new_code(guardian, dee, client, session):
    link = asked(guardian, dee)
    client.post(link, data=signing(guardian, dee))
    right = code_of(guardian, dee)
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    for _attempt in range(5):
        assert client.post(link, data=signing(guardian, dee, code=wrong)).status_code == 200
    assert Code.live(guardian.text, dee) is None
    client.post(link, data=signing(guardian, dee, code=right))
    assert guardian.text.signatures == []


def test_a_code_is_over_after_ten_minutes_and_when_a_new_one_came(guardian, dee, client):
    link = asked(guardian, dee)
    client.post(link, data=signing(guardian, dee))
    old = Code.live(guardian.text, dee)
    client.post(link, data=signing(guardian, dee, new_code="1"))
    assert not old.is_live
    with at(now() + timedelta(minutes=10)):
        assert Code.live(guardian.text, dee) is None


def test_nobody_gets_more_than_five_codes_an_hour(guardian, dee, client):
    link = asked(guardian, dee)
    answers = [client.post(link, data=signing(guardian, dee, new_code="1")).status_code for _n in range(6)]
    assert answers == [200] * 5 + [409]


def test_a_code_that_is_over_when_the_mail_goes_out_is_not_mailed(guardian, dee, client, session):
    client.post(asked(guardian, dee), data=signing(guardian, dee))
    react()
    notice = session.scalar(select(Notice).where(Notice.template == "signing/mail/code"))
    assert digits_of(notice)
    with at(now() + timedelta(minutes=10)):
        assert digits_of(notice) is None


def test_another_person_is_told_without_any_name_and_shown_the_way_on(frozen, cast, as_):
    agreement = frozen()
    link = asked(agreement, cast.ana)
    visitor = as_(cast.cyd)
    answer = visitor.get(link)
    assert answer.status_code == 403
    said = texts(answer).replace("Cyd", "")
    assert not [name for name in ("Ana", "Green Street", "Garden", "town.example") if name in said]
    assert visitor.post(link, data=signing(agreement, cast.ana)).status_code == 403
    assert visitor.post(f"{link}/sign-out").status_code == 303
    assert "Sign out and use the link" not in texts(visitor.get(link))


def test_whoever_has_an_account_signs_in_first(frozen, cast, client, session):
    agreement = frozen()
    cast.ana.arrived_at = now()
    answer = client.get(asked(agreement, cast.ana))
    assert (answer.status_code, "/sign-in?next=" in answer.location) == (303, True)


def test_a_fresh_session_is_enough_for_a_light_agreement_only(frozen, cast, as_, session):
    agreement = frozen()
    assert "you need no code" in texts(as_(cast.ana).get(f"/agreements/{agreement.ref}/signing"))


def test_an_old_session_needs_a_code(frozen, cast, as_, session):
    agreement = frozen()
    visitor = as_(cast.ana)
    for begun in cast.ana.sessions:
        begun.began_at -= timedelta(minutes=31)
    session.commit()
    address = f"/agreements/{agreement.ref}/signing"
    assert "we first mail six digits" in texts(visitor.get(address))
    visitor.post(address, data=signing(agreement, cast.ana))
    assert agreement.text.signatures == []
    visitor.post(address, data=signing(agreement, cast.ana, code=code_of(agreement, cast.ana)))
    assert agreement.text.signatures[0].proof == "code"


def test_a_complex_agreement_always_asks_a_code(frozen, cast, as_):
    agreement = frozen()
    agreement.weight = Weight.COMPLEX
    assert "we first mail six digits" in texts(as_(cast.ana).get(f"/agreements/{agreement.ref}/signing"))


def test_a_link_of_an_earlier_text_says_what_happened(frozen, cast, client):
    agreement = frozen()
    link = asked(agreement, cast.ana)
    agreement.reopen("One word.", by=cast.ben)
    answer = client.get(link)
    assert (answer.status_code, "went back to the table" in texts(answer)) == (410, True)


@pytest.mark.parametrize("key", ["nonsense", "Im5vdCBvdXJzIg.AAAA", "1"])
def test_a_link_that_is_not_ours_opens_nothing(client, key):
    assert client.get(f"/signing-links/{key}").status_code == 410
    assert client.post(f"/signing-links/{key}").status_code == 410


def test_nobody_gets_a_half_signed_copy(frozen, cast, as_, session):
    agreement = frozen()
    sign(agreement, cast.ana)
    session.flush()
    react()
    assert as_(cast.ana).get(f"/agreements/{agreement.ref}/paper").status_code == 403
    assert agreement.documents == []
    assert "began" not in mails(session)
    sign(agreement, cast.bea)
    assert agreement.status == Status.ACTIVE
