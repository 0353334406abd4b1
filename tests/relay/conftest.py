"""The cast of the agreement in a cooperation with a contact person; Dee is a colleague, Coos coordinates."""

from types import SimpleNamespace

import pytest

from collab.people.words import Duty
from tests.agreements.conftest import as_, case, cast, make, somebody

__all__ = ["as_", "case", "cast", "make", "town"]


@pytest.fixture
def town(session, cast):
    """More people of the municipality."""
    return SimpleNamespace(
        dee=somebody("Dee", Duty.OFFICER),
        coos=somebody("Coos", Duty.COORDINATOR),
        stef=somebody("Stef", Duty.ADMINISTRATOR),
    )
