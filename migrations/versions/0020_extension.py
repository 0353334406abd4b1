"""A longer term that all parties agree on

Until here the municipality recorded it alone; what it recorded stays as it was.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020_extension"
down_revision = "0019_calendars"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
OUTCOMES = ("open", "agreed", "declined", "withdrawn", "lapsed")


def key() -> sa.Column:
    return sa.Column("id", sa.Integer(), primary_key=True)


def to(table: str, column: str | None = None) -> sa.Column:
    return needed(column or f"{table}_id", sa.Integer(), sa.ForeignKey(f"{table}.id"))


def needed(name: str, *kind) -> sa.Column:
    return sa.Column(name, *kind, nullable=False)


def upgrade() -> None:
    outcome = sa.Enum(*OUTCOMES, name="outcome", native_enum=False, create_constraint=True, length=32)
    op.create_table(
        "extension_proposal", key(), to("agreement"), needed("number", sa.Integer()),
        needed("ends_on", sa.Date()), needed("ground", sa.String()), needed("follow", sa.Boolean()),
        to("party"), to("person"), needed("made_at", INSTANT), needed("outcome", outcome),
        sa.Column("settled_at", INSTANT),
        sa.Column("extension_id", sa.Integer(), sa.ForeignKey("extension.id"), unique=True),
        sa.UniqueConstraint("agreement_id", "number"),
    )  # fmt: skip
    op.create_index(
        "uq_extension_proposal_open", "extension_proposal", ["agreement_id"], unique=True,
        postgresql_where=sa.text("outcome = 'open'"),
    )  # fmt: skip
    op.create_table(
        "extension_answer", key(), to("extension_proposal", "proposal_id"), to("party"), to("person"),
        needed("agrees", sa.Boolean()), needed("reason", sa.String()), needed("at", INSTANT),
        sa.UniqueConstraint("proposal_id", "party_id"),
    )  # fmt: skip
    op.execute("revoke update, delete on extension_answer from collab_app")
    op.execute("revoke delete on extension_proposal from collab_app")


def downgrade() -> None:
    op.drop_table("extension_answer")
    op.drop_table("extension_proposal")
