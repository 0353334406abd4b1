"""The cast of the agreement stands in for every thing that has an owner."""

from tests.agreements.conftest import as_, case, cast, make

__all__ = ["as_", "case", "cast", "make"]
