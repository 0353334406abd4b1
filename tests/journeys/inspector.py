"""What is wrong with a page: told in sentences, so that a failing test can be mended without a browser."""

import re
from functools import cache, lru_cache
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

from collab.i18n import LANGUAGES
from tests.journeys.visitor import DESKTOP, PHONE, WORDS

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ASK_AXE = """levels => axe.run(document, {resultTypes: ['violations'], runOnly: levels}).then(told =>
    told.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 160)}`)))"""
LOOK = """() => {
    const own = document.documentElement.lang, texts = [];
    const other = `script, style, svg, bdi, [dir=auto], [lang]:not(html):not([lang=${own}])`;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node; node = walker.nextNode();) if (!node.parentElement.closest(other)) texts.push(node.data);
    for (const named of document.querySelectorAll('[aria-label]')) texts.push(named.ariaLabel);
    const links = [...document.querySelectorAll('a[href]')];
    const within = links.map(link => link.getAttribute('href')).filter(to => /^#./.test(to));
    return {
        lang: own, links: links.map(link => link.href),
        texts: texts.map(text => text.replace(/\\s+/g, ' ').trim()).filter(Boolean),
        headings: document.querySelectorAll('h1').length,
        loose: within.filter(to => !document.getElementById(to.slice(1))),
    };
}"""
STICKING_OUT = """() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    const sticksOut = it => it.getBoundingClientRect().right > room + 1;
    const which = [...document.querySelectorAll('body *')].filter(sticksOut).slice(-2);
    return ['the page is wider than the window', ...which.map(it => it.outerHTML.slice(0, 160))];
}"""
BLANK = re.compile(r"%\(\w+\)[sd]")


class Inspector:
    """`links` of the page looked at last."""

    def __init__(self, page: Page, language: str) -> None:
        self.page, self.language = page, language
        self.links: list[str] = []

    def wrong(self, thoroughly: bool) -> list[str]:
        seen = self.page.evaluate(LOOK)
        self.links = seen["links"]
        wrong = [f"leads nowhere: {to}" for to in seen["loose"]]
        wrong += [f"in the other language: {text}" for text in seen["texts"] if foreign(text, self.language)]
        if seen["lang"] != self.language:
            wrong.append(f"says that it is in {seen['lang']}")
        if seen["headings"] != 1:
            wrong.append(f"has {seen['headings']} first headings")
        for window in (DESKTOP, PHONE) if self.language == "nl" else (PHONE, DESKTOP):
            self.page.set_viewport_size(window["viewport"])
            wrong += self.page.evaluate(STICKING_OUT)
        return wrong + (self._hindrances() if thoroughly else [])

    def _hindrances(self) -> list[str]:
        """Dutch on a phone and English on a desktop: all texts and all widths, in half the time."""
        self.page.evaluate(AXE)
        return self.page.evaluate(ASK_AXE, LEVELS)


@cache
def foreign(text: str, language: str) -> bool:
    """Whether the interface says this in the other language."""
    if text in both() or text in LANGUAGES.values():
        return False
    whole, parts = phrases("en" if language == "nl" else "nl")
    return text in whole or any(part.fullmatch(text) for part in parts)


@lru_cache
def catalogue() -> list[tuple[str, str]]:
    """English and Dutch of every text, of plurals the first form."""
    known = WORDS["nl"]._catalog.items()
    pairs = ((key[0] if isinstance(key, tuple) else key, said) for key, said in known)
    return [(english, dutch) for english, dutch in pairs if english and dutch]


@lru_cache
def both() -> set[str]:
    """Words that are the same in both languages, or mean something in either."""
    return {english for english, _ in catalogue()} & {dutch for _, dutch in catalogue()}


@lru_cache
def phrases(language: str) -> tuple[set[str], list[re.Pattern[str]]]:
    """Texts as they are, and as patterns those that are filled in; short ones say too little."""
    texts = [dutch if language == "nl" else english for english, dutch in catalogue() if english != dutch]
    filled = [
        text for text in texts if len(" ".join(BLANK.sub("", text).split())) > 12 and BLANK.search(text)
    ]
    patterns = [re.compile(".+".join(map(re.escape, BLANK.split(text)))) for text in filled]
    return {" ".join(text.split()) for text in texts if not BLANK.search(text)}, patterns
