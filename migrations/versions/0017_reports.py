"""Reports, evaluations together, value in own words

Drafts of a report and views in an evaluation are texts of one side: they have tables of their own.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0017_reports"
down_revision = "0016_relay"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
STATES = ("draft", "submitted", "skipped", "answered")
MOMENTS = ("yearly", "midterm", "end", "extra")
ADVICE = ("renew", "change", "stop", "not_yet")
FINDINGS = ("finding", "change")
METHODS = ("count", "story", "survey", "estimate", "other")
WRITTEN_ONCE = (
    "report_text", "report_answer", "report_copy", "evaluation_text", "evaluation_advice", "finding_consent"
)  # fmt: skip
TABLES = (
    "volunteer_hours", "measurement", "value", "finding_consent", "joint_finding", "evaluation_advice",
    "evaluation_text", "evaluation_voice", "evaluation", "report_copy", "report_answer", "report_text",
    "report",
)  # fmt: skip


def words(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def key() -> sa.Column:
    return sa.Column("id", sa.Integer(), primary_key=True)


def to(table: str, column: str | None = None, **how) -> sa.Column:
    return sa.Column(column or f"{table}_id", sa.Integer(), sa.ForeignKey(f"{table}.id"), **how)


def must(table: str, column: str | None = None, **how) -> sa.Column:
    return to(table, column, nullable=False, **how)


def needed(name: str, kind) -> sa.Column:
    return sa.Column(name, kind, nullable=False)


def lines(*names: str) -> list[sa.Column]:
    return [needed(name, sa.String()) for name in names]


def content(name: str) -> sa.Column:
    return sa.Column(name, sa.String(), sa.ForeignKey("content.sha256"))


def upgrade() -> None:
    reports()
    evaluations()
    worth()
    op.execute(f"revoke update, delete on {', '.join(WRITTEN_ONCE)} from collab_app")


def reports() -> None:
    op.create_table(
        "report", key(), must("agreement"), needed("number", sa.Integer()), must("promise"),
        needed("round", sa.Integer()), must("collective", index=True), sa.Column("due_on", sa.Date()),
        sa.Column("period_from", sa.Date()), needed("state", words("state", STATES)),
        needed("begun_at", INSTANT), must("person", "begun_by_id"), sa.Column("text_number", sa.Integer()),
        sa.Column("submitted_at", INSTANT), to("person", "submitted_by_id"), needed("times", sa.Integer()),
        sa.Column("skip_reason", sa.String()), sa.Column("answer_due_on", sa.Date()),
        sa.Column("code", sa.String(), unique=True),
        sa.UniqueConstraint("agreement_id", "number"), sa.UniqueConstraint("promise_id", "round"),
        sa.CheckConstraint("(state = 'submitted') <= (text_number is not null)", name="text"),
        sa.CheckConstraint("(state = 'skipped') <= (skip_reason is not null)", name="reason"),
    )  # fmt: skip
    op.create_table(
        "report_text", key(), must("report"), needed("number", sa.Integer()),
        *lines("story", "process", "means", "hard", "request", "public_story"),
        needed("done", postgresql.JSONB()), needed("numbers", postgresql.JSONB()),
        sa.Column("minutes_on", sa.Date()), content("minutes_sha256"), must("person"),
        needed("written_at", INSTANT), sa.UniqueConstraint("report_id", "number"),
    )  # fmt: skip
    op.create_table(
        "report_answer", to("report", primary_key=True), *lines("read", "does", "asks"), must("person"),
        needed("answered_at", INSTANT),
    )  # fmt: skip
    op.create_table(
        "report_copy", key(), must("report"), needed("number", sa.Integer()),
        needed("text_number", sa.Integer()), *lines("for_whom", "language"), must("person"),
        needed("made_at", INSTANT), sa.UniqueConstraint("report_id", "number"),
    )  # fmt: skip


def evaluations() -> None:
    op.create_table(
        "evaluation", key(), must("agreement"), needed("number", sa.Integer()),
        needed("moment", words("moment", MOMENTS)), sa.Column("due_on", sa.Date()),
        to("deadline", unique=True), needed("begun_at", INSTANT), must("person", "begun_by_id"),
        sa.Column("opened_at", INSTANT), sa.UniqueConstraint("agreement_id", "number"),
    )  # fmt: skip
    op.create_table(
        "evaluation_voice", key(), must("evaluation"), must("party", index=True),
        needed("begun_at", INSTANT), must("person", "begun_by_id"), sa.Column("ready_at", INSTANT),
        to("person", "ready_by_id"), sa.UniqueConstraint("evaluation_id", "party_id"),
        sa.CheckConstraint("(ready_at is null) = (ready_by_id is null)", name="ready"),
    )  # fmt: skip
    op.create_table(
        "evaluation_text", key(), must("evaluation_voice", "voice_id"), needed("number", sa.Integer()),
        *lines("own_well", "own_hard", "own_promises", "other_well", "other_hard", "other_promises"),
        must("person"), needed("written_at", INSTANT), sa.UniqueConstraint("voice_id", "number"),
    )  # fmt: skip
    op.create_table(
        "evaluation_advice", key(), must("evaluation_voice", "voice_id"), needed("number", sa.Integer()),
        needed("advice", words("advice", ADVICE)), *lines("words"), must("person"),
        needed("given_at", INSTANT), sa.UniqueConstraint("voice_id", "number"),
    )  # fmt: skip
    op.create_table(
        "joint_finding", key(), must("evaluation"), needed("number", sa.Integer()),
        needed("sort", words("finding", FINDINGS)), *lines("text"), must("party"), must("person"),
        needed("said_at", INSTANT), sa.Column("withdrawn_at", INSTANT),
        sa.UniqueConstraint("evaluation_id", "number"),
    )  # fmt: skip
    op.create_table(
        "finding_consent", key(), must("joint_finding", "finding_id"), must("party"), must("person"),
        needed("agreed_at", INSTANT), sa.UniqueConstraint("finding_id", "party_id"),
    )  # fmt: skip


def worth() -> None:
    op.create_table(
        "value", key(), must("case"), needed("number", sa.Integer()), to("agreement", index=True),
        *lines("wording"), needed("method", words("method", METHODS)), *lines("how"),
        sa.Column("unit", sa.String()), sa.Column("assumption", sa.String()), to("collective", index=True),
        must("person"), needed("begun_at", INSTANT), sa.Column("ended_at", INSTANT),
        sa.UniqueConstraint("case_id", "number"),
    )  # fmt: skip
    op.create_table(
        "measurement", key(), must("value"), needed("number", sa.Integer()), needed("day", sa.Date()),
        sa.Column("amount", sa.Numeric(14, 2)), *lines("words"), must("person"),
        needed("written_at", INSTANT), sa.Column("removed_at", INSTANT),
        sa.UniqueConstraint("value_id", "number"),
        sa.CheckConstraint("amount is not null or words <> ''", name="says"),
    )  # fmt: skip
    op.create_table(
        "volunteer_hours", key(), must("case"), needed("number", sa.Integer()),
        must("collective", index=True), needed("starts_on", sa.Date()), needed("ends_on", sa.Date()),
        needed("hours", sa.Numeric(9, 1)), needed("is_estimate", sa.Boolean()), *lines("words"),
        must("person"), needed("written_at", INSTANT), sa.Column("removed_at", INSTANT),
        sa.UniqueConstraint("case_id", "number"),
        sa.CheckConstraint("ends_on >= starts_on", name="period"),
        sa.CheckConstraint("hours > 0", name="hours"),
    )  # fmt: skip


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
