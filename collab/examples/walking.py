"""Steps that every loaded agreement takes: an article proposed, agreed by all, signed by who may."""

from typing import Any

from flask import current_app

from collab.agreements import policy, standard
from collab.agreements.articles import Article
from collab.agreements.extending import ExtensionProposal, Longer
from collab.agreements.library import Topic
from collab.agreements.models import Agreement
from collab.approvals import eyes
from collab.approvals.rounds import ApprovalRound
from collab.cases.models import Case
from collab.collectives.models import Collective
from collab.db import db
from collab.people.models import Person
from collab.refs import yearly_ref

Said = dict[str, dict[str, Any]]  # topic → what is different from the standard wording


def open_case(lead: Collective, by: Person, **facts) -> Case:
    ref = yearly_ref(current_app.config["SETTINGS"].ref_prefix)
    case = Case.open(ref, lead, by=by, **facts)
    db.session.add(case)
    db.session.flush()
    return case


def provisions(article: Article, said: Said) -> dict[str, Any]:
    """What the library proposes, with what these people said in its place."""
    agreement = article.agreement
    made = {topic.code: _provision(agreement, topic, said.get(topic.code)) for topic in article.topics}
    return {code: provision for code, provision in made.items() if provision}


def propose(agreement: Agreement, number: int, said: Said, by: Person, reason: str = "") -> None:
    article = agreement.article(number)
    if made := provisions(article, said):
        seen = article.latest.number if article.latest else 0
        agreement.propose(number, made, seen=seen, by=by, reason=reason)


def agree(agreement: Agreement, number: int, by: Person) -> None:
    article = agreement.article(number)
    if article.latest and agreement.party_of(by) in article.waiting_parties:
        agreement.agree(number, seen=article.latest.number, by=by)


def lengthen(agreement: Agreement, longer: Longer, by: Person) -> None:
    """One party proposes a longer term, each other one agrees."""
    proposal = ExtensionProposal.make(agreement, longer, by=by)
    for party in proposal.waiting_parties:
        voice: Any = party.collective.representatives[0] if party.collective else agreement.case.contact
        proposal.agree(by=voice)


def freeze(agreement: Agreement, by: Person) -> None:
    """With the yes of somebody else first, where the settings ask for one."""
    party = agreement.party_of(by)
    if seats := eyes.seats_for(agreement, party):
        round = ApprovalRound.start(agreement, party, seats, by=by)
        while round.asked:
            [seat, *_others] = round.asked
            round.approve(seat, round.digest, by=seat.person or agreement.case.deputy or by)
    agreement.freeze(by=by)


def sign(agreement: Agreement, by: Person) -> None:
    authority = policy.authority_of(by, agreement)
    assert authority, policy.why_no_authority(by, agreement)
    agreement.sign(agreement.text.digest, by.name, authority, by=by)


def _provision(agreement: Agreement, topic: Topic, said: dict[str, Any] | None) -> dict[str, Any] | None:
    usual = standard.provision(topic, agreement.language, agreement.weight)
    if said is None:
        return usual
    if said.get("nothing"):
        return {"text": None, "nothing": True, "terms": None}
    wording = topic.wording_for(agreement.weight).said_in(agreement.language)
    facts = said["terms"] if "terms" in said else dict(topic.usual) or None
    return {"text": said.get("text", wording), "nothing": False, "terms": facts}
