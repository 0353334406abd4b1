"""While the contact person is away the page says that the deputy acts, and it is over when they are back."""

from datetime import timedelta

from collab.cases.beside import BesideKind
from collab.cases.jobs import wake_due
from collab.cases.models import ContactRole
from collab.clock import at, now, today


def acts(case) -> bool:
    wake_due.run()
    return case.beside(BesideKind.DEPUTY) is not None


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
