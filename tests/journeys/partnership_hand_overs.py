"""One contact person after the other, and one representative after the other."""

from datetime import date

from collab.collectives.words import MemberRole
from collab.db import db
from collab.relay.drafting import draw
from collab.relay.leaving import look_after
from collab.relay.letters import Letter
from collab.relay.passing import name_successor
from tests.journeys.partnership import on


@on(2027, 11, 1)
def ben_has_a_last_day(it):
    contact = next(one for one in it.case.contacts if one.person is it.ben and one.holds)
    contact.ends_on = date(2027, 11, 30)
    look_after(it.case)


@on(2027, 11, 18)
def cor_names_nia(it):
    name_successor(it.case.relays[0], it.nia, seen=None, by=it.cor)


@on(2027, 11, 25)
def ben_writes_his_letter(it):
    write_letter(it, 1, "Call Ana in the evening.", by=it.ben)


@on(2027, 12, 2)
def nia_reads_it(it):
    it.case.relays[0].acknowledge(by=it.nia)


@on(2027, 12, 3)
def ana_names_a_day_to_meet(it):
    it.case.introductions[0].propose(date(2027, 12, 6), by=it.ana)


@on(2027, 12, 7)
def nia_says_that_they_met(it):
    it.case.introductions[0].say_met(date(2027, 12, 6), by=it.nia)


@on(2027, 12, 9)
def ana_confirms_it(it):
    it.case.introductions[0].confirm(by=it.ana)


@on(2028, 6, 10)
def ana_has_a_last_day(it):
    membership = next(one for one in it.street.memberships if one.person is it.ana)
    membership.end(date(2028, 6, 30), by=it.art)


@on(2028, 6, 19)
def eli_comes_after_her(it):
    membership = next(one for one in it.street.memberships if one.person is it.eli)
    membership.change(MemberRole.REPRESENTATIVE, by=it.art)
    name_successor(it.case.relays[1], it.eli, seen=None, by=it.art)


@on(2028, 6, 26)
def ana_writes_her_letter(it):
    write_letter(it, 2, "The key of the shed hangs at number 9.", by=it.ana)


@on(2028, 7, 2)
def eli_reads_it(it):
    it.case.relays[1].acknowledge(by=it.eli)


@on(2028, 7, 3)
def nia_names_a_day_to_meet(it):
    it.case.introductions[1].propose(date(2028, 7, 6), by=it.nia)


@on(2028, 7, 7)
def eli_says_that_they_met(it):
    it.case.introductions[1].say_met(date(2028, 7, 6), by=it.eli)


@on(2028, 7, 10)
def nia_confirms_it(it):
    it.case.introductions[1].confirm(by=it.nia)


def write_letter(it, number: int, going: str, by) -> None:
    db.session.add(Letter.write(it.case.relays[number - 1], going, draw(it.case), by=by))
