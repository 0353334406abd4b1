"""The road of two equals to a text they agree on: their values, what they expect, proposals and answers."""

import re

from playwright.sync_api import expect

from tests.journeys import equals
from tests.journeys.deeds import agree_to_all, agreement_of, case_of, propose, put_on_the_table, rows, tab
from tests.journeys.visitor import text_of

ADVICE = re.compile(r"https?://\S+/advice/\S+")


def meet(aylin, karin):
    aylin.make_an_account(equals.SPEAKER, equals.EMAIL)
    aylin.press("Register your group")
    aylin.write(equals.REGISTRATION)
    aylin.press("Register this collective")
    aylin.press("People and authority to sign")
    aylin.press("Write down who may sign")
    aylin.write({"Who may sign?": equals.SPEAKER, "statutes": True})
    aylin.write({"Where does it stand?": equals.STATUTES})
    aylin.press("Write this down")
    aylin.go("/overview")
    aylin.press("Start a cooperation")
    aylin.write(equals.FIRST_CONTACT)
    aylin.press("Start the cooperation")
    karin.sign_in(equals.OFFICER_EMAIL)
    karin.speak("en")
    karin.go(case_of(aylin))
    karin.press("Become the contact person")


def tell_their_values(aylin, karin, read_by_aylin):
    """Each writes blind; then both read both, and look for words to say together."""
    tab(karin, "Getting acquainted")
    karin.press("Begin the values conversation")
    write_about_trust(karin, equals.THEIRS)
    tab(aylin, "Getting acquainted")
    aylin.press_exactly(aylin.said("Values conversation %(number)s", number=1))
    write_about_trust(aylin, equals.OURS)
    aylin.press("Set our text ready")
    aylin.reads("You read it when all are ready.")
    blind = "\n".join(read_by_aylin)
    assert equals.OURS["Where do you see tension?"] in blind
    assert not any(words in blind for words in equals.THEIRS.values())
    karin.press("Set our text ready")
    karin.sees(*equals.THEIRS.values(), *equals.OURS.values())
    aylin.page.reload()
    aylin.sees(*equals.THEIRS.values(), *equals.OURS.values())
    aylin.press("Propose joint words")
    aylin.write({"What do you say together?": equals.TOGETHER})
    aylin.press("Propose these words")
    karin.page.reload()
    karin.sees(equals.TOGETHER)
    karin.press("Agree to these words")
    karin.reads("Said together")


def write_about_trust(visitor, words):
    visitor.press("Write")
    visitor.write(words)
    visitor.press_exactly(re.compile(f"^{visitor.said('Save')}$"))


def say_what_they_expect(aylin, karin):
    tab(aylin, "Getting acquainted")
    aylin.press("Say what you expect")
    aylin.write({"What do you expect?": equals.EXPECTATION})
    aylin.press("Say it")
    tab(karin, "Getting acquainted")
    karin.press("Heard")
    aylin.page.reload()
    heard = aylin.said("Heard by %(name)s on %(day)s.", name=equals.OFFICER, day="").rstrip(". ")
    aylin.sees(equals.EXPECTATION, heard)


def begin_the_text(karin):
    """What is asked follows from the four questions."""
    tab(karin, "Agreement")
    karin.press("Begin the text of the agreement")
    karin.write({"Much: more than 50,000 euros": True, "Two to four years.": True})
    karin.press("Begin the agreement")
    karin.sees("Where it stands", "complex")
    karin.press("Propose the standard texts")
    karin.sees("The standard text is on the table")


def write_for_the_town(karin):
    propose(karin, 4)
    karin.write(equals.PLACE, karin.topic("A05"))
    put_on_the_table(karin)
    propose(karin, 6)
    rows(karin, "A10", "Support", "Add support", [equals.SUPPORT])
    karin.write({"Text": equals.GUIDANCE}, karin.topic("A15"))
    put_on_the_table(karin)
    propose(karin, 7)
    karin.write({"Length in months": "36"}, karin.topic("A07"))
    put_on_the_table(karin)
    propose(karin, 10)
    write_about_care(karin, equals.CARE)
    propose(karin, 14)
    karin.write(equals.TOO_SHORT, karin.topic("A20"))
    put_on_the_table(karin)


def write_about_care(visitor, text):
    for code in ("A21", "A22", "A24"):
        visitor.write({"Text": text}, visitor.topic(code))
    put_on_the_table(visitor)


def write_for_the_group(aylin, karin):
    aylin.go(agreement_of(karin))
    propose(aylin, 1)
    rows(aylin, "A02", "Step", "Add a step", [equals.STEP])
    aylin.write({"Text": equals.ORIGIN}, aylin.topic("A02"))
    put_on_the_table(aylin)
    propose(aylin, 2)
    aylin.write({"Text": equals.PURPOSE})
    put_on_the_table(aylin)
    propose(aylin, 5)
    aylin.write({"Text": equals.WORK}, aylin.topic("A06"))
    rows(aylin, "A09", "Promise", "Add a promise", [equals.PROMISE])
    put_on_the_table(aylin)
    propose(aylin, 8)
    aylin.write({"Text": equals.OPENING}, aylin.topic("A11"))
    aylin.write(equals.JOINING, aylin.topic("A19"))
    put_on_the_table(aylin)


def answer_with_other_texts(aylin):
    """Longer, with sponsors in a way of their own; and a no where she has no better text."""
    propose(aylin, 7)
    aylin.write({"Length in months": "60"}, aylin.topic("A07"))
    aylin.write({"Why do you propose this?": equals.LONGER})
    put_on_the_table(aylin)
    aylin.reads("The counter-proposal")
    propose(aylin, 6)
    aylin.write({"Text": equals.SPONSORS}, aylin.topic("A27"))
    put_on_the_table(aylin)
    aylin.go(f"{agreement_of(aylin)}/articles/14")
    aylin.press("Say no, with a reason")
    aylin.write({"Why do you say no?": equals.NOT_IN_A_DAY})
    aylin.press("Say no, with this reason")
    aylin.sees(equals.NOT_IN_A_DAY)


def look_at_how_it_was_decided_before(karin):
    karin.go(f"{agreement_of(karin)}/articles/6")
    karin.reads("This is tailored")
    drawer = karin.page.locator("details", has_text="How was this decided before?")
    expect(drawer.get_by_text(equals.BEFORE)).to_be_hidden()
    drawer.locator("summary").click()
    expect(drawer.get_by_text(equals.BEFORE)).to_be_visible()
    karin.press("Write the reason")
    karin.write({"Why is it done differently here?": equals.WHY_TAILORED, "trust": True})
    karin.write({"What may others expect who ask the same?": equals.OTHERS})
    karin.press("Write down the reason")
    karin.press("Write down who decided")
    karin.write(equals.DECISION)
    karin.press("Write down the decision")
    karin.sees(equals.WHY_TAILORED, *list(equals.DECISION.values())[1:])


def talk(aylin, karin):
    """Each keeps something at home, which is what happens when nobody chooses; one thing is said to all."""
    for visitor, note in ((aylin, equals.OUR_NOTE), (karin, equals.THEIR_NOTE)):
        visitor.go(f"{agreement_of(visitor)}/articles/7")
        visitor.write({"Your message": note})
        visitor.press("Place the message")
        visitor.sees(note)
    aylin.write({"Your message": equals.TO_ALL, "All parties": True})
    aylin.press("Place the message")
    karin.page.reload()
    karin.sees(equals.TO_ALL)


def ask_advice(karin, ruud, aylin):
    """By a link, without an account. The group sees that there is an answer, and reads the summary only."""
    karin.go(agreement_of(karin))
    karin.press("Ask somebody for advice")
    karin.write(equals.ADVICE | {"Your question": equals.QUESTION})
    karin.press("Ask for advice")
    karin.press_exactly("Brandweer Lindendal")
    page = karin.page.url
    mail = ruud.mails(equals.ADVISER_EMAIL, "vluchtwegen in de spinnerij")[0]
    ruud.go(ADVICE.search(text_of(mail))[0])
    ruud.sees(equals.QUESTION, equals.WORK)
    ruud.write({"favourable, with conditions": True, "Your text": equals.ANSWER})
    ruud.write({"One sentence that everyone may read": equals.IN_PUBLIC})
    ruud.press("Send the advice")
    ruud.reads("Thank you for your advice")
    aylin.go(page)
    aylin.sees(aylin.said("answered").capitalize(), equals.ADVISER)
    karin.page.reload()
    karin.sees(equals.ANSWER)
    karin.press("Share a summary with all parties")
    karin.press("Share with all parties")
    aylin.page.reload()
    aylin.sees(equals.IN_PUBLIC)


def come_to_an_agreement(aylin, karin):
    propose(karin, 14)
    karin.write(equals.EXIT, karin.topic("A20"))
    put_on_the_table(karin)
    agree_to_all(aylin)
    agree_to_all(karin)
    karin.reads("Everything that is needed is agreed")
    name_who_signs(karin)


def agree_to(visitor, number):
    visitor.go(f"{agreement_of(visitor)}/articles/{number}")
    visitor.press("Agree to this proposal")
    visitor.reads("You agreed to article %(number)d.", number=number)


def name_who_signs(karin):
    karin.press("Look at who signs, and in which order")
    karin.press("Choose who signs")
    karin.write({equals.HEAD: True})
    karin.press("Keep who signs")
    karin.sees(equals.HEAD)
