"""A complex agreement between equals, from their values to the seal: with a counter-proposal, a no, a text
of its own, advice, an approver who asks for a change, a signatory who declines and one who hands over."""

import html

import pytest
from playwright.sync_api import expect

from tests.journeys import equals
from tests.journeys.deeds import agreement_of, code_for, pdf_of, propose, signing_link, tab
from tests.journeys.negotiating import (
    agree_to,
    answer_with_other_texts,
    ask_advice,
    begin_the_text,
    come_to_an_agreement,
    look_at_how_it_was_decided_before,
    meet,
    say_what_they_expect,
    talk,
    tell_their_values,
    write_about_care,
    write_for_the_group,
    write_for_the_town,
)
from tests.journeys.visitor import DESKTOP, PHONE, Visitor, text_of

pytestmark = [pytest.mark.live, pytest.mark.xdist_group("journeys")]


@pytest.fixture
def aylin(visit) -> Visitor:
    return visit("nl", **PHONE)


@pytest.fixture
def karin(visit) -> Visitor:
    return visit("en", **DESKTOP)


@pytest.fixture
def marleen(visit) -> Visitor:
    return visit("en", **DESKTOP)


def test_two_sides_agree_as_equals(aylin, karin, marleen, visit):
    read_by_aylin, read_by_the_town = everything_on(aylin), everything_on(karin, marleen)
    meet(aylin, karin)
    tell_their_values(aylin, karin, read_by_aylin)
    say_what_they_expect(aylin, karin)
    begin_the_text(karin)
    write_for_the_town(karin)
    write_for_the_group(aylin, karin)
    answer_with_other_texts(aylin)
    look_at_how_it_was_decided_before(karin)
    talk(aylin, karin)
    ask_advice(karin, visit("nl", **PHONE), aylin)
    come_to_an_agreement(aylin, karin)
    approve_after_a_change(marleen, karin, aylin)
    freeze(karin)
    decline(aylin, marleen, karin)
    agree_once_more(aylin, karin, marleen)
    pieter = visit("nl", **DESKTOP)
    hand_over(marleen, pieter, karin)
    sign_by_link(aylin, equals.EMAIL, equals.SPEAKER, times=2)
    sign_by_link(pieter, equals.ALDERMAN_EMAIL, equals.ALDERMAN, times=1)
    receive_the_sealed_paper(aylin, visit("nl", **PHONE), agreement_of(karin))
    read_what_happened(karin, aylin)
    keep_to_one_side(read_by_aylin, equals.SECRETS_OF_THE_TOWN, aylin.house.post.to(equals.EMAIL))
    theirs = aylin.house.post.to(equals.OFFICER_EMAIL) + aylin.house.post.to(equals.HEAD_EMAIL)
    keep_to_one_side(read_by_the_town, equals.SECRETS_OF_THE_GROUP, theirs)


def everything_on(*visitors) -> list[str]:
    """All pages these people see from now on, with what does not catch the eye."""
    seen: list[str] = []
    for visitor in visitors:
        visitor.page.expose_function("keep", lambda page: seen.append(page))
        visitor.page.add_init_script(
            "addEventListener('DOMContentLoaded', () => keep(document.documentElement.outerHTML))"
        )
    return seen


def approve_after_a_change(marleen, karin, aylin):
    """The head of department wants a sentence more; the second round is about the text that has it."""
    ask_to_approve(karin)
    marleen.sign_in(equals.HEAD_EMAIL)
    marleen.speak("en")
    marleen.go("/overview")
    marleen.press("Approve the text, or ask for a change")
    marleen.press("Ask for a change")
    marleen.write({"What has to change, and why?": equals.ASKED_CHANGE})
    marleen.press("Ask for this change")
    karin.go(agreement_of(karin))
    karin.reads("A change was asked in the last round. The text needs a new one.")
    tab(karin, "Overview")
    karin.sees(equals.ASKED_CHANGE)
    tab(karin, "Agreement")
    propose(karin, 10)
    write_about_care(karin, equals.SAFER)
    agree_to(aylin, 10)
    ask_to_approve(karin)
    approve(marleen, equals.HEADS_NOTE)


def ask_to_approve(karin):
    karin.go(agreement_of(karin))
    karin.press("Lay the text before those who approve it")
    karin.sees(equals.HEAD)


def approve(marleen, note):
    marleen.go("/overview")
    marleen.press("Approve the text, or ask for a change")
    marleen.sees(equals.SPONSORS)
    marleen.write({"I have read the text and I approve it": True, "A note for your own side": note})
    marleen.press("Approve the text")
    marleen.reads("You approved the text.")


def freeze(karin):
    karin.go(agreement_of(karin))
    karin.press("Freeze the text for signing")
    karin.reads("Nobody can change it now. The agreement is in force when all parties have signed.")


def decline(aylin, marleen, karin):
    """One has signed already when the other does not: what she signed stays, and the text goes back."""
    sign_by_link(aylin, equals.EMAIL, equals.SPEAKER, times=1)
    marleen.go(signing_link(marleen, equals.HEAD_EMAIL, equals.TITLE))
    marleen.press("I do not sign")
    marleen.write({"Why do you not sign?": equals.WHY_NOT})
    marleen.press("Send me a code")
    marleen.write({"Code from your e-mail": code_for(marleen, equals.HEAD_EMAIL)})
    marleen.press("Do not sign, and say why")
    told = aylin.said("%(who)s does not sign: %(title)s", who=equals.HEAD, title=equals.TITLE)
    assert equals.WHY_NOT not in text_of(aylin.mails(equals.EMAIL, told)[0])
    aylin.go(agreement_of(karin))
    tab(aylin, "Overview")
    aylin.sees(equals.WHY_NOT)
    tab(aylin, "Agreement")


def agree_once_more(aylin, karin, marleen):
    propose(karin, 10)
    write_about_care(karin, equals.WHO_PAYS)
    agree_to(aylin, 10)
    ask_to_approve(karin)
    approve(marleen, "")
    freeze(karin)


def sign_by_link(visitor, email, name, times):
    """The link and the code come by mail, to nobody else."""
    visitor.go(signing_link(visitor, email, equals.TITLE, times))
    if "/sign-in" in visitor.page.url:
        visitor.enter(email)
    visitor.sees(equals.SPONSORS)
    signed = {"I have read the text and I may sign it": True, "Type your full name": name}
    visitor.write(signed)
    visitor.press("Send me a code")
    visitor.write(signed | {"Code from your e-mail": code_for(visitor, email, times)})
    visitor.press("Sign the agreement")
    visitor.reads("You signed for %(party)s.", party=equals.GROUP if email == equals.EMAIL else equals.TOWN)


def hand_over(marleen, pieter, karin):
    """Her link opens nothing any more, and his opens for nobody else."""
    hers = signing_link(marleen, equals.HEAD_EMAIL, equals.TITLE, times=2)
    marleen.go(agreement_of(karin))
    marleen.press("Read and sign")
    marleen.press("Somebody else signs in my place")
    marleen.write({"Who signs in your place?": equals.ALDERMAN, "Why?": equals.ON_LEAVE})
    marleen.press("Hand over my signature")
    marleen.reads("%(name)s is asked to sign now.", name=equals.ALDERMAN)
    assert marleen.go(hers).status == 410
    marleen.reads("This link was replaced by another one, or somebody else signs now.")
    his = signing_link(pieter, equals.ALDERMAN_EMAIL, equals.TITLE)
    assert marleen.go(his).status == 403
    marleen.reads("This link is for somebody else")
    expect(marleen.page.get_by_role("main")).not_to_contain_text(equals.TITLE)


def receive_the_sealed_paper(aylin, stranger, agreement):
    """By mail and by download the same; and whoever holds the file can see that it is real."""
    in_force = aylin.said("The agreement is in force: %(title)s", title=equals.TITLE)
    mail = aylin.mails(equals.EMAIL, in_force)[0]
    aylin.go(agreement)
    with aylin.page.expect_download() as download:
        aylin.press("Download the agreement (PDF)")
    paper = download.value.path().read_bytes()
    assert pdf_of(mail) == paper
    stranger.go("/check")
    check(stranger, paper)
    stranger.reads("This is a real agreement.")
    stranger.reads("It is exactly as it was signed.")
    expect(stranger.page.get_by_role("main")).not_to_contain_text(equals.SPEAKER)
    check(stranger, paper.replace(b"/Type", b"/Tipe", 1))
    expect(stranger.page.get_by_role("main")).not_to_contain_text(stranger.said("This is a real agreement."))


def check(stranger, paper):
    file = {"name": "agreement.pdf", "mimeType": "application/pdf", "buffer": paper}
    stranger.page.locator("input[type=file]").set_input_files(file)
    stranger.press("Check this paper")


def read_what_happened(karin, aylin):
    """From the first proposal to the seal, in order; the signature of the first round too."""
    karin.go(agreement_of(aylin))
    karin.press_exactly("Evidence: what happened, who did it and when")
    karin.sees("each is as it was written down then.")
    events = [event.locator("td").all_inner_texts() for event in karin.page.locator("tbody tr").all()]
    told = [(cells[0], cells[2]) for cells in events]
    after = 0
    for who, what in equals.HAPPENED:
        later = [n for n, (actor, said) in enumerate(told) if n >= after and who in actor and what in said]
        assert later, f"{who} {what!r} does not stand after {told[:after]}: {told[after:]}"
        after = later[0] + 1
    assert [said for _who, said in told].count("signed the agreement") == 3


def keep_to_one_side(pages, secrets, mails):
    said = "\n".join(html.unescape(page) for page in pages) + "\n".join(text_of(mail) for mail in mails)
    assert len(pages) > 20
    assert [secret for secret in secrets if secret in said] == []
