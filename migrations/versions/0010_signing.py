"""The tables of signing

A round of signing keeps the plan under which it began. One person may sign for two parties, and a guardian in
the place of two minors, so a signature is unique per round, party, person and minor.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010_signing"
down_revision = "0009_approvals"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
KEEP = ("hand_over",)
STAY = ("signing_invitation", "paper_signature", "assembly", "ballot")  # they change, and nobody erases them


def words(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def to(table: str, column: str | None = None, **how) -> sa.Column:
    return sa.Column(column or f"{table}_id", sa.Integer(), sa.ForeignKey(f"{table}.id"), **how)


def key() -> sa.Column:
    return sa.Column("id", sa.Integer(), primary_key=True)


def upgrade() -> None:
    signatures()
    rounds()
    invitations()
    on_paper()
    assemblies()
    for table in KEEP:
        op.execute(f"revoke update, delete on {table} from collab_app")
    for table in STAY:
        op.execute(f"revoke delete on {table} from collab_app")


def signatures() -> None:
    op.add_column(
        "frozen", sa.Column("plan", postgresql.JSONB(), nullable=False, server_default=sa.text("'{}'"))
    )
    op.alter_column("frozen", "plan", server_default=None)
    op.drop_constraint("uq_signature_frozen_id_party_id", "signature")
    op.drop_constraint("uq_signature_frozen_id_person_id", "signature")
    op.add_column("signature", sa.Column("minor", sa.String()))
    op.add_column("signature", sa.Column("on_paper_on", sa.Date()))
    op.add_column(
        "signature", sa.Column("proof", words("proof", "session", "code", "paper"), server_default="session")
    )
    op.alter_column("signature", "proof", server_default=None, nullable=False)
    op.create_unique_constraint(
        "uq_signature_frozen_id_party_id_person_id_minor", "signature",
        ["frozen_id", "party_id", "person_id", "minor"], postgresql_nulls_not_distinct=True,
    )  # fmt: skip


def rounds() -> None:
    op.create_table(
        "signing_plan",
        sa.Column("agreement_id", sa.Integer(), sa.ForeignKey("agreement.id"), primary_key=True),
        sa.Column("written", postgresql.JSONB(), nullable=False),
    )
    op.create_table(
        "hand_over",
        key(),
        to("frozen", nullable=False, index=True),
        to("party", nullable=False),
        to("person", "giver_id", nullable=False),
        to("person", "taker_id", nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("ground", sa.String(), nullable=False),
        sa.Column("handed_at", INSTANT, nullable=False),
    )


def invitations() -> None:
    op.create_table(
        "signing_invitation",
        key(),
        sa.Column("nonce", sa.String(), nullable=False, unique=True),
        to("frozen", nullable=False, index=True),
        to("party", nullable=False),
        to("person", nullable=False, index=True),
        sa.Column("invited_at", INSTANT, nullable=False),
        sa.Column("revoked_at", INSTANT),
    )
    op.create_index(
        "ix_signing_invitation_open", "signing_invitation", ["frozen_id", "party_id", "person_id"],
        unique=True, postgresql_where=sa.text("revoked_at is null"),
    )  # fmt: skip
    op.create_table(
        "signing_code",
        key(),
        sa.Column("nonce", sa.String(), nullable=False, unique=True),
        to("frozen", nullable=False),
        to("person", nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("used_at", INSTANT),
    )
    op.create_index("ix_signing_code_frozen_id_person_id", "signing_code", ["frozen_id", "person_id"])


def on_paper() -> None:
    op.create_table(
        "paper_signature",
        key(),
        to("frozen", nullable=False, index=True),
        to("party", nullable=False),
        to("person", nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("content_sha256", sa.String(), sa.ForeignKey("content.sha256"), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("state", words("state", "waiting", "confirmed", "contested"), nullable=False),
        to("person", "brought_by_id", nullable=False),
        sa.Column("brought_at", INSTANT, nullable=False),
        to("person", "answered_by_id"),
        sa.Column("answered_at", INSTANT),
        sa.Column("answer", sa.String()),
    )


def assemblies() -> None:
    op.create_table(
        "assembly",
        key(),
        to("frozen", nullable=False),
        to("party", nullable=False),
        sa.Column("quorum", sa.Integer(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        to("person", "opened_by_id", nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("closed_at", INSTANT),
        sa.Column("shared_at", INSTANT),
        sa.Column("minutes", sa.String()),
        sa.Column("adopted_on", sa.Date()),
        sa.UniqueConstraint("frozen_id", "party_id"),
        sa.CheckConstraint("quorum > 0", name="quorum"),
    )
    op.create_table(
        "ballot",
        key(),
        to("assembly", nullable=False),
        to("person", nullable=False),
        sa.Column("nonce", sa.String(), nullable=False, unique=True),
        sa.Column("choice", words("choice", "consent", "object", "abstain")),
        sa.Column("argument", sa.String()),
        sa.Column("cast_at", INSTANT),
        sa.UniqueConstraint("assembly_id", "person_id"),
    )


def downgrade() -> None:
    for table in (
        "ballot", "assembly", "paper_signature", "signing_code", "signing_invitation", "hand_over",
        "signing_plan",
    ):  # fmt: skip
        op.drop_table(table)
    op.drop_constraint("uq_signature_frozen_id_party_id_person_id_minor", "signature")
    for column in ("proof", "on_paper_on", "minor"):
        op.drop_column("signature", column)
    op.create_unique_constraint("uq_signature_frozen_id_person_id", "signature", ["frozen_id", "person_id"])
    op.create_unique_constraint("uq_signature_frozen_id_party_id", "signature", ["frozen_id", "party_id"])
    op.drop_column("frozen", "plan")
