"""The tables of tailoring"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008_tailoring"
down_revision = "0007_discussion"
branch_labels = None
depends_on = None

STANDINGS = (
    "preferred", "acceptable", "needs_approval", "own", "unusual", "nothing", "free", "outside",
)  # fmt: skip
DEADLINES = (
    "turn", "signature", "promise", "confirmation", "report", "evaluation", "support_ends", "permit_ends",
    "term_ends", "start", "conversation",
)  # fmt: skip
NEVER_CHANGED = "revoke update, delete on deviation, explanation, ruling, basis from collab_app"


def word(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    op.create_table(
        "deviation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(), nullable=True),
        sa.Column("rule", sa.String(), nullable=False),
        sa.CheckConstraint("topic is not null or rule <> ''", name=op.f("ck_deviation_about")),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name=op.f("fk_deviation_agreement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deviation")),
        sa.UniqueConstraint("agreement_id", "number", name=op.f("uq_deviation_agreement_id_number")),
        sa.UniqueConstraint("agreement_id", "topic", name=op.f("uq_deviation_agreement_id_topic")),
    )
    op.create_index(op.f("ix_deviation_topic"), "deviation", ["topic"])
    op.create_table(
        "explanation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("deviation_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("values", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("expect", sa.String(), nullable=False),
        sa.Column("side", word("side", "collective", "municipality"), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["deviation_id"], ["deviation.id"], name=op.f("fk_explanation_deviation_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_explanation_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_explanation")),
        sa.UniqueConstraint("deviation_id", "number", name=op.f("uq_explanation_deviation_id_number")),
    )
    op.create_table(
        "ruling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("deviation_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("outcome", word("outcome", "allowed", "for_now", "refused"), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("until >= decided_on", name=op.f("ck_ruling_term")),
        sa.ForeignKeyConstraint(["deviation_id"], ["deviation.id"], name=op.f("fk_ruling_deviation_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_ruling_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ruling")),
        sa.UniqueConstraint("deviation_id", "number", name=op.f("uq_ruling_deviation_id_number")),
    )
    _basis()
    op.execute(NEVER_CHANGED)
    _deadlines(*DEADLINES, "deviation_ends")


def _basis() -> None:
    op.create_table(
        "basis",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("wording_id", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("standing", word("standing", *STANDINGS), nullable=False),
        sa.Column("clause", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("measure", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["wording_id"], ["wording.id"], name=op.f("fk_basis_wording_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_basis")),
        sa.UniqueConstraint("wording_id", "topic", name=op.f("uq_basis_wording_id_topic")),
    )
    op.create_index("ix_basis_clause_version", "basis", ["clause", "version"])


def _deadlines(*kinds: str) -> None:
    allowed = ", ".join(f"'{kind}'" for kind in kinds)
    op.execute("alter table deadline drop constraint ck_deadline_kind")
    op.execute(f"alter table deadline add constraint ck_deadline_kind check (kind in ({allowed}))")


def downgrade() -> None:
    op.execute("delete from reminder using deadline d where deadline_id = d.id and d.kind = 'deviation_ends'")
    op.execute("delete from deadline where kind = 'deviation_ends'")
    _deadlines(*DEADLINES)
    op.drop_table("basis")
    op.drop_table("ruling")
    op.drop_table("explanation")
    op.drop_table("deviation")
