"""The catalogue of deadlines"""

import re

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0012_deadlines"
down_revision = "0011_sealing"
branch_labels = None
depends_on = None

KINDS = (
    "receipt",
    "naming",
    "assessment",
    "completion",
    "proposals_close",
    "assembly",
    "complex_assessment",
    "executive_papers",
    "neighbourhood_right",
    "publication",
    "report_answer",
    "introduction",
    "budget_cycle",
    "midterm_check",
    "notice_day",
    "withdrawal_takes_effect",
    "suspension",
    "suspended",
    "committee",
    "committee_named",
    "insurance_ends",
    "authority_ends",
    "mandate_ends",
    "handing_over",
    "council_changes",
    "handover",
    "restoration",
    "final_report",
    "archive",
    "retention",
    "minimise",
    "learning",
    "silence",
    "wake",
    "said_promise",
    "decision",
)


RUNGS = "'person', 'call', 'deputy', 'coordinator', 'manager'"


def upgrade() -> None:
    admit("deadline", "kind", *KINDS)
    admit("post", "duty", "coordinator", "manager")
    widen_deadlines()
    find_reminders()
    rules()


def downgrade() -> None:
    op.drop_table("own_day")
    op.drop_table("rule_tuning")
    plan_reminders()
    op.execute("delete from post where duty in ('coordinator', 'manager')")
    admit("post", "duty", without=("coordinator", "manager"))
    op.execute(sa.text("delete from deadline where kind = any(:kinds)").bindparams(kinds=list(KINDS)))
    admit("deadline", "kind", without=KINDS)


def widen_deadlines() -> None:
    instant = sa.DateTime(timezone=True)
    for name in ("due_at", "paused_at", "next_at"):
        op.add_column("deadline", sa.Column(name, instant, nullable=True))
    op.add_column("deadline", sa.Column("counted_on", sa.Date(), nullable=True))
    op.add_column("deadline", sa.Column("shift", sa.Interval(), nullable=False, server_default="0"))
    op.add_column("deadline", sa.Column("moved", sa.Integer(), nullable=False, server_default="0"))
    op.execute("update deadline set counted_on = due_on")
    op.alter_column("deadline", "counted_on", nullable=False)
    for name in ("shift", "moved"):
        op.alter_column("deadline", name, server_default=None)
    op.create_index(
        "ix_deadline_next", "deadline", ["next_at", "id"],
        postgresql_where=sa.text("met_on is null and paused_at is null"),
    )  # fmt: skip


def find_reminders() -> None:
    """What was planned becomes the moment of the next step; what was said stays noted."""
    op.execute(
        "update deadline d set next_at = r.at from (select deadline_id, min(due_at) as at from reminder "
        "where done_at is null group by deadline_id) r where d.id = r.deadline_id and d.met_on is null"
    )
    op.execute("delete from reminder where outcome is null or outcome not in ('sent', 'skipped')")
    op.drop_index("ix_reminder_owed", "reminder", postgresql_where=sa.text("done_at is null"))
    op.drop_constraint("uq_reminder_deadline_id_step", "reminder")
    op.drop_constraint("pk_reminder", "reminder")
    op.drop_column("reminder", "id")
    op.drop_column("reminder", "attempts")
    op.drop_column("reminder", "due_at")
    op.execute("update reminder set done_at = now() where done_at is null")
    op.alter_column("reminder", "done_at", new_column_name="noted_at", nullable=False)
    op.alter_column("reminder", "outcome", nullable=False)
    op.add_column("reminder", sa.Column("moved", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("reminder", sa.Column("rung", sa.String(32), nullable=False, server_default="person"))
    for name in ("moved", "rung"):
        op.alter_column("reminder", name, server_default=None)
    op.execute(f"alter table reminder add constraint ck_reminder_rung check (rung in ({RUNGS}))")
    op.create_primary_key("pk_reminder", "reminder", ["deadline_id", "moved", "rung", "step"])


def rules() -> None:
    op.create_table(
        "rule_tuning",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("values", postgresql.JSONB(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_rule_tuning")),
    )
    op.create_table(
        "own_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_own_day")),
    )


def plan_reminders() -> None:
    op.execute("delete from reminder where rung <> 'person' or moved > 0")
    op.drop_constraint("pk_reminder", "reminder")
    op.execute("alter table reminder drop constraint ck_reminder_rung")
    op.drop_column("reminder", "moved")
    op.drop_column("reminder", "rung")
    op.add_column("reminder", sa.Column("id", sa.Integer(), sa.Identity(), nullable=False))
    op.execute("alter table reminder alter column id drop identity")
    op.execute("create sequence reminder_id_seq owned by reminder.id")
    op.execute("select setval('reminder_id_seq', (select coalesce(max(id), 0) + 1 from reminder))")
    op.execute("alter table reminder alter column id set default nextval('reminder_id_seq')")
    op.execute("grant usage, select on sequence reminder_id_seq to collab_app")
    op.create_primary_key("pk_reminder", "reminder", ["id"])
    op.alter_column("reminder", "noted_at", new_column_name="done_at", nullable=True)
    op.alter_column("reminder", "outcome", nullable=True)
    instant = sa.DateTime(timezone=True)
    op.add_column("reminder", sa.Column("due_at", instant, nullable=False, server_default=sa.func.now()))
    op.add_column("reminder", sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"))
    for name in ("due_at", "attempts"):
        op.alter_column("reminder", name, server_default=None)
    op.create_unique_constraint("uq_reminder_deadline_id_step", "reminder", ["deadline_id", "step"])
    op.create_index(
        "ix_reminder_owed", "reminder", ["due_at", "id"], postgresql_where=sa.text("done_at is null")
    )
    op.execute(
        "insert into reminder (deadline_id, step, due_at, attempts) select id, next_at::date - due_on, "
        "next_at, 0 from deadline where next_at is not null and met_on is null on conflict do nothing"
    )
    op.drop_index("ix_deadline_next", "deadline", postgresql_where=sa.text("met_on is null"))
    for name in ("due_at", "paused_at", "next_at", "counted_on", "shift", "moved"):
        op.drop_column("deadline", name)


def admit(table: str, name: str, *more: str, without: tuple = (), column: str | None = None) -> None:
    """Let an enumeration hold more words, whatever other migrations let in before."""
    constraint = f"ck_{table}_{name}"
    known = op.get_bind().scalar(
        sa.text("select pg_get_constraintdef(oid) from pg_constraint where conname = :name"),
        {"name": constraint},
    )
    found = [word for word in re.findall(r"'(\w+)'", known) if word not in without]
    listed = ", ".join(f"'{word}'" for word in dict.fromkeys([*found, *more]))
    op.execute(f'alter table {table} drop constraint "{constraint}"')
    op.execute(f'alter table {table} add constraint "{constraint}" check ({column or name} in ({listed}))')
