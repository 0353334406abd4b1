"""Reports and evaluations"""

revision = "0017_reports"
down_revision = "0016_relay"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
