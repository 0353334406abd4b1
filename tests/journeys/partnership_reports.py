"""What is told about each half year, and looking back together."""

from collab.db import db
from collab.deadlines import Kind
from collab.reports.evaluations import Evaluation, View
from collab.reports.models import Report, Told
from collab.reports.words import Advice, Moment
from tests.journeys.partnership import on


@on(2027, 8, 30)
def ana_hands_in_a_report(it):
    hand_in(it, "We planted forty beds.", by=it.ana)


@on(2027, 9, 10)
def ben_answers(it):
    it.agreement.reports[0].reply("A fine summer.", "We bring more water.", "", by=it.ben)


@on(2028, 2, 20)
def art_skips_one(it):
    begin(it, it.art).skip("The winter took all our time.", by=it.art)


@on(2028, 3, 1)
def nia_understands(it):
    it.agreement.reports[1].reply("That is fine.", "", "", by=it.nia)


@on(2028, 9, 25)
def art_hands_in_the_next(it):
    hand_in(it, "The garden is full again.", by=it.art)


@on(2028, 10, 12)
def nia_answers(it):
    it.agreement.reports[2].reply("Good to read.", "", "", by=it.nia)


def hand_in(it, story: str, by) -> None:
    report = begin(it, by)
    report.write(Told(story=story), seen=0, by=by)
    report.submit(seen=1, by=by)


def begin(it, by) -> Report:
    report = Report.begin(it.promises["Report"], by)
    db.session.add(report)
    return report


@on(2028, 2, 20)
def ana_wants_to_look_back(it):
    asked = next(one for one in it.agreement.deadlines if one.kind == Kind.EVALUATION)
    db.session.add(Evaluation.begin(it.agreement, Moment.YEARLY, asked, by=it.ana))


@on(2028, 2, 21)
def ana_shares_what_she_wrote(it):
    look_back(it, "We kept our open afternoons.", by=it.ana)


@on(2028, 2, 25)
def nia_shares_hers(it):
    look_back(it, "The water came late once.", by=it.nia)


@on(2028, 2, 28)
def ana_advises(it):
    it.agreement.evaluations[0].advise(Advice.RENEW, "Go on like this.", by=it.ana)


def look_back(it, words: str, by) -> None:
    it.agreement.evaluations[0].write(View(own_well=words), seen=0, by=by)
    it.agreement.evaluations[0].share(seen=1, by=by)
