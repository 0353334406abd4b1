"""The whole road of a case"""

revision = "0013_road"
down_revision = "0012_deadlines"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
