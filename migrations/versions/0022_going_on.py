"""From a plain day on, who shared in an evaluation may go on without who did not

What is being written now waits 28 days longer than the day it began or was planned for, as a new one does.
"""

import sqlalchemy as sa
from alembic import op

revision = "0022_going_on"
down_revision = "0021_deputies"
branch_labels = None
depends_on = None

DAY = "greatest((begun_at at time zone 'Europe/Amsterdam')::date, due_on) + 28"


def upgrade() -> None:
    op.add_column("evaluation", sa.Column("go_on_from", sa.Date()))
    op.execute(f"update evaluation set go_on_from = {DAY}")
    op.alter_column("evaluation", "go_on_from", nullable=False)
    op.add_column("evaluation", sa.Column("went_on_by_id", sa.Integer(), sa.ForeignKey("person.id")))


def downgrade() -> None:
    op.drop_column("evaluation", "went_on_by_id")
    op.drop_column("evaluation", "go_on_from")
