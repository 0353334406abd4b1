"""People change"""

revision = "0016_relay"
down_revision = "0015_ledger"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
