"""Phases as data: set together, with challenges, reasons to talk and the menu of support

What a collective picks for itself (challenge, peer_talk) and what it told others lie in tables apart.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0014_phases"
down_revision = "0013_road"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
PHASES = (
    "signal", "idea", "forming", "trial", "running", "consolidating", "scale", "mature", "renewal",
)  # fmt: skip
OUTCOMES = ("open", "agreed", "replaced", "left", "withdrawn")
TURNINGS = (
    "first_money", "legal_form", "first_place", "first_agreement", "first_paid", "founder_leaves",
    "new_offer", "doubling", "first_loan", "takeover", "grant_ends", "new_council", "merger",
)  # fmt: skip
CAUSES = (
    "moment", "one_carrier", "same_voice", "no_assembly", "late_reports", "support_ended",
    "contact_changed", "permit_first", "one_source", "no_start", "silence",
)  # fmt: skip
SIDES = ("collective", "municipality")
SOURCES = ("municipality", "third_party", "collective")
TABLES = (
    "menu_offer", "reason_to_talk", "turning_point", "shared_challenge", "peer_talk", "challenge",
    "phase_proposal", "phase_tuning",
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


def text(name: str) -> sa.Column:
    return sa.Column(name, sa.String())


def upgrade() -> None:
    """What stood was written down by one side; it is carried over as it was."""
    op.add_column("phase_period", sa.Column("activity", sa.String(), nullable=False, server_default=""))
    op.alter_column("phase_period", "activity", server_default=None)
    op.add_column("phase_period", to("person", "agreed_by_id"))
    phases()
    challenges()
    reasons()
    op.create_table(
        "menu_offer", key(), line("sort"), text("sub_sort"), line("title_nl"), line("title_en"),
        line("text_nl"), line("text_en"), needed("source", words("source", SOURCES)), line("offered_by"),
        text("contact"), needed("answer_days", sa.Integer()), needed("phases", postgresql.JSONB()),
        to("person", "changed_by_id", nullable=False), needed("changed_at", INSTANT),
        sa.Column("closed_at", INSTANT),
        sa.CheckConstraint("answer_days between 1 and 260", name="answer_days"),
    )  # fmt: skip


def phases() -> None:
    op.create_table(
        "phase_tuning", sa.Column("code", sa.String(), primary_key=True),
        needed("values", postgresql.JSONB()), needed("changed_at", INSTANT),
    )  # fmt: skip
    op.create_table(
        "phase_proposal", key(), to("collective", nullable=False, index=True),
        to("case", nullable=False, index=True), needed("side", words("side", SIDES)),
        sa.Column("phase", words("phase", PHASES)), line("activity"), needed("since", sa.Date()),
        line("reason"), needed("outcome", words("outcome", OUTCOMES)),
        to("person", "made_by_id", nullable=False), needed("made_at", INSTANT),
        to("person", "answered_by_id"), sa.Column("answered_at", INSTANT), text("answer"),
    )  # fmt: skip
    op.create_index(
        "uq_phase_proposal_open", "phase_proposal", ["collective_id", "activity"], unique=True,
        postgresql_where=sa.text("outcome = 'open'"),
    )  # fmt: skip


def challenges() -> None:
    def told() -> list[sa.Column]:
        return [line("code"), text("meaning"), sa.Column("since", sa.Date()),
                needed("wishes_help", sa.Boolean())]  # fmt: skip

    op.create_table(
        "challenge", key(), to("collective", nullable=False), *told(),
        to("person", "picked_by_id", nullable=False), needed("picked_at", INSTANT),
        sa.UniqueConstraint("collective_id", "code"),
    )  # fmt: skip
    owner = sa.ForeignKey("challenge.id", ondelete="cascade")
    op.create_table(
        "peer_talk", sa.Column("challenge_id", sa.Integer(), owner, primary_key=True),
        needed("offered_at", INSTANT),
    )  # fmt: skip
    op.create_table(
        "shared_challenge", key(), to("collective", nullable=False), *told(),
        to("person", "shared_by_id", nullable=False), needed("shared_at", INSTANT),
        sa.UniqueConstraint("collective_id", "code"),
    )  # fmt: skip


def reasons() -> None:
    op.create_table(
        "turning_point", key(), to("collective", nullable=False, index=True),
        to("case", nullable=False, index=True), needed("kind", words("turning", TURNINGS)),
        needed("on", sa.Date()), text("note"), needed("side", words("side", SIDES)),
        to("person", "marked_by_id", nullable=False),
    )  # fmt: skip
    op.create_table(
        "reason_to_talk", key(), to("case", nullable=False), needed("cause", words("cause", CAUSES)),
        line("occasion"), line("subject"), needed("found_on", sa.Date()), sa.Column("gone_on", sa.Date()),
        sa.Column("talked_on", sa.Date()), text("line"), sa.Column("later_until", sa.Date()),
        to("person", "answered_by_id"), sa.UniqueConstraint("case_id", "cause", "occasion"),
    )  # fmt: skip
    op.create_index(
        "ix_reason_to_talk_open", "reason_to_talk", ["case_id"],
        postgresql_where=sa.text("talked_on is null and gone_on is null"),
    )  # fmt: skip


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
    op.execute("delete from phase_period where activity <> ''")
    op.drop_column("phase_period", "agreed_by_id")
    op.drop_column("phase_period", "activity")
