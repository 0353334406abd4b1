"""People change: who speaks, who is away, hand-overs with their letters, introductions

What somebody wants only their own successor to read, and what the other side adds, have tables of their own.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0016_relay"
down_revision = "0015_ledger"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
CHANNELS = ("here", "mail", "phone", "meeting")
ROLES = ("contact", "deputy")
PLACES = ("contact", "deputy", "representative")
SIDES = ("collective", "municipality")
READERS = ("successor", "both")
TABLES = (
    "introduction", "council_round", "relay_addition", "relay_confidence", "relay_letter", "relay_moved",
    "relay", "spokesperson", "contact_way", "absence",
)  # fmt: skip


def words(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def key() -> sa.Column:
    return sa.Column("id", sa.Integer(), primary_key=True)


def to(table: str, column: str | None = None, **how) -> sa.Column:
    return sa.Column(column or f"{table}_id", sa.Integer(), sa.ForeignKey(f"{table}.id"), **how)


def needed(name: str, kind) -> sa.Column:
    return sa.Column(name, kind, nullable=False)


def line(name: str) -> sa.Column:
    return needed(name, sa.String())


def day(name: str) -> sa.Column:
    return sa.Column(name, sa.Date())


def upgrade() -> None:
    people()
    relays()
    introductions()
    op.add_column("opinion", to("person", "keeper_id"))
    op.execute("revoke update, delete on relay_addition, relay_moved from collab_app")


def people() -> None:
    op.create_table(
        "absence", key(), to("person", nullable=False, index=True), needed("starts_on", sa.Date()),
        needed("ends_on", sa.Date()), to("person", "stand_in_id", index=True), needed("noted_at", INSTANT),
        sa.CheckConstraint("ends_on >= starts_on", name="term"),
        sa.CheckConstraint("stand_in_id <> person_id", name="somebody_else"),
    )  # fmt: skip
    op.create_table(
        "contact_way", to("person", primary_key=True), needed("channel", words("channel", CHANNELS)),
        sa.Column("hours", sa.String()),
    )  # fmt: skip
    op.create_table(
        "spokesperson", key(), to("case", nullable=False, index=True),
        to("collective", nullable=False, index=True),
        to("person", nullable=False, index=True), needed("role", words("contactrole", ROLES)),
        needed("starts_on", sa.Date()), day("ends_on"), needed("handed_over", sa.Boolean()),
        sa.CheckConstraint("ends_on >= starts_on", name="term"),
    )  # fmt: skip


def relays() -> None:
    op.create_table(
        "relay", key(), to("case", nullable=False), needed("number", sa.Integer()),
        needed("side", words("side", SIDES)), needed("place", words("place", PLACES)), to("collective"),
        to("person", "leaver_id", nullable=False, index=True), to("person", "successor_id", index=True),
        needed("last_day", sa.Date()), needed("begun_at", INSTANT), needed("by_itself", sa.Boolean()),
        sa.Column("named_at", INSTANT), sa.Column("passed_at", INSTANT), sa.Column("kept_at", INSTANT),
        sa.Column("called_off_at", INSTANT),
        sa.Column("completed_at", INSTANT), to("person", "completed_by_id"),
        sa.Column("acknowledged_at", INSTANT), sa.Column("introduced_at", INSTANT),
        sa.UniqueConstraint("case_id", "number"),
    )  # fmt: skip
    op.create_index(
        "uq_relay_open", "relay", ["case_id", "place", "leaver_id"], unique=True,
        postgresql_where=sa.text("passed_at is null and called_off_at is null"),
    )  # fmt: skip
    op.create_table(
        "relay_moved", key(), to("relay", nullable=False, index=True), line("code"), line("subject"),
        needed("stays", sa.Boolean()),
    )  # fmt: skip
    op.create_table(
        "relay_letter", to("relay", primary_key=True), line("going"), needed("drawn", postgresql.JSONB()),
        needed("written_at", INSTANT), to("person", "written_by_id", nullable=False),
    )  # fmt: skip
    op.create_table(
        "relay_confidence", to("relay", primary_key=True), line("text"),
        needed("readers", words("readers", READERS)), to("person", "written_by_id", nullable=False),
    )  # fmt: skip
    op.create_table(
        "relay_addition", key(), to("relay", nullable=False, index=True), to("person", nullable=False),
        needed("side", words("side", SIDES)), line("text"), needed("added_at", INSTANT),
    )  # fmt: skip


def introductions() -> None:
    op.create_table(
        "council_round", key(), needed("changed_on", sa.Date()), line("what"),
        to("person", "recorded_by_id", nullable=False), needed("recorded_at", INSTANT),
    )  # fmt: skip
    op.create_table(
        "introduction", key(), to("case", nullable=False, index=True), to("relay", unique=True),
        to("council_round", "round_id", index=True), needed("due_on", sa.Date()), day("planned_on"),
        sa.Column("planned_side", words("planned_side", SIDES)), day("met_on"), to("person", "said_by_id"),
        sa.Column("said_side", words("said_side", SIDES)), day("confirmed_on"),
        to("person", "confirmed_by_id"),
        sa.UniqueConstraint("round_id", "case_id"),
        sa.CheckConstraint("(relay_id is null) <> (round_id is null)", name="occasion"),
    )  # fmt: skip


def downgrade() -> None:
    op.drop_column("opinion", "keeper_id")
    for table in TABLES:
        op.drop_table(table)
