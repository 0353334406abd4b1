"""The tables of sealing"""


revision = "0011_sealing"
down_revision = "0010_signing"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
