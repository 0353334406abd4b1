"""The tables of approvals"""


revision = "0009_approvals"
down_revision = "0008_tailoring"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
