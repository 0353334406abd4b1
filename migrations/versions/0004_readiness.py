"""The tables of readiness"""


revision = "0004_readiness"
down_revision = "0003_conversations"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
