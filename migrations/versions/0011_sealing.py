"""The seal of each signed paper"""

import sqlalchemy as sa
from alembic import op

revision = "0011_sealing"
down_revision = "0010_signing"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "paper_seal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("printed_sha256", sa.String(), nullable=False),
        sa.Column("content_sha256", sa.String(), nullable=True),
        sa.Column("asked_at", moment, nullable=False),
        sa.Column("sealed_at", moment, nullable=True),
        sa.Column("sealed_as", sa.String(), nullable=True),
        sa.Column("stamped", sa.Boolean(), nullable=True),
        sa.Column("trouble", sa.String(), nullable=True),
        sa.Column("due_at", moment, nullable=False),
        sa.Column("done_at", moment, nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"]),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"]),
        sa.ForeignKeyConstraint(["printed_sha256"], ["content.sha256"]),
        sa.ForeignKeyConstraint(["content_sha256"], ["content.sha256"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("document_id"),
        sa.UniqueConstraint("printed_sha256"),
        sa.UniqueConstraint("content_sha256"),
    )
    op.create_index(op.f("ix_paper_seal_agreement_id"), "paper_seal", ["agreement_id"])
    owed = sa.text("done_at is null")
    op.create_index("ix_paper_seal_owed", "paper_seal", ["due_at", "id"], postgresql_where=owed)
    op.execute("revoke delete on paper_seal from collab_app")


def downgrade() -> None:
    op.drop_table("paper_seal")
