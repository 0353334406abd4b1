"""The tables of conversations"""


revision = "0003_conversations"
down_revision = "0002_history"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
