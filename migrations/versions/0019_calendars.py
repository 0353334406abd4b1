"""Calendar feeds

The database itself counts how often a deadline changed: calendars need that number, however the day moved.
"""

import sqlalchemy as sa
from alembic import op

revision = "0019_calendars"
down_revision = "0018_post"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
COUNT = """
create function count_change_of_deadline() returns trigger language plpgsql as $$
begin
  insert into calendar_change (deadline_id, sequence, changed_at) values (new.id, 1, now())
  on conflict (deadline_id) do update
    set sequence = calendar_change.sequence + 1, changed_at = excluded.changed_at;
  return null;
end $$
"""
WATCH = """
create trigger deadline_changes after update of due_on, due_at, subject, met_on, paused_at on deadline
for each row when (
  (old.due_on, old.due_at, old.subject, old.met_on, old.paused_at)
  is distinct from (new.due_on, new.due_at, new.subject, new.met_on, new.paused_at)
) execute function count_change_of_deadline()
"""


def upgrade() -> None:
    op.create_table(
        "calendar_feed",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("nonce", sa.String(), nullable=False, unique=True),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("case.id")),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("revoked_at", INSTANT),
    )
    op.create_index(
        "ix_calendar_feed_open", "calendar_feed", ["person_id", sa.text("coalesce(case_id, 0)")],
        unique=True, postgresql_where=sa.text("revoked_at is null"),
    )  # fmt: skip
    op.create_table(
        "calendar_change",
        sa.Column(
            "deadline_id", sa.Integer(), sa.ForeignKey("deadline.id", ondelete="cascade"), primary_key=True
        ),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
    )
    op.execute(COUNT)
    op.execute(WATCH)


def downgrade() -> None:
    op.execute("drop trigger deadline_changes on deadline")
    op.execute("drop function count_change_of_deadline()")
    op.drop_table("calendar_change")
    op.drop_table("calendar_feed")
