"""The cast of the agreement: Ana, Ali and Ben are on the case, Bea holds the mandate, Cyd is a stranger."""

from tests.agreements.conftest import as_, case, cast, make

__all__ = ["as_", "case", "cast", "make"]
