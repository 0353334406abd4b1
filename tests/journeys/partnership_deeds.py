"""What the people of Green Street and of the municipality do in two years, day by day, by real verbs."""

from dataclasses import replace
from datetime import date, time

from collab.agreements.extending import ExtensionProposal, Longer
from collab.agreements.lifecycle import Weight
from collab.agreements.models import Agreement
from collab.cases.models import Case, ContactRole
from collab.clock import today
from collab.db import db
from collab.deadlines import Kind, Rung
from collab.deadlines.rules import Climb, rule_of
from collab.deadlines.tuning import tune
from collab.notifications.choices import choose
from collab.notifications.topics import CHOSEN, Way
from collab.phases.models import PhaseProposal, Wanted, on_the_table
from collab.phases.words import Phase
from collab.support.words import CarriesOn
from tests.agreements.conftest import agree_all, freeze, said, sign
from tests.journeys.partnership import MONEY, TERMS, on, register_everyone


@on(2027, 2, 22)
def they_meet(_here):
    register_everyone()


@on(2027, 2, 22)
def ana_begins(it):
    case = Case.open("LD-1", it.street, by=it.ana, title="Garden", about="A garden for the whole street.")
    db.session.add(case)


@on(2027, 2, 23)
def ben_takes_it(it):
    it.case.take(it.ben)
    it.case.appoint(ContactRole.DEPUTY, it.dan, by=it.ben)
    climbs = (Climb(1, Rung.DEPUTY), Climb(3, Rung.COORDINATOR), Climb(10, Rung.MANAGER))
    tune(replace(rule_of(Kind.PROMISE), climbs=climbs), by=it.mia)


@on(2027, 2, 24)
def they_write_the_text(it):
    agreement = Agreement.draft(it.case, Weight.LIGHT, "en", by=it.ana)
    db.session.add(agreement)
    for article in agreement.articles:
        topics = [topic for topic in article.topics if topic in article.needed or topic.code in TERMS]
        provisions = {topic.code: said(topic, TERMS.get(topic.code)) for topic in topics}
        agreement.propose(article.number, provisions, seen=0, by=it.ana) if provisions else None
    agree_all(agreement, it, TERMS)
    freeze(agreement, it, TERMS)


@on(2027, 3, 1)
def both_sign(it):
    sign(it.agreement, it.ana)
    sign(it.agreement, it.bea)


@on(2027, 3, 2)
def art_wants_one_mail_a_week(it):
    for topic in CHOSEN:
        choose(it.art, topic, Way.WEEKLY)


@on(2027, 3, 3)
def ben_publishes(it):
    it.case.publish(by=it.ben)


@on(2027, 5, 10)
def ana_sees_a_phase(it):
    propose(it, Phase.TRIAL, "Twelve people come every week now.", by=it.ana)


@on(2027, 5, 12)
def ben_agrees(it):
    on_the_table(it.street).agree(by=it.ben)


@on(2027, 10, 4)
def ben_sees_them_a_step_back(it):
    propose(it, Phase.FORMING, "Half of the people moved away.", by=it.ben)


@on(2027, 10, 6)
def ana_agrees(it):
    on_the_table(it.street).agree(by=it.ana)


@on(2028, 1, 10)
def they_try_again(it):
    propose(it, Phase.TRIAL, "New neighbours joined.", by=it.ana)


@on(2028, 1, 12)
def nia_agrees(it):
    on_the_table(it.street).agree(by=it.nia)


@on(2027, 10, 30, time(23, 30))
def ana_cannot_sleep(it):
    it.case.say("Shall we light the garden in winter?", by=it.ana)


def propose(it, phase: Phase, reason: str, by) -> None:
    PhaseProposal.make(it.case, it.street, Wanted(phase, today(), reason), seen=0, by=by)


@on(2027, 7, 10)
def the_money_stands_in_the_papers(it):
    it.promises[MONEY].stand_in_budget("Page 12.", by=it.ben)


@on(2028, 2, 5)
def and_in_those_of_spring(it):
    it.promises[MONEY].stand_in_budget("Page 9.", by=it.nia)


@on(2028, 4, 3)
def nia_stops_the_clock(it):
    it.case.pause("The sewer under the garden is replaced.", by=it.nia)


@on(2028, 4, 24)
def and_lets_it_run_on(it):
    it.case.resume(by=it.nia)


@on(2028, 10, 13)
def nia_proposes_a_longer_term(it):
    longer = Longer(date(2029, 8, 31), "decision of 13 October 2028", follow=True)
    ExtensionProposal.make(it.agreement, longer, by=it.nia)


@on(2028, 10, 16)
def eli_agrees_to_it(it):
    it.agreement.proposed_extension.agree(by=it.eli)


@on(2028, 10, 10)
def nia_says_what_comes_after_the_money(it):
    it.promises[MONEY].carry_on(CarriesOn.NEW_SOURCE, "the neighbourhood fund", None, by=it.nia)
