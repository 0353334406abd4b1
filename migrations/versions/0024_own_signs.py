"""A sign of one collective says whose it is: its occasion begins with the number of the collective"""

from alembic import op

revision = "0024_own_signs"
down_revision = "0023_closing_words"
branch_labels = None
depends_on = None

OF_PEOPLE = "cause in ('one_carrier', 'same_voice')"
OF_REPORTS = "cause = 'late_reports'"


def upgrade() -> None:
    op.execute(
        "update reason_to_talk set occasion = membership.collective_id || ':' || occasion from membership "
        f"where {OF_PEOPLE} and occasion = 'member:' || membership.id"
    )
    op.execute(
        "update reason_to_talk set occasion = collective.id || ':' || occasion from deadline "
        "join collective on collective.ref = deadline.data ->> 'collective' "
        f"where {OF_REPORTS} and occasion = 'deadline:' || deadline.id"
    )


def downgrade() -> None:
    shorter = "update reason_to_talk set occasion = regexp_replace(occasion, '^[0-9]+:', '')"
    op.execute(f"{shorter} where {OF_PEOPLE} or {OF_REPORTS}")
