"""The ledger, complete"""

revision = "0015_ledger"
down_revision = "0014_phases"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
