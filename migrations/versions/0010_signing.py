"""The tables of signing"""


revision = "0010_signing"
down_revision = "0009_approvals"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
