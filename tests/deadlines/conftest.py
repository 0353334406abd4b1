"""A case in which nobody is on turn."""

import pytest
from hypothesis import settings

settings.register_profile("patient", deadline=None)  # the machine may be busy
settings.load_profile("patient")


@pytest.fixture
def case(app, session):
    from collab.cases.models import Case
    from collab.collectives.models import Collective
    from collab.collectives.words import Kind, LegalForm
    from collab.people.models import Person

    with app.test_request_context():
        ana = Person.join("Ana", "ana@green.example")
        session.add(ana)
        session.flush()
        street = Collective.register("C-1", "Green Street", Kind.ASSOCIATION, LegalForm.NONE_YET, by=ana)
        case = Case.open("LD-1", street, by=ana, title="Garden", about="A garden.")
        session.add(case)
        for turn in case.deadlines:
            turn.meet()
        session.commit()
    return case
