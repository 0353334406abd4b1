"""Somebody at a window of their own, who reads the words on the page and presses what they name."""

import re
from contextlib import contextmanager
from gettext import NullTranslations, translation

from playwright.sync_api import Browser, Locator, Page, Response, expect

from collab.agreements.library import TOPICS
from collab.i18n import HERE
from tests.engines import eventually
from tests.living import Living

PHONE = {"viewport": {"width": 375, "height": 800}, "has_touch": True, "is_mobile": True}
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
PASSWORD = "samen-lindendal-2026"
LINK = re.compile(r"https?://\S+/arrival/\S+")
QUICK = 15_000  # milliseconds that a page may take on a busy machine
WORDS = {"en": NullTranslations(), "nl": translation("messages", HERE / "translations", ["nl"])}

expect.set_options(timeout=QUICK)


class Visitor:
    """Texts of the interface are named in English and looked for in the language this person reads.

    `troubles` gathers what no page should do: complain in the console, or break.
    """

    def __init__(self, browser: Browser, house: Living, language: str, **window) -> None:
        self.house, self.language = house, language
        self.context = browser.new_context(
            base_url=house.url, locale=language, reduced_motion="reduce", **window
        )
        self.context.set_default_timeout(QUICK)
        self.page: Page = self.context.new_page()
        self.troubles: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("response", self._watch)

    def _hear(self, message) -> None:
        is_a_status = "the server responded with a status of" in message.text
        if message.type in {"error", "warning"} and not is_a_status:
            self.troubles.append(f"{self.page.url}: {message.text}")

    def _watch(self, response: Response) -> None:
        if response.status >= 500:
            self.troubles.append(f"{response.url} answered {response.status}")

    def said(self, text: str, **facts: object) -> str:
        spoken = WORDS[self.language].gettext(text)
        return spoken % facts if facts else spoken

    def many(self, one: str, more: str, number: int) -> str:
        return WORDS[self.language].ngettext(one, more, number) % {"num": number}

    def go(self, path: str) -> Response:
        return self.page.goto(path)

    def press(self, name: str, within: Locator | None = None, **facts: object) -> None:
        """The button or link that is called so in the page; the next page has come when this is done."""
        self.press_exactly(self.said(name, **facts), within)

    def press_exactly(self, name: str, within: Locator | None = None) -> None:
        place, elsewhere = within or self.page.locator("main"), self.page.locator(":not([aria-current])")
        found = place.get_by_role("button", name=name).or_(place.get_by_role("link", name=name))
        found.and_(elsewhere).first.click()

    def write(self, answers: dict[str, str | bool], within: Locator | None = None) -> None:
        """Fill in what stands under these labels."""
        for label, answer in answers.items():
            name = re.compile("^" + re.escape(self.said(label)))
            self._answer((within or self.page.locator("main")).get_by_label(name).first, answer)

    def _answer(self, field: Locator, answer: str | bool) -> None:
        kind = field.evaluate("field => field.type")
        if isinstance(answer, bool):
            field.set_checked(answer)
        elif kind == "select-one":
            field.select_option(label=self.said(answer))
        else:
            field.fill(answer)

    def part(self, legend: str, within: Locator | None = None) -> Locator:
        """The questions that stand together under this legend."""
        return (within or self.page).locator(f'fieldset:has(> legend:text-is("{legend}"))')

    def topic(self, code: str) -> Locator:
        return self.part(TOPICS[code].title.said_in(self.language))

    def sees(self, *texts: str) -> None:
        for text in texts:
            expect(self.page.locator("main")).to_contain_text(text)

    def reads(self, text: str, **facts: object) -> None:
        self.sees(self.said(text, **facts))

    def make_an_account(self, name: str, email: str) -> None:
        """A link comes by mail; only pressing the button on its page signs in."""
        self.go("/")
        self.press("Make an account")
        self.write({"Your name": name, "E-mail address": email})
        self.press("Make my account")
        self.reads("Look in your mailbox")
        self.go(link_in(self.mails(email, self.said("Your link to sign in"))[0]))
        self.press("Sign in")
        self.page.wait_for_url("**/overview")

    def sign_in(self, email: str) -> None:
        self.go("/sign-in")
        self.enter(email)
        self.page.wait_for_url("**/overview")

    def enter(self, email: str) -> None:
        """On the page to sign in, wherever it leads."""
        self.page.locator("#email").fill(email)
        self.page.locator("#password").fill(PASSWORD)
        self.page.locator("button[value=password]").click()

    def speak(self, language: str) -> None:
        if self.page.locator("html").get_attribute("lang") != language:
            self.page.get_by_role("banner").locator(f"button[value={language}]").click()
        expect(self.page.locator(f"html[lang={language}]")).to_be_attached()
        self.language = language

    @contextmanager
    def answer_of(self, path: str):
        """What the server answers to what is pressed here."""
        with self.page.expect_response(lambda r: path in r.url and r.request.method == "POST") as caught:
            yield caught

    def mails(self, email: str, subject: str, times: int = 1) -> list:
        """Those to this address with these words in the subject; waits until there are so many."""
        return eventually(lambda: found if len(found := self._found(email, subject)) >= times else None)

    def _found(self, email: str, subject: str) -> list:
        return [mail for mail in self.house.post.to(email) if subject in str(mail["Subject"])]

    def close(self) -> None:
        self.context.close()


def text_of(mail) -> str:
    return mail.get_body(("plain",)).get_content()


def link_in(mail) -> str:
    return LINK.search(text_of(mail))[0]
