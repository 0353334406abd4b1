"""The tables of tailoring"""


revision = "0008_tailoring"
down_revision = "0007_discussion"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
