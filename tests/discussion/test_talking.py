"""People talk about an article: to all, to their own side, or to one person."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from collab.cases.doing import asked_of
from collab.clock import today
from collab.collectives.words import MemberRole
from collab.discussion.comments import Comment
from collab.discussion.notes import Note
from collab.errors import NotNow
from collab.history import Event
from collab.history.telling import told
from collab.notifications.models import Notice
from collab.people.words import Duty
from tests.agreements.conftest import somebody
from tests.round import mails, react


def page(as_, person, agreement, number=7):
    return as_(person).get(f"/agreements/{agreement.ref}/articles/{number}").text


def post(as_, person, agreement, text="We think about it.", door="articles/7/messages", **form):
    typed = {"message": text} | form
    return as_(person).post(f"/agreements/{agreement.ref}/{door}", data=typed)


def test_who_does_not_choose_writes_to_their_own_side(agreement, as_, cast, session):
    assert post(as_, cast.ana, agreement).status_code == 303
    assert [note.text for note in session.scalars(select(Note))] == ["We think about it."]
    assert session.scalars(select(Comment)).all() == []


def test_the_page_offers_only_us_first_and_chosen(agreement, as_, cast):
    shown = page(as_, cast.ben, agreement)
    assert 'value="side" checked' in shown
    assert "Open Government Act" in shown
    assert "cannot see that it exists" in page(as_, cast.ana, agreement)


def test_every_message_says_who_reads_it(talk, agreement, as_, cast):
    ana, ben = page(as_, cast.ana, agreement), page(as_, cast.ben, agreement)
    assert "Both parties read this" in ana
    assert "Only Green Street reads this" in ana
    assert "Only Gemeente Lindendal reads this" in ben
    assert ana.count("thread__private") == ben.count("thread__private") == 1


def test_each_side_reads_its_own_notes_and_no_other(talk, agreement, as_, cast):
    ana, ali, ben, bea = (page(as_, p, agreement) for p in (cast.ana, cast.ali, cast.ben, cast.bea))
    assert all("pelican" in shown and "walrus" not in shown for shown in (ana, ali))
    assert all("walrus" in shown and "pelican" not in shown for shown in (ben, bea))


def test_messages_are_counted_as_far_as_one_reads_them(talk, agreement, as_, cast):
    assert "1 message for all parties." in page(as_, cast.ana, agreement)
    assert "1 only for your side." in page(as_, cast.ana, agreement)
    shown = as_(cast.ben).get(f"/agreements/{agreement.ref}").text
    assert "article 7 (1)" in shown  # the note of the other side is no conversation here


def test_a_message_for_one_person_is_for_two(agreement, as_, cast):
    post(as_, cast.ana, agreement, "Between us: heron.", audience="person", reader=str(cast.ben.id))
    assert all("heron" in page(as_, person, agreement) for person in (cast.ana, cast.ben))
    assert all("heron" not in page(as_, person, agreement) for person in (cast.ali, cast.bea))


def test_one_person_must_be_named(agreement, as_, cast, session):
    answer = post(as_, cast.ana, agreement, audience="person")
    assert answer.status_code == 422
    assert "Choose the person" in answer.text
    assert session.scalars(select(Note)).all() == []


def test_an_answer_to_a_note_stays_with_that_side(talk, agreement, as_, cast, session):
    door = f"messages/{talk.theirs.key}/answers"
    assert post(as_, cast.bea, agreement, "Two walruses.", door, audience="all").status_code == 303
    assert session.scalars(select(Comment)).all() == [talk.shared]
    assert "Two walruses" not in page(as_, cast.ana, agreement)
    assert "Two walruses" in page(as_, cast.ben, agreement)


def test_an_answer_between_two_stays_between_them(agreement, as_, cast, say):
    note = say(agreement, cast.ana, "Between us: heron.", reader=cast.ben)
    post(as_, cast.ben, agreement, "Indeed, an egret.", f"messages/{note.key}/answers")
    assert "egret" in page(as_, cast.ana, agreement)
    assert all("egret" not in page(as_, person, agreement) for person in (cast.ali, cast.bea))


def test_nobody_answers_or_finds_what_they_do_not_read(talk, agreement, as_, cast):
    for door in ("answers", "text", "removal", "resolution", "reopening", "notice"):
        answer = post(as_, cast.ben, agreement, "?", f"messages/{talk.ours.key}/{door}")
        assert answer.status_code == 404, door
    earlier = f"/agreements/{agreement.ref}/messages/{talk.ours.key}/revisions"
    assert as_(cast.ben).get(earlier).status_code == 404


def test_readers_write_to_their_own_side_only(agreement, as_, cast, session):
    assert "All parties" not in page(as_, cast.ali, agreement).partition("Who may read this?")[2]
    assert post(as_, cast.ali, agreement, "I wonder.").status_code == 303
    assert post(as_, cast.ali, agreement, "Hello all.", audience="all").status_code == 422
    assert session.scalars(select(Comment)).all() == []


def test_who_leaves_a_side_reads_its_notes_no_more(talk, agreement, as_, cast, session):
    zoe = somebody("Zoe")
    membership = cast.street.admit(zoe, MemberRole.EDITOR, by=cast.ana)
    session.flush()
    assert "pelican" in page(as_, zoe, agreement)
    zoe.appoint(Duty.INTEGRAL_TEAM, by=None)
    session.flush()
    both = page(as_, zoe, agreement)
    assert "pelican" not in both
    assert "walrus" in both
    for past in (membership, *zoe.posts):
        past.starts_on = past.ends_on = today() - timedelta(days=9)
    session.flush()
    assert as_(zoe).get(f"/agreements/{agreement.ref}/articles/7").status_code == 404


def test_a_new_member_reads_the_notes_of_the_side_only(agreement, as_, cast, say, session):
    say(agreement, cast.ana, "The pelican agrees.")
    say(agreement, cast.ana, "Between us: heron.", reader=cast.ali)
    zoe = somebody("Zoe")
    cast.street.admit(zoe, MemberRole.READER, by=cast.ana)
    session.flush()
    shown = page(as_, zoe, agreement)
    assert "pelican" in shown
    assert "heron" not in shown


def test_a_change_keeps_what_it_said_before(talk, agreement, as_, cast):
    door = f"messages/{talk.shared.key}/text"
    seen = {"text": "Four years would suit us.", "seen": "1"}
    assert as_(cast.ana).post(f"/agreements/{agreement.ref}/{door}", data=seen).status_code == 303
    shown = page(as_, cast.ben, agreement)
    assert "Four years" in shown
    assert "Three years" not in shown
    earlier = as_(cast.ben).get(f"/agreements/{agreement.ref}/messages/{talk.shared.key}/revisions").text
    assert "Three years" in earlier
    again = as_(cast.ana).post(f"/agreements/{agreement.ref}/{door}", data=seen)
    assert again.status_code == 409
    assert "Four years" in again.text  # what was typed is not lost


def test_only_the_writer_changes_or_removes(talk, agreement, as_, cast):
    for door in ("text", "removal"):
        answer = as_(cast.ben).post(f"/agreements/{agreement.ref}/messages/{talk.shared.key}/{door}", data={})
        assert answer.status_code == 403


def test_a_removed_message_leaves_its_place(talk, agreement, as_, cast, session):
    address = f"/agreements/{agreement.ref}/messages/{talk.shared.key}"
    assert as_(cast.ana).post(f"{address}/removal").status_code == 303
    for person in (cast.ana, cast.ben):
        shown = page(as_, person, agreement)
        assert "Ana removed this message on" in shown
        assert "Three years" not in shown + as_(person).get(f"{address}/revisions").text
    assert "walrus" in page(as_, cast.ben, agreement)  # the answers stay
    assert post(as_, cast.ben, agreement, door=f"messages/{talk.shared.key}/answers").status_code == 409


def test_a_conversation_is_closed_and_opened_again(talk, agreement, as_, cast):
    address = f"/agreements/{agreement.ref}/messages/{talk.shared.key}"
    assert as_(cast.ben).post(f"{address}/resolution").status_code == 303
    shown = page(as_, cast.ana, agreement)
    assert "Closed by Ben" in shown
    assert post(as_, cast.ana, agreement, door=f"messages/{talk.shared.key}/answers").status_code == 409
    assert as_(cast.ben).post(f"{address}/resolution").status_code == 409
    assert as_(cast.ana).post(f"{address}/reopening").status_code == 303
    assert "Closed by" not in page(as_, cast.ana, agreement)


def test_a_note_of_who_reads_along_closes_no_conversation_of_all(talk, agreement, as_, cast, say):
    aside = say(agreement, cast.ali, "Is that long enough?", answers=talk.shared)
    address = f"/agreements/{agreement.ref}/messages/{aside.key}"
    for door in ("resolution", "reopening"):
        assert as_(cast.ali).post(f"{address}/{door}").status_code == 403
    assert "Closed by" not in page(as_, cast.ben, agreement)
    assert as_(cast.ana).post(f"{address}/resolution").status_code == 303


def test_who_is_mentioned_gets_a_mail_at_once_and_something_to_do(agreement, as_, cast, session):
    post(as_, cast.ana, agreement, "What do you think, @Ben?", audience="all")
    react()
    assert mails(session, cast.ben)[-1] == "mention"
    [todo] = asked_of(cast.ben)
    assert (todo.act, todo.case) == ("Look at a message of Ana about article 7", agreement.case)
    assert "Look at a message of Ana" in as_(cast.ben).get("/overview").text
    assert "Look at a message" not in as_(cast.ana).get("/overview").text


@pytest.mark.parametrize("how", ["answer", "seen", "closed", "removed"])
def test_a_mention_is_done_when_it_is_answered_seen_or_over(agreement, as_, cast, say, how):
    said = say(agreement, cast.ana, "Look, @Ben", shared=True, mentions=[cast.ben])
    address = f"/agreements/{agreement.ref}/messages/{said.key}"
    assert asked_of(cast.ben)
    {
        "answer": lambda: as_(cast.ben).post(f"{address}/answers", data={"message": "Among us."}),
        "seen": lambda: as_(cast.ben).post(f"{address}/notice"),
        "closed": lambda: as_(cast.ana).post(f"{address}/resolution"),
        "removed": lambda: as_(cast.ana).post(f"{address}/removal"),
    }[how]()
    assert not asked_of(cast.ben)


def test_a_mention_in_a_note_never_reaches_the_other_side(agreement, as_, cast, session):
    post(as_, cast.ana, agreement, "Tell nobody, @Ben and @Ali")
    react()
    assert "mention_aside" not in mails(session, cast.ben)
    assert mails(session, cast.ali)[-1] == "mention_aside"
    assert not asked_of(cast.ben)
    refused = post(as_, cast.ana, agreement, "Look", audience="side", mentions=[str(cast.ben.id)])
    assert refused.status_code == 422
    assert "Ben (" in refused.text


def test_mails_are_bundled_per_hour_and_never_say_what_was_said(agreement, cast, say, session):
    for number in range(3):
        say(agreement, cast.ana, f"Message {number} for all.", shared=True)
        say(agreement, cast.ana, f"Note {number} for us.")
    react()
    assert mails(session, cast.ben).count("comment") == 1
    assert mails(session, cast.ali).count("note") == 1
    assert "note" not in mails(session, cast.ben) + mails(session, cast.bea)
    aside = session.scalars(select(Notice).where(Notice.template == "discussion/mail/note")).all()
    assert {notice.case_id for notice in aside} == {None}


def test_a_note_leaves_no_trace_in_the_history_of_the_case(talk, agreement):
    told_of = [sentence for _event, sentence in told(agreement.case.events)]
    assert not any("note" in sentence for sentence in told_of)
    assert not [event for event in agreement.case.events if event.name.startswith("note.")]
    assert not [event for event in agreement.events if event.name.startswith("note.")]


def test_what_was_said_stays_out_of_the_events(talk, session):
    assert not any("walrus" in str(event.data) for event in session.scalars(select(Event)))


@pytest.mark.parametrize("moment", ["frozen", "begun"])
def test_people_go_on_talking_while_it_is_signed_and_in_force(make, as_, cast, moment):
    agreement = make(moment)
    assert post(as_, cast.ben, agreement, "Still here.", audience="all").status_code == 303
    assert "Still here." in page(as_, cast.ana, agreement)


def test_nothing_is_added_to_what_has_ended(make, as_, cast, say, session):
    agreement = make("begun")
    said = say(agreement, cast.ana, "Well done.", shared=True)
    agreement.end(by=None)
    session.flush()
    assert "Well done." in page(as_, cast.ben, agreement)
    assert post(as_, cast.ben, agreement).status_code == 403
    with pytest.raises(NotNow):
        said.edit("Well, well.", seen=1, by=cast.ana)


def test_earlier_conversations_are_a_page_back(agreement, as_, cast, say):
    for number in range(10):
        say(agreement, cast.ana, f"Word {number}.", shared=number % 2 == 0)
    shown = page(as_, cast.ana, agreement)
    assert "Word 9." in shown
    assert "Word 1." not in shown
    link = shown.partition("?before=")[2].partition("#")[0]
    earlier = as_(cast.ana).get(f"/agreements/{agreement.ref}/articles/7?before={link}").text
    assert "Word 1." in earlier
    assert "Word 9." not in earlier


def test_the_whole_text_has_a_conversation_too(agreement, as_, cast):
    assert post(as_, cast.ana, agreement, "Shall we meet?", "messages", audience="all").status_code == 303
    assert "Shall we meet?" in as_(cast.ben).get(f"/agreements/{agreement.ref}/discussion").text
    assert "Shall we meet?" not in page(as_, cast.ben, agreement)
