"""Preferences and bounces"""

revision = "0018_post"
down_revision = "0017_reports"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
