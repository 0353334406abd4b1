"""The tables of readiness and gaps, of what size fits, and a third size: civic use"""

import sqlalchemy as sa
from alembic import op

revision = "0004_readiness"
down_revision = "0003_conversations"
branch_labels = None
depends_on = None

CONDITIONS = (
    "rm1", "rm2", "rm3", "rm4", "rm5", "rm6", "rc1", "rc2", "rc3", "rc4", "rc5", "rc6", "rc7",
)  # fmt: skip
SIDES = ("collective", "municipality")
GRADES = ("small", "middle", "large")
WEIGHTS = ("light", "complex", "civic")
OF_ITS_SIDE = "(left(condition, 2) = 'rm') = (collective_id is null)"
STANDINGS = ("stands", "asked", "declined", "replaced")


def words(name: str, allowed: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*allowed, name=name, native_enum=False, create_constraint=True, length=32)


def grade(column: str) -> sa.Column:
    """Four columns of one kind, and a name for the check of each."""
    return sa.Column(column, sa.String(32), nullable=True)


def key() -> sa.Column:
    return sa.Column("id", sa.Integer(), primary_key=True)


def to(table: str, column: str, *, null: bool = False) -> sa.Column:
    return sa.Column(column, sa.Integer(), sa.ForeignKey(f"{table}.id"), nullable=null)


def moment(name: str, *, null: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=null)


def upgrade() -> None:
    _readiness()
    _gaps()
    _weighing()
    op.execute("revoke update, delete on weighing_reply from collab_app")
    op.execute("revoke delete on weighing, readiness_answer, gap, gap_help from collab_app")
    _sizes("agreement", WEIGHTS)
    _sizes("mandate", WEIGHTS)


def downgrade() -> None:
    op.execute("update agreement set weight = 'complex' where weight = 'civic'")
    op.execute("update mandate set heaviest = 'complex' where heaviest = 'civic'")
    _sizes("agreement", WEIGHTS[:2])
    _sizes("mandate", WEIGHTS[:2])
    for table in ("weighing_reply", "weighing", "gap_help", "gap", "readiness_answer", "readiness_view"):
        op.drop_table(table)
    op.drop_table("readiness")


def _readiness() -> None:
    op.create_table(
        "readiness",
        key(), to("case", "case_id"), sa.Column("number", sa.Integer(), nullable=False),
        moment("opened_at"), moment("shared_at", null=True),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_readiness_case_id_number")),
    )  # fmt: skip
    op.create_table(
        "readiness_view",
        key(), to("readiness", "readiness_id"), to("collective", "collective_id", null=True),
        moment("began_at", null=True), moment("shared_at", null=True),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.UniqueConstraint(
            "readiness_id", "collective_id", name=op.f("uq_readiness_view_readiness_id_collective_id"),
            postgresql_nulls_not_distinct=True,
        ),
    )  # fmt: skip
    op.create_table(
        "readiness_answer",
        key(), to("readiness_view", "view_id"),
        sa.Column("condition", words("condition", CONDITIONS), nullable=False),
        to("collective", "about_id", null=True), sa.Column("text", sa.String(), nullable=False),
        to("person", "person_id"),
        sa.UniqueConstraint(
            "view_id", "condition", "about_id", name=op.f("uq_readiness_answer_view_id_condition_about_id"),
            postgresql_nulls_not_distinct=True,
        ),
    )  # fmt: skip


def _gaps() -> None:
    op.create_table(
        "gap",
        key(), sa.Column("ref", sa.String(), nullable=False), to("case", "case_id"),
        to("readiness", "readiness_id"),
        sa.Column("condition", words("condition", CONDITIONS), nullable=False),
        to("collective", "collective_id", null=True), sa.Column("what", sa.String(), nullable=False),
        sa.Column("side", words("side", SIDES), nullable=False), to("person", "person_id"),
        sa.Column("marked_on", sa.Date(), nullable=False), sa.Column("settled_on", sa.Date(), nullable=True),
        to("person", "settled_by_id", null=True),
        sa.UniqueConstraint("ref", name=op.f("uq_gap_ref")),
        sa.CheckConstraint(OF_ITS_SIDE, name=op.f("ck_gap_whose")),
    )  # fmt: skip
    op.create_table(
        "gap_help",
        key(), to("gap", "gap_id"), to("promise", "promise_id"), to("person", "owner_id"),
        sa.UniqueConstraint("promise_id", name=op.f("uq_gap_help_promise_id")),
    )  # fmt: skip
    for table, column in (("gap", "case_id"), ("gap", "readiness_id"), ("gap_help", "gap_id")):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _weighing() -> None:
    op.create_table(
        "weighing",
        key(), to("case", "case_id"), to("agreement", "agreement_id", null=True),
        sa.Column("number", sa.Integer(), nullable=False),
        *(grade(name) for name in ("value", "risk", "duration", "effect")),
        sa.Column("proposed", sa.String(32), nullable=True),
        sa.Column("asked", sa.String(32), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("standing", words("standing", STANDINGS), nullable=False),
        to("collective", "collective_id", null=True), to("person", "person_id"),
        moment("weighed_at"), moment("settled_at", null=True),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_weighing_case_id_number")),
    )  # fmt: skip
    op.create_index(op.f("ix_weighing_agreement_id"), "weighing", ["agreement_id"])
    op.create_table(
        "weighing_reply",
        key(), to("weighing", "weighing_id"), to("collective", "collective_id", null=True),
        to("person", "person_id"), sa.Column("agrees", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False), moment("at"),
        sa.UniqueConstraint(
            "weighing_id", "collective_id", name=op.f("uq_weighing_reply_weighing_id_collective_id"),
            postgresql_nulls_not_distinct=True,
        ),
    )  # fmt: skip
    for name in ("value", "risk", "duration", "effect"):
        op.create_check_constraint(op.f(f"ck_weighing_{name}"), "weighing", _one_of(name, GRADES))
    for name in ("proposed", "asked"):
        op.create_check_constraint(op.f(f"ck_weighing_{name}"), "weighing", _one_of(name, WEIGHTS))


def _sizes(table: str, allowed: tuple[str, ...]) -> None:
    column = {"agreement": "weight", "mandate": "heaviest"}[table]
    op.drop_constraint(op.f(f"ck_{table}_weight"), table, type_="check")
    op.create_check_constraint(op.f(f"ck_{table}_weight"), table, _one_of(column, allowed))


def _one_of(column: str, allowed: tuple[str, ...]) -> str:
    return f"{column} in ({', '.join(repr(word) for word in allowed)})"
