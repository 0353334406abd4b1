"""A deputy acts for any side: which collective it is about

What stood was about the municipality, and so is a row without a collective.
"""

import sqlalchemy as sa
from alembic import op

revision = "0021_deputies"
down_revision = "0020_extension"
branch_labels = None
depends_on = None

OPEN = {"unique": True, "postgresql_where": sa.text("ends_at is null")}


def upgrade() -> None:
    op.add_column("beside", sa.Column("collective_id", sa.Integer(), sa.ForeignKey("collective.id")))
    op.drop_index("uq_beside_open", "beside")
    op.create_index(
        "uq_beside_open", "beside", ["case_id", "kind", "collective_id"],
        postgresql_nulls_not_distinct=True, **OPEN,
    )  # fmt: skip


def downgrade() -> None:
    op.drop_index("uq_beside_open", "beside")
    op.execute("delete from beside where collective_id is not null")
    op.drop_column("beside", "collective_id")
    op.create_index("uq_beside_open", "beside", ["case_id", "kind"], **OPEN)
