"""The base of every table: names of constraints, zones of instants, words for enumerations."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Enum, MetaData
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, registry

APP_ROLE = "collab_app"

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
WORDS = Enum(
    StrEnum, native_enum=False, create_constraint=True, length=32,
    values_callable=lambda kind: [member.value for member in kind],
)  # fmt: skip


class Base(DeclarativeBase):
    # Not as `type_annotation_map` of the class: Flask-SQLAlchemy copies it, and SQLAlchemy refuses it twice.
    registry = registry(
        metadata=MetaData(naming_convention=NAMES),
        type_annotation_map={
            datetime: DateTime(timezone=True), StrEnum: WORDS,
            dict: JSONB, dict[str, Any]: JSONB, list[str]: JSONB, list[dict[str, Any]]: JSONB,
        },
    )  # fmt: skip


db = SQLAlchemy(model_class=Base)

if TYPE_CHECKING:

    class Model(Base):
        """What a type checker sees of `db.Model`, which is made at run time."""

        __abstract__ = True
else:
    Model = db.Model
