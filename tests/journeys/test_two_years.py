"""Two years of one partnership, with a worker, a broker, a database and a mail server: who heard what."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from email.message import EmailMessage
from html import unescape
from time import time as seconds
from types import SimpleNamespace

import pytest

from collab.cases.models import ContactRole
from collab.clock import local
from collab.db import db
from tests.journeys import (  # noqa: F401
    partnership_deeds,
    partnership_hand_overs,
    partnership_promises,
    partnership_reports,
)
from tests.journeys.partnership import DEEDS, OFFICERS, REPRESENTATIVES, address_of, deed
from tests.journeys.partnership_post import DARK, ENDS, Mail, expected
from tests.journeys.partnership_story import STORY
from tests.journeys.years import Years, years

pytestmark = [pytest.mark.live, pytest.mark.xdist_group("years")]
NAMES = {address_of(name): name for name in (*REPRESENTATIVES, *OFFICERS, "Eli")}
DIGEST, ITEM = "Your messages of the week", re.compile(r"^- .+?, \d{1,2}:\d\d: (.*?)\r?$", re.MULTILINE)
CLOCK_CHANGES = date(2027, 3, 28), date(2027, 10, 31), date(2028, 3, 26), date(2028, 10, 29)
AROUND = time(0, 30), time(1, 59), time(3, 30), time(7, 59), time(8)


@pytest.fixture(scope="module")
def lived(tmp_path_factory, process) -> Iterator[SimpleNamespace]:
    """The house after two years, and every message that came, with the moment."""
    begin = datetime(2027, 2, 22, 9, tzinfo=UTC)
    with years(tmp_path_factory.mktemp("years"), begin, process) as house:
        live(house)
        came = list(zip(house.office.came, house.office.messages, strict=True))
        yield SimpleNamespace(house=house, came=came, organisation=house.app.config["SETTINGS"].organisation)


def live(house: Years) -> None:
    """Through all deeds in the order of time; for three weeks the worker is dead."""
    looks = [(day, at, None) for day in CLOCK_CHANGES for at in AROUND]
    for day, at, act in sorted([*DEEDS, *looks], key=lambda one: one[:2]):
        if house.workers == 1 and day >= DARK[1]:
            rest(house)
        house.at(day, at)
        if act:
            with deed(house) as it:
                act(it)
    house.at(ENDS)


def rest(house: Years) -> None:
    house.at(DARK[0] - timedelta(1), time(23))
    house.close()
    house.jump(DARK[1], time(8, 1))
    house.open()
    house.at(DARK[1], time(8, 2))


def test_every_message_that_should_have_gone_went_once_and_no_other(lived):
    should = expected(lived.organisation)
    went = Counter(mail for at, message in lived.came for mail in taken_apart(at, message))
    assert went == should, differing(should, went)


def test_nobody_is_mailed_at_night_also_when_the_clock_changes(lived):
    moments = [local(at) for at, _message in lived.came]
    assert [at for at in moments if not 7 <= at.hour < 22] == []
    for day in CLOCK_CHANGES[1:]:
        reminders = [at for at, message in lived.came if str(message["Subject"]).startswith("Promised for")]
        assert {local(at).time() for at in reminders if local(at).date() == day} == {time(8)}


@pytest.mark.parametrize("language", ["en", "nl"])
def test_who_is_new_understands_it_from_the_page_alone(lived, language):
    page = page_for_tom(lived.house, language)
    places = [page.find(sentence) for sentence in STORY[language]]
    absent = [told for told, at in zip(STORY[language], places, strict=True) if at < 0]
    assert absent == [], page
    assert places == sorted(places), page


def page_for_tom(house: Years, language: str) -> str:
    """What happened, oldest first, as the contact person of today reads it after signing in."""
    with deed(house) as it:
        if it.case.contact is not it.tom:
            it.case.appoint(ContactRole.CONTACT, it.tom, by=it.nia)
        it.tom.language = language
        begun, key = it.tom.arrive(timedelta(hours=1))
        db.session.add(begun)
    window = house.app.test_client()
    with window.session_transaction() as kept:
        kept.update(key=key, seen=int(seconds()))
    answer = window.get("/cases/LD-1?all=1")
    assert answer.status_code == 200
    lanes = answer.text.partition('<ol class="lanes">')[2].partition("</ol>")[0]
    told = [" ".join(unescape(re.sub(r"<[^>]+>", " ", part)).split()) for part in lanes.split("<li")]
    return "\n".join(reversed(told))


def taken_apart(at: datetime, message: EmailMessage) -> list[Mail]:
    """A digest as the messages that it holds."""
    person, day = NAMES[message["To"].addresses[0].addr_spec], local(at).date()
    if message["Subject"] != DIGEST:
        return [Mail(day, person, message["Subject"])]
    held = ITEM.findall(message.get_body(("plain",)).get_content())
    assert held, f"an empty digest on {day}"
    return [Mail(day, person, subject) for subject in held]


def differing(should: Counter[Mail], went: Counter[Mail]) -> str:
    def listed(mails: Counter[Mail]) -> str:
        return "\n".join(f"  {mail.day} {mail.person:4}{mail.subject}" for mail in sorted(mails.elements()))

    told = {"should have gone and did not": should - went, "went and should not": went - should}
    return "".join(f"\n{heading}:\n{listed(mails)}" for heading, mails in told.items())
