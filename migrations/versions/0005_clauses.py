"""The tables of clauses"""


revision = "0005_clauses"
down_revision = "0004_readiness"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
