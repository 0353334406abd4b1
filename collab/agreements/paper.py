"""The agreement as a page to print: what was agreed, who signed, and the evidence beside it.

Everything here comes from two plain objects, the frozen agreement and its evidence, so that a paper can be
made again years later from what it carries with it.
"""

from collections.abc import Iterable
from itertools import count

import segno
from flask import render_template
from flask_babel import force_locale, get_locale, ngettext
from flask_babel import gettext as _

from collab.collectives.words import Kind, LegalForm

from . import library, phrases
from .blocks import Block, Listing, Parties, Party, Sentence, Table, from_terms, sentences
from .lifecycle import PartyRole

LONGEST_HEADER = 68
WORDY = 60
PREAMBLE = "A02"
PURPOSE = "A04"
TERM = "A07"
TOLD_ROLES = {PartyRole.LEAD, PartyRole.MEMBER, PartyRole.GUARANTOR, PartyRole.OWNER, PartyRole.THIRD}


def render(canonical: dict, evidence: dict) -> str:
    """The page for `print_pdf`, in the language of the agreement."""
    with force_locale(canonical["language"]):
        return render_template("agreements/contract.html", paper=Paper(canonical, evidence))


class Paper:
    """The questions that the templates ask."""

    def __init__(self, canonical: dict, evidence: dict):
        self.agreement = canonical
        self.evidence = evidence
        self.is_light = canonical["weight"] == "light"
        self.parties: Parties = {raw["key"]: party(raw) for raw in canonical["parties"]}

    @property
    def made_at(self) -> str:
        """When the last party signed: the moment the paper is about, the same however often it is printed."""
        moments = [signature["signed_at"] for signature in self.evidence["signatures"]]
        return max(moments, default=self.evidence.get("began_at") or self.evidence["frozen_at"])

    @property
    def header(self) -> str:
        said = " ".join([_("Cooperation agreement"), self.agreement["title"]])
        return said if len(said) <= LONGEST_HEADER else f"{said[: LONGEST_HEADER - 1].rstrip()}…"

    @property
    def footer(self) -> str:
        frozen = phrases.day(phrases.local_day(self.evidence["frozen_at"]))
        return _("Version %(version)s, frozen on %(day)s", version=self.evidence["version"], day=frozen)

    @property
    def names(self) -> list[str]:
        return [party.name for party in self.parties.values()]

    @property
    def purpose(self) -> str:
        provision = self._provision(PURPOSE)
        if not provision or provision["nothing"]:
            return ""
        return next((sentence.text for sentence in sentences(provision["text"] or "")), "")

    @property
    def is_wordy(self) -> bool:
        """Too many words for large letters on the front."""
        return len(self.agreement["title"]) > WORDY or sum(map(len, self.names)) > 2 * WORDY

    @property
    def term(self) -> str:
        provision = self._provision(TERM)
        terms = (provision or {}).get("terms")
        if terms and (amends := self.agreement.get("amends")):
            terms = terms | {"starts_on": amends["since"]}  # a change leaves the term its first day
        return phrases.whole_term(terms, self.evidence.get("began_at")) if terms else ""

    @property
    def signed_on(self) -> str:
        return phrases.day(phrases.local_day(self.made_at)) if self.evidence["signatures"] else ""

    @property
    def preamble(self) -> list[Block]:
        """How we came here stands before the articles, except on a short paper."""
        provision = self._provision(PREAMBLE)
        return [] if self.is_light or not provision else blocks(provision, self.parties)

    @property
    def articles(self) -> list[dict]:
        made = (
            {**article, "blocks": numbered(article["number"], self._blocks_of(article))}
            for article in self.agreement["articles"]
        )
        return [article for article in made if article["blocks"]]

    @property
    def signatures(self) -> list[dict]:
        return [_signed(signature, self._signing(signature)) for signature in self.evidence["signatures"]]

    @property
    def shares(self) -> list[dict]:
        """The parties of which not everyone who was asked had to sign."""
        return self.evidence.get("shares", [])

    @property
    def log(self) -> list[dict]:
        entries = ({"party": None, "digest": None, **entry} for entry in self.evidence["log"])
        return [{**entry, "at": phrases.stamp(entry["at"])} for entry in entries]

    @property
    def decisions(self) -> list[dict]:
        told = self.evidence.get("decisions", [])
        return [{**it, "on": _day(it["on"]), "ends_on": _day(it["ends_on"])} for it in told]

    @property
    def chain(self) -> dict | None:
        return self.evidence.get("chain")

    @property
    def is_to_be_sealed(self) -> bool:
        return bool(self.evidence.get("sealed_by"))

    @property
    def changes(self) -> list[str]:
        """What this text changes in the one before it; nothing on a first agreement."""
        amends = self.agreement.get("amends")
        return list(_changes(amends)) if amends else []

    @property
    def digest(self) -> list[str]:
        """In groups of four, so that two people can read it to each other."""
        whole = self.evidence["digest"]
        return [whole[n : n + 4] for n in range(0, len(whole), 4)]

    @property
    def qr(self) -> str:
        code = segno.make(self.evidence["check_url"], error="m", micro=False)
        return code.svg_data_uri(border=0, dark="#1c2122", light=None, omitsize=True)

    def _provision(self, topic: str) -> dict | None:
        every = (p for article in self.agreement["articles"] for p in article["provisions"])
        return next((provision for provision in every if provision["topic"] == topic), None)

    def _blocks_of(self, article: dict) -> Iterable[Block]:
        """A topic is named where its article has several, and the name says more than the article's."""
        shown = [p for p in article["provisions"] if self.is_light or p["topic"] != PREAMBLE]
        for provision in shown:
            made = blocks(provision, self.parties)
            made = joined(made) if self.is_light else made
            named = isinstance(made[0], Table) and made[0].lead
            if len(shown) > 1 and provision["title"] != article["title"] and not named:
                made[0].lead = provision["title"]
            yield from made

    def _signing(self, signature: dict) -> Party:
        return self.parties.get(signature["party"]) or Party("", signature["party"], signature["side"])


def _signed(signature: dict, party: Party) -> dict:
    """How it was signed stands beside the name: for a minor, or by hand on paper."""
    by_hand = signature.get("on_paper_on")
    said = {
        "minor": signature.get("in_place_of"),
        "by_hand": by_hand and _("Signed by hand on paper on %(day)s", day=phrases.day(by_hand)),
    }
    return {**signature, **said, "party": party, "at": phrases.moment(signature["signed_at"])}


def _changes(amends: dict) -> Iterable[str]:
    facts = {"number": amends["number"], "ref": amends["ref"]}
    yield _(
        "This is change %(number)d. It replaces agreement %(ref)s with the whole text that holds now.",
        **facts,
    )
    if numbers := amends["articles"]:
        said = ", ".join(map(str, numbers))
        yield ngettext(
            "Changed: article %(numbers)s.", "Changed: articles %(numbers)s.", len(numbers), numbers=said
        )


def _day(iso: str | None) -> str:
    return phrases.day(iso) if iso else ""


def party(raw: dict) -> Party:
    return Party(raw["key"], raw["name"], raw["side"], tuple(_about(raw)))


def _about(raw: dict) -> Iterable[str]:
    if raw.get("role") in TOLD_ROLES:
        yield phrases.capital(str(PartyRole(raw["role"]).label))
    if form := _form(raw):
        yield form
    if number := raw.get("kvk_number"):
        yield _("Chamber of Commerce %(number)s", number=number)
    if seat := raw.get("seat"):
        yield seat
    if raw.get("from"):
        yield _("Party from %(day)s", day=phrases.day(raw["from"]))
    if raw.get("until"):
        yield _("Party up to and including %(day)s", day=phrases.day(raw["until"]))


def _form(raw: dict) -> str:
    """The kind of party, and its legal form where that says something more."""
    kind, form = raw.get("kind") or "", raw.get("legal_form") or ""
    given = ((Kind, kind), (LegalForm, form))
    said = [str(words(value).label) for words, value in given if value in list(words)]
    if kind == form:
        said = said[:1]
    if form in (LegalForm.NONE_YET, LegalForm.NONE_WANTED):
        said = [*said[:-1], _("without a legal form")]
    return phrases.capital(", ".join(said))


def blocks(provision: dict, parties: Parties) -> list[Block]:
    """A provision on paper: its words first, then its facts. Nothing agreed is said in so many words."""
    terms = None if provision["nothing"] else provision["terms"]
    made = [*sentences(provision["text"] or ""), *from_terms(provision["topic"], terms, parties)]
    return made or [Sentence(_nothing(provision["topic"]))]


def _nothing(topic: str) -> str:
    if topic in library.TOPICS:
        return library.TOPICS[topic].nothing.said_in(str(get_locale()))
    return _("Nothing has been agreed about this.")


def joined(made: list[Block]) -> list[Block]:
    """On a short paper the sentences of one provision are one paragraph."""
    said = [block.text for block in made if isinstance(block, Sentence | Listing)]
    others: list[Block] = [block for block in made if not isinstance(block, Sentence | Listing)]
    return [Sentence(" ".join(said)), *others] if said else others


def numbered(article: int, made: Iterable[Block]) -> list[Block]:
    made, numbers = list(made), count(1)
    for block in (it for it in made if not isinstance(it, Listing)):
        things = block.rows if isinstance(block, Table) and block.numbered else [block]
        for thing in [] if isinstance(block, Table) and not block.numbered else things:
            thing.number = f"{article}.{next(numbers)}"
    return made
