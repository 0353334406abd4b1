"""A house for a neighbourhood, made by an informal group of four and their municipality, from the first
word to the reminder. One types in Dutch on a phone, the other in English at a desk."""

import pytest
from playwright.sync_api import expect

from tests.journeys import casa
from tests.journeys.deeds import (
    agree_to_all,
    bring_near,
    code_for,
    line,
    pdf_of,
    propose,
    put_on_the_table,
    rows,
    tab,
)
from tests.journeys.visitor import DESKTOP, PHONE, Visitor, text_of

pytestmark = [pytest.mark.live, pytest.mark.xdist_group("journeys")]
PAPER_SO_FAR = (
    "The paper is being made.",
    "All parties signed. The paper is being sealed. The agreement is in force all the same.",
    "Download the agreement (PDF)",
)
WHY_LONGER = "Then we can go on without a new agreement."


@pytest.fixture
def esmee(visit) -> Visitor:
    return visit("nl", **PHONE)


@pytest.fixture
def karin(visit) -> Visitor:
    return visit("en", **DESKTOP)


def test_a_house_for_the_neighbourhood_from_first_contact_to_reminder(esmee, karin, visit, town):
    esmee.make_an_account(casa.SPEAKER, casa.EMAIL)
    register_a_group_of_four(esmee)
    make_contact(esmee)
    take_it_up(karin)
    talk(karin, esmee)
    begin_the_text(karin)
    karin_writes(karin)
    esmee_writes(esmee)
    meet_a_changed_article(karin, esmee)
    agree_to_all(esmee)
    agree_to_all(karin)
    write_down_who_may_sign(esmee)
    be_approved(karin, visit("nl", **DESKTOP))
    freeze(karin)
    give_a_mandate(visit("nl", **DESKTOP))
    sign_both(karin, esmee)
    receive_the_paper(esmee, karin)
    keep_a_promise(karin, esmee)
    be_reminded(karin, esmee, town)


def register_a_group_of_four(esmee):
    esmee.press("Register your group")
    esmee.write(casa.REGISTRATION | {"none yet": True})
    esmee.write({"KvK number": "1234567"})
    esmee.press("Register this collective")
    esmee.reads("A KvK number has 8 digits. Leave it empty if there is none.")
    esmee.write({"KvK number": ""})
    esmee.press("Register this collective")
    esmee.reads("%(name)s stands in the register.", name=casa.GROUP)
    esmee.sees(esmee.said("informal group").capitalize(), casa.SPEAKER)


def make_contact(esmee):
    esmee.go("/overview")
    esmee.press("Start a cooperation")
    esmee.write(casa.FIRST_CONTACT)
    esmee.press("Start the cooperation")
    esmee.reads("The cooperation has begun. Everyone on it can read it now.")
    esmee.reads("No contact person of the municipality yet")


def take_it_up(karin):
    karin.sign_in(casa.OFFICER_EMAIL)
    karin.speak("en")
    karin.go("/cases")
    karin.press_exactly(casa.HOUSE)
    karin.press("Become the contact person")
    karin.reads("You are the contact person now.")


def talk(karin, esmee):
    karin.write({"Your message": "What a good plan. Who uses the rooms now?"})
    karin.write({"The other side is on turn now": True})
    karin.press("Send the message")
    karin.reads("Your message is sent. The other side gets a mail.")
    mail = esmee.mails(casa.EMAIL, casa.HOUSE)[-1]
    assert "Hallo Esmée" in text_of(mail)
    esmee.go("/overview")
    esmee.press_exactly(casa.HOUSE)
    esmee.sees("Who uses the rooms now?")
    esmee.write({"Your message": "Alleen de school hiernaast, tot drie uur. Zij vinden het goed."})
    esmee.press("Send the message")
    karin.page.reload()
    karin.sees("Zij vinden het goed.")


def begin_the_text(karin):
    karin.press("Begin the text of the agreement")
    karin.write({"Much: more than 50,000 euros": True})
    karin.press("Begin the agreement")
    karin.press("Propose the standard texts")
    karin.sees("The standard text is on the table")


def karin_writes(karin):
    propose(karin, 4)
    karin.write(casa.PLACE, karin.topic("A05"))
    put_on_the_table(karin)
    propose(karin, 6)
    rows(karin, "A10", "Support", "Add support", casa.SUPPORT)
    karin.write({"Text": casa.COSTS}, karin.topic("A15"))
    put_on_the_table(karin)
    propose(karin, 7)
    karin.write({"Length in months": "36"}, karin.topic("A07"))
    put_on_the_table(karin)
    propose(karin, 10)
    for code in ("A21", "A22", "A24"):
        karin.write({"Text": casa.CARE}, karin.topic(code))
    put_on_the_table(karin)
    propose(karin, 14)
    karin.write(casa.EXIT, karin.topic("A20"))
    put_on_the_table(karin)


def esmee_writes(esmee):
    esmee.page.reload()
    tab(esmee, "Agreement")
    propose(esmee, 1)
    rows(esmee, "A02", "Step", "Add a step", casa.DECISIONS)
    esmee.press("Put this proposal on the table")
    esmee.sees(esmee.many("%(num)s answer is not right yet", "%(num)s answers are not right yet", 1))
    esmee.write({"Text": casa.ORIGIN}, esmee.topic("A02"))
    put_on_the_table(esmee)
    propose(esmee, 2)
    esmee.write({"Text": casa.PURPOSE})
    put_on_the_table(esmee)
    propose(esmee, 5)
    esmee.write({"Text": casa.WORK}, esmee.topic("A06"))
    rows(esmee, "A09", "Promise", "Add a promise", casa.PROMISES)
    put_on_the_table(esmee)
    propose(esmee, 8)
    esmee.write({"Text": casa.OPENING}, esmee.topic("A11"))
    esmee.write(casa.JOINING, esmee.topic("A19"))
    put_on_the_table(esmee)


def answer_with_another_text(esmee):
    """Reports twice a year, and four years instead of three."""
    propose(esmee, 9)
    esmee.write({"How often does the collective write a report?": "every half year"}, esmee.topic("A14"))
    put_on_the_table(esmee)
    propose(esmee, 7)
    esmee.write({"Length in months": "48"}, esmee.topic("A07"))
    esmee.write({"Why do you propose this?": "In drie jaar is zo’n huis net bekend."})
    put_on_the_table(esmee)


def meet_a_changed_article(karin, esmee):
    """Her page was left open; the answer shows both texts, and nothing she typed is lost."""
    propose(karin, 7)
    answer_with_another_text(esmee)
    karin.write({"How many times can you extend it?": "1", "By how many months each time?": "12"})
    karin.write({"Why do you propose this?": WHY_LONGER})
    with karin.answer_of("/articles/7/proposal") as answer:
        karin.press("Put this proposal on the table")
    assert answer.value.status == 409
    karin.sees("It lasts 4 years.", "It lasts 3 years.")
    expect(karin.page.get_by_label("By how many months each time?")).to_have_value("12")
    expect(karin.page.get_by_label("Why do you propose this?")).to_have_value(WHY_LONGER)
    karin.press("No, look at the new text first")
    karin.sees("In drie jaar is zo’n huis net bekend.")
    karin.press("Agree to this proposal")
    karin.reads("You agreed to article %(number)d.", number=7)


def write_down_who_may_sign(esmee):
    menu = esmee.page.get_by_role("navigation", name=esmee.said("Main menu"))
    menu.get_by_text(esmee.said("Collectives")).click()
    esmee.press_exactly(casa.GROUP)
    esmee.press("People and authority to sign")
    esmee.press("Write down who may sign")
    esmee.write({"Who may sign?": casa.SPEAKER, "minutes of a meeting": True})
    esmee.write({"Where does it stand?": "Verslag van de vier groepen, 3 november 2026, punt 2"})
    esmee.press("Write this down")
    esmee.sees("Verslag van de vier groepen, 3 november 2026, punt 2")


def be_approved(karin, marleen):
    """Who wrote it does not release it alone: somebody whose mandate reaches reads it first."""
    karin.page.reload()
    karin.reads("Everything that is needed is agreed")
    text = karin.page.url
    karin.press("Lay the text before those who approve it")
    karin.sees(casa.APPROVER)
    marleen.sign_in(casa.APPROVER_EMAIL)
    marleen.speak("nl")
    marleen.go("/overview")
    marleen.press("Approve the text, or ask for a change")
    marleen.write({"I have read the text and I approve it": True})
    marleen.press("Approve the text")
    marleen.reads("You approved the text.")
    karin.go(text)


def freeze(karin):
    karin.press("Freeze the text for signing")
    karin.reads("You have no mandate to sign for the municipality.")


def give_a_mandate(stef):
    stef.sign_in(casa.ADMINISTRATOR_EMAIL)
    stef.speak("nl")
    stef.go("/mandates")
    stef.press("Give a mandate")
    stef.write({"Who?": casa.OFFICER, "In what function?": "gebiedsmanager Wolkwartier"})
    stef.write({"On what decision does it rest?": "Mandaatbesluit 2026-7, artikel 3"})
    stef.write({"From": casa.in_days(0)})
    stef.write({"complex": True})
    stef.press("Write down this mandate")
    stef.sees("gebiedsmanager Wolkwartier")


def sign(visitor: Visitor, name: str, email: str):
    answers = {"I have read the text and I may sign it": True}
    visitor.press("Read and sign")
    visitor.write(answers | {"Type your full name": "Iemand Anders"})
    visitor.press("Send me a code")
    visitor.reads("Type your name as it is known here: %(name)s.", name=name)
    visitor.write(answers | {"Type your full name": name})
    visitor.press("Send me a code")
    visitor.write(answers | {"Type your full name": name, "Code from your e-mail": code_for(visitor, email)})
    visitor.press("Sign the agreement")
    visitor.reads("Signed")


def sign_both(karin, esmee):
    karin.page.reload()
    sign(karin, casa.OFFICER, casa.OFFICER_EMAIL)
    karin.reads("Not signed yet")
    esmee.go(karin.page.url)
    sign(esmee, casa.SPEAKER, casa.EMAIL)


def receive_the_paper(esmee, karin):
    """The page is honest until it is there; then everyone who signed gets it, and the page gives the same."""
    esmee.reads("The agreement is in force")
    told = [esmee.said(text) for text in PAPER_SO_FAR]
    assert any(text in esmee.page.get_by_role("main").inner_text() for text in told)
    in_force = "The agreement is in force: %(title)s"
    hers = esmee.mails(casa.EMAIL, esmee.said(in_force, title=casa.HOUSE))[0]
    theirs = karin.mails(casa.OFFICER_EMAIL, karin.said(in_force, title=casa.HOUSE))[0]
    esmee.page.reload()
    with esmee.page.expect_download() as download:
        esmee.press("Download the agreement (PDF)")
    assert pdf_of(hers) == pdf_of(theirs) == download.value.path().read_bytes()
    assert pdf_of(hers).startswith(b"%PDF-1.7")


def keep_a_promise(karin, esmee):
    """Who promised says that it is done; the other side, that it was received."""
    for visitor in (karin, esmee):
        tab(visitor, "Promises and support")
        visitor.sees("Sleutels van de lokalen geven", "Luisterloket openhouden", "De lokalen, zonder huur")
    karin.press("Report as delivered", line(karin, "Sleutels van de lokalen geven"))
    karin.sees("Delivered")
    esmee.page.reload()
    esmee.press("Received", line(esmee, "Sleutels van de lokalen geven"))
    expect(line(esmee, "Sleutels van de lokalen geven")).to_contain_text(esmee.said("confirmed").capitalize())


def be_reminded(karin, esmee, town):
    """Each side of its own promise, in its own language, once; and the page shows which mails went out."""
    theirs, ours = "Luisterloket openhouden", "De verwarming laten nakijken"
    bring_near(town, casa.HOUSE, theirs, ours)
    to_esmee, to_karin = esmee.mails(casa.EMAIL, theirs)[0], karin.mails(casa.OFFICER_EMAIL, ours)[0]
    assert "Is het klaar? Meld het dan als geleverd." in text_of(to_esmee)
    assert "Is it done? Then report it as delivered." in text_of(to_karin)
    bring_near(town, casa.HOUSE, theirs, ours)
    for visitor, mail in ((esmee, to_esmee), (karin, to_karin)):
        tab(visitor, "Overview")
        visitor.sees(mail["Subject"])
        assert len(visitor.mails(mail["To"].addresses[0].addr_spec, mail["Subject"])) == 1
