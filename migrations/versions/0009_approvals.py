"""The tables of approvals: advice, rounds, decisions

What one side alone reads (question and answer of an advice, a note with an approval) has its own tables.
"""

import re

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009_approvals"
down_revision = "0008_tailoring"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
RESULTS = ("favourable", "conditions", "unfavourable", "none")
KINDS = ("mandate", "duty", "person", "colleague", "board")
ROUNDS = ("running", "complete", "change", "lapsed")
SEATS = ("waiting", "asked", "approved", "change", "replaced", "dropped")
DECISIONS = (
    "executive", "council", "mandate", "permit", "exemption", "grant", "lease", "loan", "heritage", "order",
    "other",
)  # fmt: skip
DUTIES = ("officer", "integral_team", "mandate_holder", "administrator")
TABLES = (
    "linked_decision", "approval_note", "approval_seat", "approval_round", "approval_rule", "advice_link",
    "opinion_answer", "opinion_brief", "opinion",
)  # fmt: skip


def words(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def key() -> sa.Column:
    return sa.Column("id", sa.Integer(), primary_key=True)


def to(table: str, column: str | None = None, **how) -> sa.Column:
    return sa.Column(column or f"{table}_id", sa.Integer(), sa.ForeignKey(f"{table}.id"), **how)


def needed(name: str, kind) -> sa.Column:
    return sa.Column(name, kind, nullable=False)


def line(name: str) -> sa.Column:
    return needed(name, sa.String())


def upgrade() -> None:
    admit("deadline", "kind", "opinion", "approval")
    admit("mandate", "weight", "light", "complex", "civic", column="heaviest")
    op.add_column("mandate", sa.Column("unit", sa.String()))
    op.add_column("mandate", to("mandate", "replaces_id", unique=True))
    advice()
    rounds()
    decisions()


def advice() -> None:
    op.create_table(
        "opinion", key(), to("agreement", nullable=False), needed("number", sa.Integer()),
        to("party", nullable=False, index=True), to("person", "asked_by_id", nullable=False),
        line("unit"), line("name"), line("subject"), needed("articles", postgresql.JSONB()), line("digest"),
        needed("asked_at", INSTANT), needed("due_on", sa.Date()), sa.Column("wished_on", sa.Date()),
        sa.Column("silence_ground", sa.String()), sa.Column("answered_at", INSTANT),
        sa.Column("deemed_on", sa.Date()), sa.Column("unanswered_on", sa.Date()),
        sa.Column("withdrawn_at", INSTANT), sa.Column("shared_at", INSTANT),
        sa.Column("shared_summary", sa.String()), sa.Column("shared_result", words("result", RESULTS)),
        sa.UniqueConstraint("agreement_id", "number"),
    )  # fmt: skip
    op.create_table(
        "opinion_brief", to("opinion", primary_key=True), to("person", "adviser_id", nullable=False),
        line("question"), line("text"),
    )  # fmt: skip
    op.create_table(
        "opinion_answer", to("opinion", primary_key=True), needed("result", words("result", RESULTS)),
        line("text"), sa.Column("sentence", sa.String()), needed("given_at", INSTANT),
    )  # fmt: skip
    op.create_table(
        "advice_link", key(), to("opinion", nullable=False, index=True), line("nonce"),
        needed("made_at", INSTANT), needed("expires_at", INSTANT), sa.Column("used_at", INSTANT),
        sa.Column("revoked_at", INSTANT), sa.UniqueConstraint("nonce"),
    )  # fmt: skip
    op.execute("revoke update, delete on opinion_brief, opinion_answer from collab_app")


def rounds() -> None:
    op.create_table(
        "approval_rule", key(), to("collective", index=True), sa.Column("weight", sa.String()),
        needed("step", sa.Integer()), needed("kind", words("seatkind", KINDS)),
        sa.Column("duty", words("duty", DUTIES)), to("person"), needed("days", sa.Integer()),
        to("person", "made_by_id"), needed("made_at", INSTANT), sa.Column("removed_at", INSTANT),
        sa.CheckConstraint("(kind = 'duty') = (duty is not null)", name="duty_of_kind"),
        sa.CheckConstraint("(kind = 'person') = (person_id is not null)", name="person_of_kind"),
    )  # fmt: skip
    op.create_table(
        "approval_round", key(), to("agreement", nullable=False), to("party", nullable=False, index=True),
        needed("number", sa.Integer()), line("digest"), needed("state", words("roundstate", ROUNDS)),
        needed("started_at", INSTANT), to("person", "started_by_id", nullable=False),
        sa.Column("ended_at", INSTANT), sa.UniqueConstraint("agreement_id", "number"),
    )  # fmt: skip
    running = sa.text("state = 'running'")
    op.create_index(
        "uq_approval_round_running", "approval_round", ["party_id"], unique=True, postgresql_where=running
    )
    op.create_table(
        "approval_seat", key(), to("approval_round", "round_id", nullable=False),
        needed("number", sa.Integer()), needed("step", sa.Integer()),
        needed("kind", words("seatkind", KINDS)), sa.Column("duty", words("duty", DUTIES)),
        to("person", index=True), sa.Column("capacity", sa.String()),
        needed("days", sa.Integer()), needed("state", words("seatstate", SEATS)),
        sa.Column("asked_at", INSTANT), sa.Column("answered_at", INSTANT), to("person", "answered_by_id"),
        sa.Column("comment", sa.String()), sa.Column("reason", sa.String()),
        sa.UniqueConstraint("round_id", "number"),
    )  # fmt: skip
    op.create_table("approval_note", to("approval_seat", "seat_id", primary_key=True), line("text"))
    op.execute("revoke update, delete on approval_note from collab_app")
    for weight in ("complex", "civic"):
        op.execute(
            "insert into approval_rule (weight, step, kind, days, made_at) "
            f"values ('{weight}', 1, 'mandate', 5, now())"
        )


def decisions() -> None:
    op.create_table(
        "linked_decision", key(), to("agreement", nullable=False), needed("number", sa.Integer()),
        needed("version", sa.Integer()), needed("kind", words("decisionkind", DECISIONS)), line("title"),
        line("reference"), sa.Column("decided_on", sa.Date()), sa.Column("holder", sa.String()),
        sa.Column("ends_on", sa.Date()), sa.Column("legal_basis", sa.String()),
        needed("written_at", INSTANT), to("person", "written_by_id", nullable=False),
        sa.Column("withdrawn_at", INSTANT), sa.Column("withdrawn_why", sa.String()),
        sa.UniqueConstraint("agreement_id", "number", "version"),
        sa.CheckConstraint("ends_on >= decided_on", name="term"),
    )  # fmt: skip


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
    op.drop_column("mandate", "replaces_id")
    op.drop_column("mandate", "unit")
    admit("mandate", "weight", without=("civic",), column="heaviest")
    admit("deadline", "kind", without=("opinion", "approval"))


def admit(table: str, name: str, *more: str, without: tuple = (), column: str | None = None) -> None:
    """Let an enumeration hold more words, whatever other migrations let in before."""
    constraint = f"ck_{table}_{name}"
    known = op.get_bind().scalar(
        sa.text("select pg_get_constraintdef(oid) from pg_constraint where conname = :name"),
        {"name": constraint},
    )
    found = [word for word in re.findall(r"'(\w+)'", known) if word not in without]
    listed = ", ".join(f"'{word}'" for word in dict.fromkeys([*found, *more]))
    op.execute(f'alter table {table} drop constraint "{constraint}"')
    op.execute(f'alter table {table} add constraint "{constraint}" check ({column or name} in ({listed}))')
