"""Preferences and bounces"""

import sqlalchemy as sa
from alembic import op

revision = "0018_post"
down_revision = "0017_reports"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
TOPICS = ("conversation", "deadlines", "text", "promises", "people", "reports", "legal")
WAYS = ("at_once", "daily", "weekly", "in_app")


def words(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def person() -> sa.Column:
    return sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id"), primary_key=True)


def upgrade() -> None:
    op.create_table(
        "preference", person(), sa.Column("topic", words("topic", TOPICS), primary_key=True),
        sa.Column("way", words("way", WAYS), nullable=False),
    )  # fmt: skip
    op.create_table(
        "postbox", person(), sa.Column("rest_begins", sa.Integer()), sa.Column("rest_ends", sa.Integer()),
        sa.Column("rest_days", sa.String(), nullable=False),
        sa.Column("bounces", sa.Integer(), nullable=False),
        sa.Column("failed_at", INSTANT),
        sa.CheckConstraint("rest_begins between 0 and 23 and rest_ends between 0 and 23", name="hours"),
    )  # fmt: skip
    op.add_column("notice", sa.Column("way", sa.String(32), nullable=False, server_default="at_once"))
    op.create_check_constraint("way", "notice", f"way in {WAYS}")
    op.alter_column("notice", "way", server_default=None)
    op.add_column("notice", sa.Column("planned_at", INSTANT))
    op.execute("update notice set planned_at = written_at")
    op.alter_column("notice", "planned_at", nullable=False)
    op.add_column("notice", sa.Column("digest_id", sa.Integer(), sa.ForeignKey("notice.id")))
    op.create_index("ix_notice_digest_id", "notice", ["digest_id"])
    op.add_column("notice", sa.Column("bounced_at", INSTANT))
    op.add_column("notice", sa.Column("bounce", sa.String()))


def downgrade() -> None:
    op.drop_index("ix_notice_digest_id", "notice")
    for column in ("bounce", "bounced_at", "digest_id", "planned_at", "way"):
        op.drop_column("notice", column)
    op.drop_table("postbox")
    op.drop_table("preference")
