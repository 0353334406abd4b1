"""Phases as data"""

revision = "0014_phases"
down_revision = "0013_road"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
