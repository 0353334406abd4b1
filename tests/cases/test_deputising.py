"""While the contact person is away the page says that the deputy acts, and it is over when they are back."""

from datetime import timedelta

from collab.cases.beside import BesideKind
from collab.cases.jobs import wake_due
from collab.cases.models import ContactRole
from collab.cases.speaking import Spokesperson
from collab.clock import at, now, today
from collab.collectives.words import MemberRole
from tests.round import mails, react

ASK, DO = "You can ask the deputy everything.", "The deputy does what there is to do."


def acts(case, of=None) -> bool:
    wake_due.run()
    return case.beside(BesideKind.DEPUTY, of) is not None


def chosen(case, cast, person) -> None:
    """Ana speaks for Green Street, this person is her deputy."""
    Spokesperson.appoint(case, cast.street, ContactRole.CONTACT, cast.ana, by=cast.ana)
    Spokesperson.appoint(case, cast.street, ContactRole.DEPUTY, person, by=cast.ana)


def test_the_deputy_acts_while_the_contact_person_is_away(case, cast, as_):
    case.appoint(ContactRole.DEPUTY, cast.bea, by=cast.ben)
    cast.ben.be_away(today() + timedelta(days=1), today() + timedelta(days=5), None, by=cast.ben)
    assert not acts(case)
    with at(now() + timedelta(days=2)):
        assert acts(case)
        assert acts(case)
    assert "You can ask the deputy everything." in as_(cast.ana).get("/cases/LD-1").text
    with at(now() + timedelta(days=6)):
        assert not acts(case)
    assert len(case.besides) == 1


def test_who_is_back_early_acts_again(case, cast):
    absence = cast.ben.be_away(today(), today() + timedelta(days=5), cast.bea, by=cast.ben)
    assert acts(case)
    with at(now() + timedelta(days=1)):
        cast.ben.be_back(absence, by=cast.ben)
        assert not acts(case)


def test_nobody_acts_where_nobody_was_named(case, cast):
    cast.ben.be_away(today(), today() + timedelta(days=5), None, by=cast.ben)
    assert not acts(case)


def test_the_deputy_of_a_collective_acts_while_its_contact_person_is_away(case, cast, as_, session):
    chosen(case, cast, cast.ali)
    cast.ana.be_away(today() + timedelta(days=1), today() + timedelta(days=5), None, by=cast.ana)
    assert not acts(case, cast.street)
    with at(now() + timedelta(days=2)):
        assert acts(case, cast.street)
        assert acts(case, cast.street)
        assert not acts(case)
        theirs, ours = (as_(person).get("/cases/LD-1").text for person in (cast.ben, cast.ana))
        case.say("Is the pump there?", by=cast.ben)
        react()
        assert "said" in mails(session, cast.ali)
    assert (ASK in theirs, DO in theirs, ASK in ours, DO in ours) == (True, False, False, True)
    with at(now() + timedelta(days=6)):
        assert not acts(case, cast.street)
    assert len(case.besides) == 1


def test_both_sides_can_be_away_at_once_and_each_row_ends_by_itself(case, cast):
    chosen(case, cast, cast.ali)
    case.appoint(ContactRole.DEPUTY, cast.bea, by=cast.ben)
    cast.ana.be_away(today(), today() + timedelta(days=1), None, by=cast.ana)
    cast.ben.be_away(today(), today() + timedelta(days=5), None, by=cast.ben)
    assert (acts(case), acts(case, cast.street)) == (True, True)
    with at(now() + timedelta(days=3)):
        assert (acts(case), acts(case, cast.street)) == (True, False)


def test_the_only_representative_is_the_contact_person_unasked(case, cast):
    Spokesperson.appoint(case, cast.street, ContactRole.DEPUTY, cast.ali, by=cast.ana)
    cast.ana.be_away(today(), today() + timedelta(days=5), None, by=cast.ana)
    assert acts(case, cast.street)


def test_who_stands_in_belongs_to_the_collective(case, cast):
    absence = cast.ana.be_away(today(), today() + timedelta(days=5), cast.cyd, by=cast.ana)
    assert not acts(case, cast.street)
    cast.street.admit(cast.cyd, MemberRole.EDITOR, by=cast.ana)
    assert acts(case, cast.street)
    cast.ana.be_back(absence, by=cast.ana)
    assert not acts(case, cast.street)


def test_of_two_collectives_each_is_looked_at_by_itself(case, cast, as_):
    case.involve(cast.other, by=cast.ben)
    chosen(case, cast, cast.ali)
    cast.ana.be_away(today(), today() + timedelta(days=5), None, by=cast.ana)
    assert (acts(case, cast.street), acts(case, cast.other), acts(case)) == (True, False, False)
    assert "Green Street" in as_(cast.ben).get("/cases/LD-1").text


def test_nobody_acts_where_the_deputy_is_away_too(case, cast):
    chosen(case, cast, cast.ali)
    for person in (cast.ana, cast.ali):
        person.be_away(today(), today() + timedelta(days=5), None, by=person)
    assert not acts(case, cast.street)


def test_the_page_says_it_as_soon_as_somebody_goes_and_is_back(case, cast):
    case.appoint(ContactRole.DEPUTY, cast.bea, by=cast.ben)
    absence = cast.ben.be_away(today(), today() + timedelta(days=5), None, by=cast.ben)
    react()
    assert case.beside(BesideKind.DEPUTY)
    cast.ben.be_back(absence, by=cast.ben)
    react()
    assert not case.beside(BesideKind.DEPUTY)


def test_a_page_of_others_is_left_alone(case, cast):
    case.appoint(ContactRole.DEPUTY, cast.bea, by=cast.ben)
    cast.bea.be_away(today(), today() + timedelta(days=5), None, by=cast.bea)
    react()
    assert not case.beside(BesideKind.DEPUTY)
