"""Who is asked may say no, pass it on, or ask for more time; what was signed stays on record."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from collab.agreements import policy
from collab.agreements.authority import authority_of
from collab.agreements.lifecycle import Status, Weight
from collab.agreements.plan import Plan
from collab.clock import at, morning_of, today
from collab.errors import NotNow
from tests.round import mails, react

from .conftest import asked, code_of, share, sign, texts


def test_who_does_not_sign_says_why_and_everyone_hears(frozen, cast, ada, as_, session, case):
    agreement = frozen()
    react()
    answer = as_(cast.ana).post(f"/agreements/{agreement.ref}/refusal", data={"reason": "Too short."})
    assert answer.status_code == 303
    assert agreement.status == Status.NEGOTIATING
    assert case.messages[-1].text == "Too short."
    react()
    told = {
        person.name for person in (cast.ana, ada, cast.ben, cast.bea) if "declined" in mails(session, person)
    }
    assert told == {"Ada", "Ben", "Bea"}
    assert "reopened" not in mails(session)


def say_no(client, link, reason, agreement, person):
    """By link: the code comes by mail first."""
    said = {"reason": reason}
    client.post(f"{link}/refusal", data=said)
    return client.post(f"{link}/refusal", data=said | {"code": code_of(agreement, person)})


def test_a_guardian_says_no_by_link(frozen, dee, client, case):
    agreement = frozen(share("C-1", 1, 1, (dee.id, "Tim")))
    link = asked(agreement, dee)
    assert client.get(f"{link}/refusal").status_code == 200
    say_no(client, link, "Not yet.", agreement, dee)
    assert (agreement.status, case.messages[-1].text) == (Status.NEGOTIATING, "Not yet.")
    assert "went back to the table" in texts(client.get(link))


IN_ORDER = (share("C-1", 1), share("municipality", 2))


def test_who_signs_later_says_no_on_the_first_day_whichever_side(frozen, cast, as_, session, case):
    agreement = frozen(*IN_ORDER, in_order=True)
    page = texts(as_(cast.bea).get(f"/agreements/{agreement.ref}"))
    assert "Green Street signs first" in page
    assert "Read and sign" not in page
    assert "I do not sign" in page
    answer = as_(cast.bea).post(f"/agreements/{agreement.ref}/refusal", data={"reason": "Too short."})
    assert (answer.status_code, agreement.status) == (303, Status.NEGOTIATING)
    assert case.messages[-1].text == "Too short."
    agreement.plan_signing(Plan(True, (share("C-1", 2), share("municipality", 1))), by=cast.ben)
    agreement.freeze(by=cast.ben)
    session.flush()
    assert "Gemeente Lindendal signs first" in policy.sign(cast.ana, agreement)
    as_(cast.ana).post(f"/agreements/{agreement.ref}/refusal", data={"reason": "Too long."})
    assert case.messages[-1].text == "Too long."
    assert agreement.status == Status.NEGOTIATING


def test_a_guardian_who_signs_later_has_a_link_to_say_no_with(frozen, dee, client, session):
    agreement = frozen(share("C-1", 2, 1, (dee.id, "Tim")), share("municipality", 1), in_order=True)
    link = asked(agreement, dee)
    assert mails(session, dee) == ["ahead"]
    page = client.get(link)
    assert "It is not your turn to sign yet Gemeente Lindendal signs first." in texts(page)
    assert "We agree on" in texts(page)
    assert f'href="{link}/refusal"' in page.text
    assert "Why do you not sign?" in texts(client.get(f"{link}/refusal"))


def test_the_link_of_who_signs_later_is_the_one_to_sign_with(frozen, dee, cast, client, session):
    agreement = frozen(share("C-1", 2, 1, (dee.id, "Tim")), share("municipality", 1), in_order=True)
    link = asked(agreement, dee)
    assert client.post(link, data={"digest": agreement.text.digest}).status_code == 200
    sign(agreement, cast.bea)
    session.flush()
    assert asked(agreement, dee) == link
    assert mails(session, dee) == ["ahead", "invited"]
    react()
    assert mails(session, dee) == ["ahead", "invited"]
    assert "You sign as the guardian of Tim" in texts(client.get(link))


def test_a_link_alone_sends_nothing_back_and_nothing_typed_is_lost(frozen, dee, client, session):
    agreement = frozen(share("C-1", 1, 1, (dee.id, "Tim")))
    door = f"{asked(agreement, dee)}/refusal"
    sent = client.post(door, data={"reason": "Too short."})
    assert (sent.status_code, "We sent six digits to d•••••@town.example" in texts(sent)) == (200, True)
    react()
    assert mails(session, dee) == ["invited", "code"]
    wrong = f"{(int(code_of(agreement, dee)) + 1) % 1_000_000:06d}"
    for typed, said in ((wrong, "not the code from our last mail"), ("", "Type the six digits")):
        answer = client.post(door, data={"reason": "Too short.", "code": typed})
        assert answer.status_code == 200
        assert said in texts(answer)
        assert "Too short." in answer.text
    assert agreement.status == Status.SIGNING
    good = {"reason": "Too short.", "code": code_of(agreement, dee)}
    assert client.post(door, data=good).status_code == 303
    assert agreement.status == Status.NEGOTIATING


def test_a_delegate_who_signed_in_just_now_needs_no_code_for_a_light_text(frozen, cast, ada, as_, session):
    agreement = frozen(share("C-1", 1, 1, cast.ana))
    street = agreement.parties[0]
    agreement.hand_over(ada, authority_of(ada, agreement, street), "Away.", by=cast.ana, party=street)
    door = f"{asked(agreement, ada)}/refusal"
    visitor = as_(ada)
    agreement.weight = Weight.COMPLEX
    assert "we first mail six digits" in texts(visitor.get(door))
    visitor.post(door, data={"reason": "No."})
    assert agreement.status == Status.SIGNING
    agreement.weight = Weight.LIGHT
    assert visitor.post(door, data={"reason": "No."}).status_code == 303
    assert agreement.status == Status.NEGOTIATING


def test_who_is_not_asked_in_this_round_says_no_to_nothing(frozen, cast, ada, as_):
    agreement = frozen(share("municipality", 1), share("C-1", 2, 1, ada), in_order=True)
    sign(agreement, cast.bea)
    for who in (cast.ana, cast.ali, cast.ben, cast.bea):
        answer = as_(who).post(f"/agreements/{agreement.ref}/refusal", data={"reason": "No."})
        assert answer.status_code == 403
    assert agreement.status == Status.SIGNING


def test_a_no_needs_a_reason(frozen, cast, as_):
    agreement = frozen()
    assert as_(cast.ana).post(f"/agreements/{agreement.ref}/refusal", data={"reason": " "}).status_code == 422
    assert agreement.status == Status.SIGNING


def test_the_earlier_version_stays_readable_with_its_signatures(frozen, cast, as_, session):
    agreement = frozen()
    sign(agreement, cast.ana)
    agreement.decline("One word.", by=cast.bea, party=agreement.party("municipality"))
    agreement.freeze(by=cast.ben)
    session.flush()
    page = texts(as_(cast.ben).get(f"/agreements/{agreement.ref}/rounds/1"))
    assert "Ana" in page
    assert "We agree on" in page
    assert agreement.signed_parties == set()
    assert policy.sign(cast.ana, agreement) is None


def test_a_new_round_asks_everyone_again(frozen, cast, session):
    agreement = frozen()
    react()
    agreement.decline("One word.", by=cast.ana, party=agreement.parties[0])
    agreement.freeze(by=cast.ben)
    session.flush()
    react()
    assert mails(session, cast.ana).count("invited") == mails(session, cast.bea).count("invited") == 2


@pytest.mark.parametrize("table", ["signature", "frozen", "hand_over"])
def test_nobody_can_erase_what_was_signed(frozen, cast, session, table):
    sign(frozen(), cast.ana)
    session.flush()
    with pytest.raises(ProgrammingError, match="permission denied"), session.begin_nested():
        session.execute(text(f"delete from {table}"))


def test_who_passes_it_on_cannot_sign_and_the_other_is_asked(frozen, cast, ada, as_, client):
    agreement = frozen(share("C-1", 1, 1, cast.ana))
    old = asked(agreement, cast.ana)
    form = {"to": ada.id, "reason": "I am away."}
    visitor = as_(cast.ana)
    assert visitor.post(f"/agreements/{agreement.ref}/signing/hand-over", data=form).status_code == 303
    assert visitor.get(old).status_code == 410
    assert "names them" in policy.sign(cast.ana, agreement)
    assert as_(ada).get(asked(agreement, ada)).status_code == 200
    sign(agreement, ada)
    [step] = agreement.text.hand_overs
    assert (step.giver, step.taker, step.reason) == (cast.ana, ada, "I am away.")
    assert "article 5" in step.ground


def test_without_names_too_who_passed_it_on_does_not_sign(frozen, cast, ada):
    agreement = frozen()
    street = agreement.parties[0]
    agreement.hand_over(ada, authority_of(ada, agreement), "Away.", by=cast.ana, party=street)
    assert "handed your signature over" in policy.sign(cast.ana, agreement)
    agreement.hand_over(cast.ana, authority_of(cast.ana, agreement), "Back.", by=ada, party=street)
    sign(agreement, cast.ana)


def test_only_somebody_with_the_authority_of_that_day_can_take_over(frozen, cast, ada, as_):
    agreement = frozen(share("C-1", 1, 1, cast.ana))
    ada_may = cast.street.authorities[-1]
    ada_may.ends_on = today()
    page = f"/agreements/{agreement.ref}/signing/hand-over"
    assert "Ada" in texts(as_(cast.ana).get(page))
    ada_may.revoked_on = today()
    assert "nobody else of Green Street may sign" in texts(as_(cast.ana).get(page))
    assert as_(cast.ana).post(page, data={"to": ada.id, "reason": "Away."}).status_code == 200
    assert agreement.text.hand_overs == []


def test_a_mandate_that_does_not_reach_far_enough_takes_nothing_over(frozen, cast, as_, session):
    from collab.agreements.mandate import Mandate

    limits = {"heaviest": Weight.LIGHT, "max_months": 6, "max_amount": None, "starts_on": today()}
    session.add(Mandate.give(cast.ben, "adviser", "decision 8", by=None, **limits))
    agreement = frozen()
    page = as_(cast.bea).get(f"/agreements/{agreement.ref}/signing/hand-over")
    assert "nobody else" in texts(page)


def test_another_day_to_sign_ends_the_reminders_of_the_old_one(frozen, cast, as_, session, case):
    agreement = frozen()
    old_day, new_day = agreement.sign_by, agreement.sign_by + timedelta(30)
    form = {"day": new_day.isoformat(), "reason": "The board meets later."}
    assert as_(cast.ana).post(f"/agreements/{agreement.ref}/signing/day", data=form).status_code == 303
    assert agreement.sign_by == new_day
    assert case.messages[-1].text == "The board meets later."
    remind_on(old_day, session)
    assert "signature_due" not in mails(session)
    remind_on(new_day, session)
    assert mails(session).count("signature_due") == 2


def test_both_sides_may_choose_another_day_and_who_reads_along_may_not(frozen, cast, as_):
    agreement = frozen()
    form = {"day": (today() + timedelta(40)).isoformat(), "reason": "Later."}
    answers = [
        as_(who).post(f"/agreements/{agreement.ref}/signing/day", data=form).status_code
        for who in (cast.ana, cast.ben, cast.ali)
    ]
    assert answers == [303, 303, 403]


def test_a_day_that_went_by_is_no_answer(frozen, cast, as_):
    agreement = frozen()
    form = {"day": (today() - timedelta(1)).isoformat(), "reason": "Earlier."}
    assert as_(cast.ana).post(f"/agreements/{agreement.ref}/signing/day", data=form).status_code == 422
    with pytest.raises(NotNow):
        agreement.sign_before(today() - timedelta(1), "Earlier.", by=cast.ana)


def remind_on(day, session) -> None:
    from collab.deadlines.jobs import remind_of_due

    session.commit()
    with at(morning_of(day) + timedelta(minutes=1)):
        remind_of_due.run()
        react()
