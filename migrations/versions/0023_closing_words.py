"""Each collective that takes part says its own closing word

What one said before, when it counted for all collectives, stays the word of that side.
"""

import sqlalchemy as sa
from alembic import op

revision = "0023_closing_words"
down_revision = "0022_going_on"
branch_labels = None
depends_on = None

ONE, OWN = "uq_closing_word_case_id_side", "uq_closing_word_case_id_side_collective_id"


def upgrade() -> None:
    op.add_column("closing_word", sa.Column("collective_id", sa.Integer(), sa.ForeignKey("collective.id")))
    op.drop_constraint(ONE, "closing_word")
    op.create_unique_constraint(
        OWN, "closing_word", ["case_id", "side", "collective_id"], postgresql_nulls_not_distinct=True
    )


def downgrade() -> None:
    """Of a side only the first word is left."""
    op.drop_constraint(OWN, "closing_word")
    earlier = (
        "one.case_id = closing_word.case_id and one.side = closing_word.side and one.id < closing_word.id"
    )
    op.execute(f"delete from closing_word where exists (select from closing_word one where {earlier})")
    op.drop_column("closing_word", "collective_id")
    op.create_unique_constraint(ONE, "closing_word", ["case_id", "side"])
