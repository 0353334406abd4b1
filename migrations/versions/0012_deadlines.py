"""The catalogue of deadlines"""

import re

import sqlalchemy as sa
from alembic import op

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


def upgrade() -> None:
    admit("deadline", "kind", *KINDS)
    admit("post", "duty", "coordinator", "manager")


def downgrade() -> None:
    op.execute("delete from post where duty in ('coordinator', 'manager')")
    admit("post", "duty", without=("coordinator", "manager"))
    op.execute(sa.text("delete from deadline where kind = any(:kinds)").bindparams(kinds=list(KINDS)))
    admit("deadline", "kind", without=KINDS)


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
