"""Without a mouse, without JavaScript, and in the other language halfway a sentence."""

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.visitor import DESKTOP, PASSWORD, PHONE, Visitor

pytestmark = [pytest.mark.live, pytest.mark.xdist_group("journeys")]
GIOVANNI = "giovanni.pinas@stichting-het-open-huis.example"
KARIN = "karin.de.boer@lindendal.example"
PLACE = "Plein van de Ontmoeting"
VALUE = "Wij zeggen het eerst tegen elkaar."
MANY = 60  # keys after which nobody looks further


def tab_to(visitor: Visitor, wanted: Locator) -> None:
    for _ in range(MANY):
        if wanted.evaluate("it => it === document.activeElement"):
            return
        visitor.page.keyboard.press("Tab")
    pytest.fail(f"no key leads to {wanted}")


def test_somebody_without_a_mouse_signs_in_and_skips_to_the_content(visit):
    visitor = visit("nl", **DESKTOP)
    visitor.go("/sign-in")
    keys = visitor.page.keyboard
    keys.press("Tab")
    skip = visitor.page.get_by_role("link", name=visitor.said("Straight to the content"))
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    tab_to(visitor, visitor.page.get_by_label(visitor.said("E-mail address")))
    keys.type(GIOVANNI)
    tab_to(visitor, visitor.page.get_by_label(visitor.said("Password"), exact=True))
    keys.type(PASSWORD)
    keys.press("Enter")
    visitor.page.wait_for_url("**/overview")
    keys.press("Tab")
    keys.press("Enter")
    expect(visitor.page.get_by_role("main")).to_be_focused()
    keys.press("Tab")
    expect(visitor.page.get_by_role("main").locator("a, button, input").first).to_be_focused()


def test_the_other_language_keeps_what_was_typed(visit):
    visitor = visit("nl", **PHONE)
    visitor.sign_in(GIOVANNI)
    visitor.press_exactly(PLACE)
    visitor.press("Agreement")
    visitor.go(f"{visitor.page.url}/articles/5/proposal")
    typed = {"What?": "Bankjes schilderen, vóór de zomer", "How much?": "4"}
    row = visitor.part(f"{visitor.said('Promise')} 1", visitor.topic("A09"))
    visitor.write(typed, row)
    visitor.write({"Why do you propose this?": "Zo’n plein vraagt om kleur"})
    visitor.speak("en")
    row = visitor.part("Promise 1", visitor.topic("A09"))
    for label, text in typed.items():
        expect(row.get_by_label(label, exact=True)).to_have_value(text)
    expect(visitor.page.get_by_label("Why do you propose this?")).to_have_value("Zo’n plein vraagt om kleur")
    visitor.speak("nl")
    expect(visitor.page.get_by_label(visitor.said("Why do you propose this?"))).to_have_value(
        "Zo’n plein vraagt om kleur"
    )


def test_everything_works_without_javascript(visit):
    visitor = visit("nl", java_script_enabled=False, **DESKTOP)
    visitor.sign_in(KARIN)
    visitor.speak("nl")
    visitor.go("/cases")
    visitor.press_exactly(PLACE)
    visitor.press("Look at the agreement")
    agreement = visitor.page.url
    visitor.page.get_by_role("main").locator("ol.items a").first.click()
    number = int(visitor.page.url.rpartition("/")[2])
    visitor.press("Agree to this proposal")
    visitor.reads("You agreed to article %(number)d.", number=number)
    visitor.go(f"{agreement}/articles/3/proposal")
    visitor.page.get_by_label(visitor.said("Text"), exact=True).first.fill(
        "Wij zeggen het eerst tegen elkaar."
    )
    visitor.press("Put this proposal on the table")
    visitor.reads("Your proposal is on the table. The other side has been told.")
    visitor.sees(VALUE)
