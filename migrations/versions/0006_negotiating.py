"""The tables of negotiating"""


revision = "0006_negotiating"
down_revision = "0005_clauses"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
