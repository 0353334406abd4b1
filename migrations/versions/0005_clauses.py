"""The tables of clauses"""

import sqlalchemy as sa
from alembic import op

revision = "0005_clauses"
down_revision = "0004_readiness"
branch_labels = None
depends_on = None

NEVER_CHANGED = "revoke update, delete on clause_version, clause_note from collab_app"


def word(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    op.create_table(
        "clause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("weight", word("weight", "light", "complex", "civic"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("fits", sa.String(), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("retired_why", sa.String(), nullable=True),
        sa.Column("retired_by_id", sa.Integer(), nullable=True),
        sa.Column("replaced_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["retired_by_id"], ["person.id"], name=op.f("fk_clause_retired_by_id")),
        sa.ForeignKeyConstraint(["replaced_by_id"], ["clause.id"], name=op.f("fk_clause_replaced_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clause")),
        sa.UniqueConstraint("topic", "weight", "number", name=op.f("uq_clause_topic_weight_number")),
    )
    op.create_table(
        "clause_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clause_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("level", word("level", "preferred", "acceptable", "needs_approval"), nullable=False),
        sa.Column("nl", sa.String(), nullable=False),
        sa.Column("en", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["clause_id"], ["clause.id"], name=op.f("fk_clause_version_clause_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_clause_version_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clause_version")),
        sa.UniqueConstraint("clause_id", "number", name=op.f("uq_clause_version_clause_id_number")),
    )
    op.create_table(
        "clause_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clause_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["clause_id"], ["clause.id"], name=op.f("fk_clause_note_clause_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_clause_note_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clause_note")),
    )
    op.create_index(op.f("ix_clause_note_clause_id"), "clause_note", ["clause_id"])
    op.execute(NEVER_CHANGED)


def downgrade() -> None:
    op.drop_table("clause_note")
    op.drop_table("clause_version")
    op.drop_table("clause")
