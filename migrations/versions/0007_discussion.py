"""The tables of discussion"""


revision = "0007_discussion"
down_revision = "0006_negotiating"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
