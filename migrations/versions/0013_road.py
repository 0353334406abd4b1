"""The whole road of a case: all stages, what is true beside one, proposals, farewells

Why somebody said no, and what each side takes along at the end, never changes afterwards.
"""

import re

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0013_road"
down_revision = "0012_deadlines"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
STAGES = (
    "proposal", "submitted", "intake_check", "awaiting_completion", "responsible_named", "assessing",
    "notice_published", "assembly", "comparing", "internal_review", "decision_pending", "renewal_talk",
    "handover", "archived", "refused", "out_of_scope", "superseded",
)  # fmt: skip
EXITS = ("refused", "withdrawn", "out_of_scope", "superseded")
KINDS = (
    "paused", "suspended", "disputed", "not_started", "unpublished", "amending", "review_due", "deputy",
)  # fmt: skip
SIDES = ("collective", "municipality")
TABLES = ("stage_tuning", "closing_word", "farewell", "proposal", "beside")


def words(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def key() -> sa.Column:
    return sa.Column("id", sa.Integer(), primary_key=True)


def to(table: str, column: str | None = None, **how) -> sa.Column:
    return sa.Column(column or f"{table}_id", sa.Integer(), sa.ForeignKey(f"{table}.id"), **how)


def needed(name: str, kind) -> sa.Column:
    return sa.Column(name, kind, nullable=False)


def line(name: str, **how) -> sa.Column:
    return sa.Column(name, sa.String(), **({"nullable": False} | how))


def maybe(name: str) -> sa.Column:
    return line(name, nullable=True)


def upgrade() -> None:
    admit("case", "stage", *STAGES)
    op.add_column("case", sa.Column("turn_stood", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("case", sa.Column("turn_stopped_at", INSTANT))
    op.add_column("case", to("person", "responsible_id"))
    op.create_table(
        "beside", key(), to("case", nullable=False, index=True), needed("kind", words("kind", KINDS)),
        needed("starts_at", INSTANT), sa.Column("ends_at", INSTANT), maybe("reason"),
        sa.Column("side", words("side", SIDES)), to("person"), to("person", "ended_by_id"),
        needed("noted_at", INSTANT), sa.CheckConstraint("ends_at >= starts_at", name="term"),
    )  # fmt: skip
    op.create_index(
        "uq_beside_open",
        "beside",
        ["case_id", "kind"],
        unique=True,
        postgresql_where=sa.text("ends_at is null"),
    )
    op.create_table(
        "proposal", to("case", primary_key=True), line("idea"), maybe("goals"), maybe("activities"),
        maybe("beneficiaries"), maybe("duration"), maybe("means"), maybe("support"),
        needed("claims_right", sa.Boolean()), needed("written_at", INSTANT),
        to("person", nullable=False), sa.Column("submitted_on", sa.Date()),
    )  # fmt: skip
    op.create_table(
        "farewell", key(), to("case", nullable=False, index=True), needed("stage", words("stage", EXITS)),
        line("reason"), maybe("would_change"), maybe("turn_to"), to("case", "successor_id"),
        to("person", nullable=False), needed("side", words("side", SIDES)), needed("said_at", INSTANT),
        sa.CheckConstraint(
            "stage <> 'refused' or (would_change is not null and turn_to is not null)", name="whole"
        ),
        sa.CheckConstraint("(stage = 'superseded') = (successor_id is not null)", name="successor"),
    )  # fmt: skip
    op.create_table(
        "closing_word", key(), to("case", nullable=False), needed("side", words("side", SIDES)),
        line("text"), to("person", nullable=False), needed("said_at", INSTANT),
        sa.UniqueConstraint("case_id", "side"),
    )  # fmt: skip
    op.create_table(
        "stage_tuning", sa.Column("code", sa.String(), primary_key=True),
        needed("values", postgresql.JSONB()), needed("changed_at", INSTANT),
    )  # fmt: skip
    op.execute("revoke update, delete on farewell, closing_word from collab_app")


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
    for column in ("turn_stood", "turn_stopped_at", "responsible_id"):
        op.drop_column("case", column)
    admit("case", "stage", without=STAGES)


def admit(table: str, name: str, *more: str, without: tuple = (), column: str | None = None) -> None:
    """Let an enumeration hold more words, whatever other migrations let in before."""
    constraint = f"ck_{table}_{name}"
    known = op.get_bind().scalar(
        sa.text("select pg_get_constraintdef(oid) from pg_constraint where conname = :name"),
        {"name": constraint},
    )
    found = [word for word in re.findall(r"'(\w+)'", known) if word not in without]
    listed = ", ".join(f"'{word}'" for word in dict.fromkeys([*found, *more]))
    op.execute(f'alter table "{table}" drop constraint "{constraint}"')
    op.execute(f'alter table "{table}" add constraint "{constraint}" check ({column or name} in ({listed}))')
