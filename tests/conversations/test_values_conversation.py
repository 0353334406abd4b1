"""Each side writes for itself in its own words, and reads the other when all are ready."""

from datetime import timedelta

import pytest

from collab.clock import today
from collab.collectives.words import MemberRole
from collab.conversations.models import Conversation
from collab.conversations.words import Reason, Value
from collab.people.words import Duty
from tests.agreements.conftest import somebody
from tests.round import mails, react

from .conftest import ANSWER, HERE, SECRET, agrees, proposes, sets_ready, writes

INDEX = "/cases/LD-1/acquaintance"


@pytest.mark.parametrize("who", ["ana", "ben"])
def test_either_side_begins_and_the_other_hears_of_it(case, cast, as_, session, who):
    browser, other = as_(getattr(cast, who)), {"ana": cast.ben, "ben": cast.ana}[who]
    assert browser.post("/cases/LD-1/conversations/new").location == HERE
    react()
    assert case.conversations[0].reason == Reason.FIRST
    assert "begun" in mails(session, other)
    assert "begun" not in mails(session, getattr(cast, who))


def test_a_whole_round_through_the_pages(case, cast, as_, session):
    as_(cast.ana).post("/cases/LD-1/conversations/new")
    on = writes(as_(cast.ana), meaning="We say it early.", tension="Money.", request="Say it too.", next="1")
    assert on.location == f"{HERE}/values/reciprocity"
    writes(as_(cast.ana), "reciprocity", meaning="We give hours.")
    assert "You may leave values empty." in as_(cast.ana).get(HERE).text
    sets_ready(as_(cast.ana), "trust:1,reciprocity:1")
    react()
    writes(as_(cast.ben), meaning="We answer in ten days.")
    assert sets_ready(as_(cast.ben), "trust:1").status_code == 303
    for reader in (cast.ana, cast.ben, cast.ali):
        page = as_(reader).get(HERE).text
        assert "We say it early." in page
        assert "We answer in ten days." in page
        assert "2 of the 8 values" in page
    proposes(as_(cast.ana), "Bad news within a week.", tension="The price.")
    assert "Agree to these words" in as_(cast.ben).get(HERE).text
    assert "Agree to these words" not in as_(cast.ana).get(HERE).text
    agrees(as_(cast.ben))
    page = as_(cast.ali).get(HERE).text
    assert "Said together" in page
    assert "Here is tension." in page
    react()
    assert [name for name in ("ready", "opened") if name in mails(session, cast.ben)] == ["ready", "opened"]
    assert [name for name in ("begun", "ready", "joint") if name in mails(session, cast.ana)] == []
    assert "joint" in mails(session, cast.ben)
    assert "opened" in mails(session, cast.ana)


def test_everything_may_stay_empty(talk, cast, as_):
    conversation = talk()
    assert writes(as_(cast.ana), meaning="  ").status_code == 303
    assert sets_ready(as_(cast.ana)).status_code == 303
    assert sets_ready(as_(cast.ben)).status_code == 303
    assert conversation.opened_at
    assert "Nobody wrote about" in as_(cast.ana).get(HERE).text


def test_a_draft_is_kept_and_every_colleague_writes_on(talk, cast, eva, as_):
    talk()
    writes(as_(cast.ana), meaning="First words.")
    page = as_(eva).get(f"{HERE}/values/trust").text
    assert "First words." in page
    writes(as_(eva), seen=1, meaning="First words, and more.")
    page = as_(cast.ana).get(f"{HERE}/values/trust").text
    assert "First words, and more." in page
    assert "Earlier texts of your side" in page


def test_who_writes_along_does_not_set_the_text_ready(talk, eva, as_):
    talk("written")
    assert sets_ready(as_(eva), "trust:1").status_code == 403
    assert "A representative of your collective sets the text ready." in as_(eva).get(HERE).text


def test_who_reads_along_writes_nothing(talk, cast, as_):
    conversation = talk()
    assert writes(as_(cast.ali), meaning="Mine.").status_code == 403
    assert proposes(as_(cast.ali), "Ours.").status_code == 403
    assert conversation.voices == []


def test_two_people_of_one_side_lose_no_words(talk, cast, eva, as_):
    talk()
    writes(as_(cast.ana), meaning="Of Ana.")
    page = writes(as_(eva), meaning="Of Eva.", request="And this.")
    assert page.status_code == 409
    assert "Of Ana." in page.text
    assert page.text.count("Of Eva.") == 2  # beside the other text, and in the box to send it after all
    assert page.text.count("And this.") == 2
    assert writes(as_(eva), seen=1, meaning="Of Ana. Of Eva.").status_code == 303


def test_what_was_set_ready_is_exactly_what_was_read(talk, cast, eva, as_):
    conversation = talk("written")
    writes(as_(eva), seen=1, meaning="Changed while Ana was reading.")
    page = sets_ready(as_(cast.ana), "trust:1")
    assert page.status_code == 409
    assert conversation.voices[0].ready_at is None
    assert sets_ready(as_(cast.ana), "trust:2").status_code == 303


def test_a_ready_text_waits_unchanged_and_can_be_taken_back(talk, cast, as_):
    conversation = talk("half")
    page = writes(as_(cast.ana), seen=1, meaning="Too late, but not lost.")
    assert page.status_code == 409
    assert "Too late, but not lost." in page.text
    assert as_(cast.ana).post(f"{HERE}/sharing/withdrawal").status_code == 303
    assert writes(as_(cast.ana), seen=1, meaning="In time.").status_code == 303
    assert not conversation.opened_at


def test_what_the_other_has_read_is_not_taken_back(talk, cast, as_):
    talk("open")
    assert as_(cast.ana).post(f"{HERE}/sharing/withdrawal").status_code == 409
    assert writes(as_(cast.ana), seen=1, meaning="Other words.").status_code == 409


@pytest.mark.parametrize("who", ["ana", "ben"])
def test_joint_words_need_everyone(talk, cast, as_, who):
    conversation = talk("open")
    me, other = getattr(cast, who), {"ana": cast.ben, "ben": cast.ana}[who]
    proposes(as_(me), "We call before we write.")
    assert conversation.agreed_words(Value.TRUST) is None
    assert agrees(as_(me)).status_code == 409
    agrees(as_(other))
    assert conversation.agreed_words(Value.TRUST).text == "We call before we write."


def test_joint_words_stand_until_others_are_agreed(talk, cast, as_):
    conversation = talk("agreed")
    proposes(as_(cast.ben), "Bad news within two days.", seen=1)
    page = as_(cast.ana).get(HERE).text
    assert "Bad news within a week." in page
    assert "Bad news within two days." in page
    assert conversation.agreed_words(Value.TRUST).number == 1
    agrees(as_(cast.ana), seen=2)
    assert conversation.agreed_words(Value.TRUST).number == 2


def test_joint_words_of_a_page_left_open_show_both(talk, cast, as_):
    talk("open")
    proposes(as_(cast.ana), "Words of Ana.")
    page = proposes(as_(cast.ben), "Words of Ben.")
    assert page.status_code == 409
    assert "Words of Ana." in page.text
    assert page.text.count("Words of Ben.") == 2
    assert proposes(as_(cast.ben), "Words of Ben.", seen=1).status_code == 303
    late = agrees(as_(cast.ana), seen=1)
    assert late.status_code == 409
    assert "Words of Ben." in late.text


def test_of_more_parties_all_must_be_ready_and_agree(case, cast, as_):
    case.involve(cast.other, by=cast.ben)
    conversation = Conversation.begin(case, Reason.FIRST, by=cast.ana)
    for person in (cast.ana, cast.ben):
        writes(as_(person), meaning=f"Of {person.name}.")
        sets_ready(as_(person), "trust:1")
    assert not conversation.opened_at
    assert "Of Ben." not in as_(cast.cyd).get(HERE).text
    writes(as_(cast.cyd), meaning="Of Cyd.")
    sets_ready(as_(cast.cyd), "trust:1")
    page = as_(cast.ana).get(HERE).text
    assert all(f"Of {name}." in page for name in ("Ana", "Ben", "Cyd"))
    proposes(as_(cast.cyd), "All three say this.")
    agrees(as_(cast.ana))
    assert conversation.agreed_words(Value.TRUST) is None
    agrees(as_(cast.ben))
    assert conversation.agreed_words(Value.TRUST)


def test_who_joined_later_reads_along_and_speaks_the_next_time(talk, case, cast, as_):
    talk("open")
    case.involve(cast.other, by=cast.ben)
    assert SECRET in as_(cast.cyd).get(HERE).text
    assert proposes(as_(cast.cyd), "Late words.").status_code == 409
    assert as_(cast.cyd).post("/cases/LD-1/conversations/new", data={"reason": "request"}).status_code == 303


def test_a_civil_servant_in_a_collective_writes_for_the_municipality_alone(talk, cast, as_, session):
    conversation = talk("written")
    cast.street.admit(cast.ben, MemberRole.REPRESENTATIVE, by=cast.ana)
    session.flush()
    assert SECRET not in as_(cast.ben).get(HERE).text
    writes(as_(cast.ben), meaning="Of the town hall.")
    assert [voice.collective for voice in conversation.voices] == [cast.street, None]


def test_a_civil_servant_from_elsewhere_does_not_write_along(talk, cast, as_, session):
    talk()
    dan = somebody("Dan", Duty.MANDATE_HOLDER)
    assert writes(as_(dan), meaning="Of Dan.").status_code == 403


def test_one_conversation_at_a_time_and_earlier_ones_stay(talk, case, cast, as_):
    talk()
    assert as_(cast.ben).post("/cases/LD-1/conversations/new").status_code == 403
    for person in (cast.ana, cast.ben):
        sets_ready(as_(person))
    as_(cast.ben).post("/cases/LD-1/conversations/new", data={"reason": "council"})
    assert case.conversations[1].reason == Reason.COUNCIL
    page = as_(cast.ali).get(INDEX).text
    assert "Values conversation 1" in page
    assert "Values conversation 2" in page
    assert as_(cast.ali).get(HERE).status_code == 200


def test_long_and_strange_texts_are_kept_or_said_to_be_too_long(talk, cast, as_):
    talk()
    strange = "Samen 🌱 – يدا بيد\n\n- een\n- twee " + "x" * 3000
    assert writes(as_(cast.ana), meaning=strange).status_code == 303
    assert "يدا بيد" in as_(cast.ana).get(HERE).text
    page = writes(as_(cast.ana), seen=1, meaning="y" * 5000, request="Kept in the box.")
    assert page.status_code == 422
    assert "y" * 5000 in page.text
    assert "Kept in the box." in page.text


@pytest.mark.parametrize("address", ["values/money", "joint-words/money", "values/1"])
def test_there_are_eight_values(talk, cast, as_, address):
    talk("open")
    assert as_(cast.ana).get(f"{HERE}/{address}").status_code == 404


def leaves(case, collective):
    """As the last day of a party that left by a change of the agreement."""
    participation = next(it for it in case.participants if it.collective is collective)
    participation.starts_on = participation.ends_on = today() - timedelta(days=1)


def test_a_party_that_left_is_not_waited_for_and_its_drafts_stay_its_own(case, cast, as_):
    case.involve(cast.other, by=cast.ben)
    conversation = Conversation.begin(case, Reason.FIRST, by=cast.ana)
    for person in (cast.ana, cast.ben, cast.cyd):
        writes(as_(person), meaning=f"Of {person.name}.")
    sets_ready(as_(cast.ana), "trust:1")
    leaves(case, cast.other)
    sets_ready(as_(cast.ben), "trust:1")
    page = as_(cast.ana).get(HERE).text
    assert ("Of Ben." in page, "Of Cyd." in page) == (True, False)
    proposes(as_(cast.ana), "Both say this.")
    agrees(as_(cast.ben))
    assert conversation.agreed_words(Value.TRUST)


def test_an_answer_to_a_text_that_is_not_there_is_refused(talk, cast, as_):
    talk()
    page = writes(as_(cast.ana), seen=7, meaning="Kept on the page.")
    assert (page.status_code, "Kept on the page." in page.text) == (409, True)


def test_joint_words_that_answer_none_are_refused(talk, cast, as_):
    talk("open")
    page = proposes(as_(cast.ana), "Kept on the page.", seen=7)
    assert (page.status_code, "Kept on the page." in page.text) == (409, True)
    assert agrees(as_(cast.ana), seen=7).status_code == 409


def test_a_form_posted_twice_counts_once(talk, cast, as_):
    conversation = talk("open")
    for _ in range(2):
        assert proposes(as_(cast.ana), "Once.", once="one-key").status_code == 303
    assert len(conversation.wordings) == 1


def test_the_first_page_says_what_waits_for_whom(talk, case, cast, as_):
    talk("half")
    act = "Write what the values mean for one&#39;s own side"
    assert waits_for(as_(cast.ben), act) == "you"
    assert waits_for(as_(cast.ana), act) == "other"
    sets_ready(as_(cast.ben))
    assert waits_for(as_(cast.ben), act) is None
    proposes(as_(cast.ben), "Joint.")
    assert waits_for(as_(cast.ana), "React to the joint words on 1 value") == "you"
    assert waits_for(as_(cast.ben), "React to the joint words on 1 value") == "other"


def waits_for(browser, act: str) -> str | None:
    page = browser.get("/overview").text
    mine = page[page.index('aria-labelledby="mine"') :].partition("</section>")[0]
    return "you" if act in mine else "other" if act in page else None


def test_nothing_that_was_said_is_changed_by_the_application(talk, session):
    from sqlalchemy import text
    from sqlalchemy.exc import ProgrammingError

    talk("agreed")
    for table in ("statement", "joint_wording", "joint_consent"):
        with pytest.raises(ProgrammingError, match="permission denied"), session.begin_nested():
            session.execute(text(f"delete from {table}"))


def test_answer_is_read_by_both(talk, cast, as_):
    talk("open")
    assert ANSWER in as_(cast.ana).get(HERE).text
