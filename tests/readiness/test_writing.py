"""Each party writes about itself and about the other; nobody reads it before all are ready."""

from datetime import timedelta

import pytest

from collab.clock import today
from collab.collectives.words import MemberRole
from collab.readiness.models import latest_of
from tests.round import mails, react

PAGE = "/cases/LD-1/readiness"
MINE = "Our group hangs on three people."
THEIRS = "We have nobody to call in the holidays."


def words(cast, text, seen=0, condition="rc4"):
    return {f"{condition}-{cast.street.id}": text, "seen": str(seen)}


def write(visitor, cast, text, **more):
    return visitor.post(f"{PAGE}/view", data=words(cast, text, **more))


def share(visitor):
    return visitor.post(f"{PAGE}/sharing")


@pytest.fixture
def both(cast, case, as_):
    """Ana and Ben wrote, and shared."""
    write(as_(cast.ana), cast, MINE)
    share(as_(cast.ana))
    write(as_(cast.ben), cast, THEIRS)
    share(as_(cast.ben))
    return latest_of(case)


def test_nothing_has_to_and_nobody_is_asked(case, cast, as_):
    page = as_(cast.ana).get(PAGE).text
    assert "Nobody has begun yet" in page
    assert "We begin drafting" in page
    assert "both sides need" not in as_(cast.ana).get("/overview").text


@pytest.mark.parametrize(("who", "own", "other"), [("ana", 7, 6), ("ben", 6, 7)])
def test_each_side_is_asked_about_itself_first_and_about_the_other(case, cast, as_, who, own, other):
    page = as_(getattr(cast, who)).get(f"{PAGE}/view").text
    yourself, _legend, about = page.partition("About yourself")[2].partition("About ")
    assert (yourself.count("<textarea"), about.count("<textarea")) == (own, other)


@pytest.mark.parametrize(("writer", "reader"), [("ana", "ben"), ("ben", "ana")])
def test_the_other_side_sees_only_that_it_is_written_and_that_it_is_ready(
    case, cast, as_, session, writer, reader
):
    one, other = getattr(cast, writer), getattr(cast, reader)
    secret = "Nobody else reads this."
    write(as_(one), cast, secret)
    for step in ("is writing, since", "is ready, since"):
        react()
        for address in (PAGE, f"{PAGE}/view", "/overview", "/cases/LD-1", "/cases/LD-1/acquaintance"):
            assert secret not in as_(other).get(address).text, address
        assert step in as_(other).get(PAGE).text
        assert secret in as_(one).get(PAGE).text
        share(as_(one))
    react()
    assert mails(session, other)[-1:] == ["shared"]
    assert "shared" not in mails(session, one)


def test_both_views_stand_side_by_side_when_all_are_ready(both, cast, as_, session):
    react()
    for person in (cast.ana, cast.ben, cast.ali):
        page = as_(person).get(PAGE).text
        assert page.index(MINE) < page.index(THEIRS)
    assert mails(session, cast.ana)[-1:] == mails(session, cast.ben)[-1:] == ["compared"]


def test_who_reads_along_reads_what_their_own_side_wrote(case, cast, as_):
    write(as_(cast.ana), cast, MINE)
    assert MINE in as_(cast.ali).get(PAGE).text
    assert as_(cast.ali).post(f"{PAGE}/view", data=words(cast, "Mine.", 1)).status_code == 403


def test_a_civil_servant_who_is_in_the_group_reads_along_with_the_municipality_only(case, cast, as_, session):
    cast.street.admit(cast.ben, MemberRole.REPRESENTATIVE, by=cast.ana)
    write(as_(cast.ana), cast, MINE)
    assert MINE not in as_(cast.ben).get(PAGE).text


def test_an_editor_writes_and_a_representative_shares(case, cast, as_):
    membership = next(m for m in cast.street.memberships if m.person is cast.ali)
    membership.change(MemberRole.EDITOR, by=cast.ana)
    assert write(as_(cast.ali), cast, MINE).status_code == 303
    assert share(as_(cast.ali)).status_code == 403
    assert share(as_(cast.ana)).status_code == 303


def test_what_is_ready_is_taken_back_to_change_it_until_it_was_read(case, cast, as_):
    write(as_(cast.ana), cast, MINE)
    share(as_(cast.ana))
    assert write(as_(cast.ana), cast, "Better.", seen=1).status_code == 409
    as_(cast.ana).post(f"{PAGE}/return")
    assert write(as_(cast.ana), cast, "Better.", seen=1).status_code == 303
    share(as_(cast.ana))
    write(as_(cast.ben), cast, THEIRS)
    share(as_(cast.ben))
    assert as_(cast.ana).post(f"{PAGE}/return").status_code == 409
    assert "Better." in as_(cast.ben).get(PAGE).text


def test_two_people_of_one_side_lose_no_words(case, cast, as_):
    write(as_(cast.ana), cast, "First words.")
    page = write(as_(cast.ana), cast, "Other words.")
    assert page.status_code == 409
    assert "First words." in page.text
    assert "Other words." in page.text
    assert 'name="seen" value="1"' in page.text
    assert write(as_(cast.ana), cast, "First and other words.", seen=1).status_code == 303
    assert "First and other words." in as_(cast.ana).get(PAGE).text


def test_what_was_typed_elsewhere_meanwhile_stays(case, cast, as_):
    write(as_(cast.ana), cast, MINE)
    as_(cast.ana).post(f"{PAGE}/view", data=words(cast, "We meet monthly.", 1, "rc2"))
    page = as_(cast.ana).get(f"{PAGE}/view").text
    assert "We meet monthly." in page


def test_a_new_round_keeps_what_was_written_before(both, cast, as_, case):
    assert as_(cast.ben).post(f"{PAGE}/rounds").status_code == 303
    write(as_(cast.ben), cast, "Much better now.")
    page = as_(cast.ana).get(PAGE).text
    assert "Much better now." not in page
    assert MINE not in page
    assert MINE in as_(cast.ana).get(f"{PAGE}?round=1").text
    assert [one.number for one in case.readiness_rounds] == [1, 2]
    assert as_(cast.ana).post(f"{PAGE}/rounds").status_code == 403


def test_three_parties_write_and_all_three_share(case, cast, as_, session):
    case.involve(cast.other, by=cast.ben)
    write(as_(cast.ana), cast, MINE)
    write(as_(cast.ben), cast, THEIRS)
    as_(cast.ben).post(f"{PAGE}/view", data={f"rc1-{cast.other.id}": "An informal group fits.", "seen": "1"})
    as_(cast.cyd).post(f"{PAGE}/view", data={f"rc1-{cast.other.id}": "We stay informal.", "seen": "0"})
    share(as_(cast.ana))
    share(as_(cast.ben))
    assert MINE not in as_(cast.cyd).get(PAGE).text
    share(as_(cast.cyd))
    page = as_(cast.ana).get(PAGE).text
    for text in (MINE, THEIRS, "An informal group fits.", "We stay informal."):
        assert text in page


def test_who_joins_later_takes_part_in_the_next_round(case, cast, as_):
    write(as_(cast.ana), cast, MINE)
    case.involve(cast.other, by=cast.ben)
    assert "next one" in as_(cast.cyd).get(PAGE).text
    assert as_(cast.cyd).get(f"{PAGE}/view").status_code < 500
    assert as_(cast.cyd).post(f"{PAGE}/view", data={"seen": "0"}).status_code == 409


@pytest.mark.parametrize("door", ["", "/view", "/gaps", "?round=1"])
def test_cyd_finds_nothing(both, cast, as_, door):
    assert as_(cast.cyd).get(f"{PAGE}{door}").status_code == 404
    assert as_(cast.cyd).post(f"{PAGE}/sharing").status_code == 404


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 40, "٣"])
def test_a_number_that_no_page_of_ours_wrote_loses_nothing(case, cast, as_, seen):
    write(as_(cast.ana), cast, MINE)
    page = write(as_(cast.ana), cast, "Typed.", seen=seen)
    assert (page.status_code, "Typed." in page.text, MINE in page.text) == (409, True, True)


@pytest.mark.parametrize("seen", ["1", "7", "x"])
def test_a_first_view_from_a_page_of_another_round_is_refused(case, cast, as_, seen):
    page = write(as_(cast.ana), cast, "Typed.", seen=seen)
    assert (page.status_code, "Typed." in page.text) == (409, True)


def test_a_party_that_left_is_not_waited_for_and_its_draft_stays_its_own(case, cast, as_):
    case.involve(cast.other, by=cast.ben)
    for person, text in ((cast.ana, MINE), (cast.ben, THEIRS), (cast.cyd, "A draft of Cyd.")):
        as_(person).post(f"{PAGE}/view", data={f"rc1-{cast.other.id}": text, f"rc4-{cast.street.id}": text})
    share(as_(cast.ana))
    participation = next(it for it in case.participants if it.collective is cast.other)
    participation.starts_on = participation.ends_on = today() - timedelta(days=1)
    assert "Share your view" not in waits_for(as_(cast.ana))
    share(as_(cast.ben))
    page = as_(cast.ana).get(PAGE).text
    assert (THEIRS in page, "A draft of Cyd." in page) == (True, False)


@pytest.mark.parametrize("number", ["0", "7", "x", "-1", "%00"])
def test_a_round_that_is_not_there_shows_the_last_one(both, cast, as_, number):
    page = as_(cast.ana).get(f"{PAGE}?round={number}")
    assert (page.status_code, MINE in page.text) == (200, True)


def test_too_long_a_text_comes_back(case, cast, as_):
    assert write(as_(cast.ana), cast, "x" * 2001).status_code == 422


def test_an_empty_view_can_be_shared(case, cast, as_):
    assert share(as_(cast.ana)).status_code == 403
    write(as_(cast.ana), cast, "")
    assert share(as_(cast.ana)).status_code == 303


@pytest.mark.parametrize(("writer", "waiting"), [("ana", "ben"), ("ben", "ana")])
def test_once_one_side_began_it_waits_for_the_other(case, cast, as_, writer, waiting):
    one, other = getattr(cast, writer), getattr(cast, waiting)
    write(as_(one), cast, MINE)
    share(as_(one))
    assert "Write what both sides need" in waits_for(as_(other))
    assert "both sides need" not in waits_for(as_(one))


def waits_for(visitor) -> str:
    """What this person's first page says waits for them."""
    return visitor.get("/overview").text.partition('aria-labelledby="mine"')[2].partition("</section>")[0]
