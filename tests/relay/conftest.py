"""The cast of the agreement in a cooperation with a contact person; Dee is a colleague, Coos coordinates."""

from types import SimpleNamespace

import pytest

from collab.people.models import Person
from collab.people.words import Duty
from tests.agreements.conftest import as_, case, cast, make

__all__ = ["as_", "case", "cast", "make", "town"]


@pytest.fixture
def town(session, cast):
    """More people of the municipality."""
    dee, coos, stef = (
        Person.join(name, f"{name.lower()}@town.example", "en") for name in ("Dee", "Coos", "Stef")
    )
    session.add_all([dee, coos, stef])
    dee.appoint(Duty.OFFICER, by=None)
    coos.appoint(Duty.COORDINATOR, by=None)
    stef.appoint(Duty.ADMINISTRATOR, by=None)
    session.flush()
    return SimpleNamespace(dee=dee, coos=coos, stef=stef)
