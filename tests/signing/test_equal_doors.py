"""A link is one more door, with the same rules; nobody is on two sides, nor gets two mails for one thing."""

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from collab.cases.lifecycle import Stage
from collab.clock import today
from collab.collectives.words import MemberRole
from collab.documents.uploads import MOST_BYTES, Unfit, fit
from collab.people.words import Duty
from collab.signing.assemblies import Assembly
from tests.round import mails, react

from .conftest import asked, code_of, share, sign, signing, texts


@pytest.fixture
def guardian(frozen, dee):
    return frozen(share("C-1", 1, 1, (dee.id, "Tim")))


def test_a_link_signs_nothing_once_the_cooperation_stopped(guardian, dee, cast, client):
    link = asked(guardian, dee)
    client.post(link, data=signing(guardian, dee))
    code = code_of(guardian, dee)
    guardian.case.withdraw("We stop.", by=cast.ben)  # and the text did not hear of it yet
    assert guardian.case.stage == Stage.WITHDRAWN
    client.post(link, data=signing(guardian, dee, code=code))
    assert guardian.text.signatures == []


def test_a_code_opens_one_signature_of_one_person(guardian, dee, cast, client, as_):
    link = asked(guardian, dee)
    client.post(link, data=signing(guardian, dee))
    code = code_of(guardian, dee)
    assert as_(cast.cyd).post(link, data=signing(guardian, dee, code=code)).status_code == 403
    assert guardian.text.signatures == []


def test_a_guardian_who_came_to_work_for_the_municipality_signs_no_more(guardian, dee, client):
    link = asked(guardian, dee)
    dee.appoint(Duty.OFFICER, by=None)
    client.post(link, data=signing(guardian, dee))
    assert "code" not in texts(client.get(link))
    assert guardian.text.signatures == []


def test_an_address_does_not_tell_whose_it_is(make, cast, as_):
    agreement = make("agreed")
    minor = {"minors-0-minor": "Tim", "minors-0-name": "Somebody", "minors-0-email": cast.cyd.email}
    answer = as_(cast.ana).post(f"/agreements/{agreement.ref}/signing-plan/C-1", data=minor)
    assert (answer.status_code, "Cyd" in texts(answer)) == (422, False)


def test_a_name_that_is_ticked_twice_is_one_signature(make, cast, as_):
    agreement = make("agreed")
    form = {"named": [str(cast.ana.id)] * 2, "quorum": "2"}
    address = f"/agreements/{agreement.ref}/signing-plan/C-1"
    assert as_(cast.ana).post(address, data=form).status_code == 422
    as_(cast.ana).post(address, data=form | {"quorum": ""})
    assert len(agreement.plan.share_of("C-1").named) == 1


def test_a_guardian_with_an_account_and_who_reads_along_have_it_to_do(frozen, cast, dee, ada, as_):
    agreement = frozen(share("C-1", 1, 2, (dee.id, "Tim"), cast.ana))
    react()
    assert "Sign the agreement" in texts(as_(dee).get("/overview"))
    assert "/signing-links/" not in as_(cast.ana).get("/overview").text  # her side has it to do already
    assert "Sign the agreement" not in texts(as_(cast.cyd).get("/overview"))
    assert agreement.text.signatures == []


def test_the_next_in_order_and_who_gets_the_paper_have_one_mail(frozen, cast, session):
    agreement = frozen(share("C-1", 1), share("municipality", 2), in_order=True)
    react()
    sign(agreement, cast.ana)
    session.flush()
    react()
    assert mails(session, cast.bea)[-1] == "invited"
    assert "signed" not in mails(session, cast.bea)
    sign(agreement, cast.bea)
    session.flush()
    react()
    assert mails(session, cast.ana).count("signed") == 0


def test_a_no_and_another_day_bring_one_mail_each(frozen, cast, session):
    agreement = frozen()
    agreement.sign_before(today(), "Soon.", by=cast.ben)
    agreement.decline("One word.", by=cast.ana, party=agreement.parties[0])
    session.flush()
    react()
    assert mails(session, cast.ana).count("day_moved") == 1
    assert mails(session, cast.ben).count("declined") == 1
    assert "said" not in mails(session)


def test_a_vote_is_for_members_of_that_day_and_of_that_text(frozen, cast, ada, session, client):
    cast.street.admit(cast.bea, MemberRole.READER, by=cast.ana)
    agreement = frozen()
    held = Assembly.call(agreement.text, agreement.parties[0], 1, today(), by=cast.ana)
    session.flush()
    ballots = {ballot.person.name: ballot for ballot in held.ballots}
    assert set(ballots) == {"Ana", "Ali", "Ada"}  # not Bea, who acts for the municipality
    [his] = [membership for membership in cast.street.memberships if membership.person is cast.ali]
    his.starts_on -= timedelta(5)
    his.end(today() - timedelta(1), by=cast.ana)
    assert client.post(f"/votes/{ballots['Ali'].key}", data={"choice": "consent"}).status_code == 410
    assert client.post(f"/votes/{ballots['Ada'].key}", data={"choice": "consent"}).status_code == 303


def test_minutes_about_an_earlier_text_give_nobody_authority(frozen, cast, ada, session, as_):
    agreement = frozen()
    held = Assembly.call(agreement.text, agreement.parties[0], 1, today(), by=cast.ana)
    session.flush()
    held.ballots[0].cast("consent", "")
    held.close("Agreed.", by=cast.ana)
    agreement.reopen("One word.", by=cast.ben)
    session.flush()
    form = {"minutes": "Agreed.", "signatories": [str(cast.ali.id)]}
    assert as_(cast.ana).post(f"/agreements/{agreement.ref}/assembly/minutes", data=form).status_code == 409
    assert cast.street.authority_of(cast.ali, today()) is None


def test_no_more_members_must_take_part_than_there_are(frozen, cast, as_):
    agreement = frozen()
    form = {"quorum": "9", "ends_on": today().isoformat()}
    answer = as_(cast.ana).post(f"/agreements/{agreement.ref}/assembly/new", data=form)
    assert (answer.status_code, "There are 2 members who can vote." in texts(answer)) == (422, True)


def test_a_file_that_is_too_large_or_too_wide_says_so_at_the_field(frozen, cast, as_):
    agreement = frozen()
    form = {"who": f"{cast.ana.id}-C-1", "signed_on": today().isoformat(), "reason": "No computer."}
    form["file"] = (BytesIO(b"%PDF-1.4" + bytes(3 * 1024 * 1024)), "scan.pdf")
    address = f"/agreements/{agreement.ref}/paper-signatures/new"
    answer = as_(cast.ben).post(address, data=form, content_type="multipart/form-data")
    assert (answer.status_code, "larger than 2 MB" in texts(answer)) == (422, True)
    wide = BytesIO()
    Image.new("1", (30_000, 9_000)).save(wide, "PNG")
    with pytest.raises(Unfit, match="too large"):
        fit(wide.getvalue())


def test_a_photo_of_a_telephone_is_kept_smaller():
    photo = BytesIO()
    Image.effect_noise((4600, 3400), 60).convert("RGB").save(photo, "JPEG", quality=90)
    assert len(photo.getvalue()) > MOST_BYTES
    body, _kind = fit(photo.getvalue())
    assert max(Image.open(BytesIO(body)).size) <= 3500
