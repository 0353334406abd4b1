"""The tables of conversations: values, joint words, expectations, and values on articles"""

import sqlalchemy as sa
from alembic import op

revision = "0003_conversations"
down_revision = "0002_history"
branch_labels = None
depends_on = None

KINDS = (
    "turn", "signature", "promise", "confirmation", "report", "evaluation", "support_ends", "permit_ends",
    "term_ends", "start",
)  # fmt: skip
REASONS = ("first", "yearly", "contact", "phase", "council", "dispute", "request")
VALUES = (
    "trust", "reciprocity", "transparency", "inclusiveness", "autonomy", "responsibility", "proportionality",
    "sustainability",
)  # fmt: skip
NEVER_CHANGE = ("statement", "joint_wording", "joint_consent", "expectation_wording", "hearing")


def words(name: str, allowed: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*allowed, name=name, native_enum=False, create_constraint=True, length=32)


def key() -> sa.Column:
    return sa.Column("id", sa.Integer(), primary_key=True)


def to(table: str, column: str, *, null: bool = False, **more) -> sa.Column:
    return sa.Column(column, sa.Integer(), sa.ForeignKey(f"{table}.id"), nullable=null, **more)


def moment(name: str, *, null: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=null)


def text(name: str) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=False)


def number() -> sa.Column:
    return sa.Column("number", sa.Integer(), nullable=False)


def value() -> sa.Column:
    return sa.Column("value", words("value", VALUES), nullable=False)


def once(*columns: str, nulls: bool = False) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, postgresql_nulls_not_distinct=nulls)


def collective(*, null: bool = True) -> sa.Column:
    return to("collective", "collective_id", null=null, index=True)


def widen_deadlines(kinds: tuple[str, ...]) -> None:
    allowed = ", ".join(f"'{kind}'" for kind in kinds)
    op.execute("alter table deadline drop constraint ck_deadline_kind")
    op.execute(f"alter table deadline add constraint ck_deadline_kind check (kind in ({allowed}))")


def upgrade() -> None:
    op.create_table(
        "conversation", key(), to("case", "case_id"), number(),
        sa.Column("reason", words("reason", REASONS), nullable=False),
        moment("begun_at"), to("person", "begun_by_id"), moment("opened_at", null=True),
        once("case_id", "number"),
    )  # fmt: skip
    op.create_table(
        "voice", key(), to("conversation", "conversation_id"), collective(),
        moment("begun_at"), to("person", "begun_by_id"),
        moment("ready_at", null=True), to("person", "ready_by_id", null=True),
        once("conversation_id", "collective_id", nulls=True),
        sa.CheckConstraint("(ready_at is null) = (ready_by_id is null)", name="ready"),
    )  # fmt: skip
    op.create_table(
        "statement", key(), to("voice", "voice_id"), value(), number(),
        text("meaning"), text("tension"), text("request"), to("person", "person_id"), moment("written_at"),
        once("voice_id", "value", "number"),
    )  # fmt: skip
    joint_words()
    expectations()
    op.create_table(
        "value_link", key(), to("article", "article_id"), value(), to("party", "party_id", index=True),
        to("person", "person_id"), moment("linked_at"), once("article_id", "value", "party_id"),
    )  # fmt: skip
    for table in NEVER_CHANGE:
        op.execute(f"revoke update, delete on {table} from collab_app")
    widen_deadlines((*KINDS, "conversation"))


def joint_words() -> None:
    op.create_table(
        "joint_wording", key(), to("conversation", "conversation_id"), value(), number(),
        text("text"), text("tension"), to("voice", "voice_id"), to("person", "person_id"),
        moment("proposed_at"), once("conversation_id", "value", "number"),
    )  # fmt: skip
    op.create_table(
        "joint_consent", key(), to("joint_wording", "wording_id"), to("voice", "voice_id"),
        to("person", "person_id"), moment("given_at"), once("wording_id", "voice_id"),
    )  # fmt: skip


def expectations() -> None:
    op.create_table(
        "expectation", key(), to("case", "case_id"), number(), collective(),
        moment("withdrawn_at", null=True), to("person", "withdrawn_by_id", null=True),
        to("promise", "promise_id", null=True, unique=True), once("case_id", "number"),
    )  # fmt: skip
    op.create_table(
        "expectation_wording", key(), to("expectation", "expectation_id"), number(), text("text"),
        to("person", "person_id"), moment("said_at"), once("expectation_id", "number"),
    )  # fmt: skip
    op.create_table(
        "hearing", key(), to("expectation_wording", "wording_id"), collective(),
        to("person", "person_id"), moment("heard_at"), once("wording_id", "collective_id", nulls=True),
    )  # fmt: skip


def downgrade() -> None:
    op.execute("delete from reminder using deadline d where deadline_id = d.id and d.kind = 'conversation'")
    op.execute("delete from deadline where kind = 'conversation'")
    widen_deadlines(KINDS)
    for table in ("value_link", "hearing", "expectation_wording", "expectation", "joint_consent"):
        op.drop_table(table)
    for table in ("joint_wording", "statement", "voice", "conversation"):
        op.drop_table(table)
