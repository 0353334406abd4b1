"""Calendar feeds"""

revision = "0019_calendars"
down_revision = "0018_post"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
