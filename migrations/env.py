"""Alembic, run by the owner of the tables."""

from alembic import context
from flask import current_app
from sqlalchemy import create_engine

from collab.db import db

MADE_BY_HAND = {"event_head"}


def include(_object, name, kind, _reflected, _other) -> bool:
    return not (kind == "table" and name in MADE_BY_HAND)


def run() -> None:
    engine = create_engine(current_app.config["SETTINGS"].owner_url)
    with engine.connect() as connection:
        context.configure(
            connection=connection, target_metadata=db.metadata, include_object=include, compare_type=True,
            transaction_per_migration=True,
        )  # fmt: skip
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


run()
