"""The tables of discussion

What all parties read (comment) and what one side or two people read (note) never share a table. Versions of a
text are only added; a removed message keeps its row, so that its place still says who removed it and when.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007_discussion"
down_revision = "0006_negotiating"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
RIGHTS = (
    "revoke update, delete on comment_revision, note_revision, meaning from collab_app",
    "revoke delete on comment, note, comment_mention, note_mention from collab_app",
)


def key(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))


def primary(table: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))


def message(table: str, *more: sa.Column | sa.Constraint) -> None:
    people = (("party_id", "party"), ("person_id", "person"), ("resolved_by_id", "person"))
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=True),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("said_at", INSTANT, nullable=False),
        sa.Column("removed_at", INSTANT, nullable=True),
        sa.Column("resolved_at", INSTANT, nullable=True),
        sa.Column("resolved_by_id", sa.Integer(), nullable=True),
        *more,
        key(table, "agreement_id", "agreement"),
        *(key(table, column, to) for column, to in people),
        primary(table),
        sa.UniqueConstraint("key", name=op.f(f"uq_{table}_key")),
    )
    op.create_index(op.f(f"ix_{table}_agreement_id"), table, ["agreement_id"])


def revisions(table: str, of: str) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(f"{of}_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("written_at", INSTANT, nullable=False),
        key(table, f"{of}_id", of),
        primary(table),
        sa.UniqueConstraint(f"{of}_id", "number", name=op.f(f"uq_{table}_{of}_id_number")),
    )


def mentions(table: str, of: str) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(f"{of}_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", INSTANT, nullable=True),
        key(table, f"{of}_id", of),
        key(table, "person_id", "person"),
        primary(table),
        sa.UniqueConstraint(f"{of}_id", "person_id", name=op.f(f"uq_{table}_{of}_id_person_id")),
    )
    op.create_index(op.f(f"ix_{table}_person_id"), table, ["person_id"])


def upgrade() -> None:
    message(
        "comment", sa.Column("parent_id", sa.Integer(), nullable=True), key("comment", "parent_id", "comment")
    )
    op.create_index(op.f("ix_comment_parent_id"), "comment", ["parent_id"])
    links = (
        ("reader_id", "person"),
        ("reader_party_id", "party"),
        ("comment_id", "comment"),
        ("parent_id", "note"),
    )
    message(
        "note",
        *(sa.Column(column, sa.Integer(), nullable=True) for column, _to in links),
        *(key("note", column, to) for column, to in links),
        sa.CheckConstraint("(reader_id is null) = (reader_party_id is null)", name=op.f("ck_note_reader")),
        sa.CheckConstraint("reader_id <> person_id", name=op.f("ck_note_another")),
    )
    for column in ("reader_id", "comment_id", "parent_id"):
        op.create_index(op.f(f"ix_note_{column}"), "note", [column])
    for of in ("comment", "note"):
        revisions(f"{of}_revision", of)
        mentions(f"{of}_mention", of)
    op.create_table(
        "meaning",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("wording", sa.Integer(), nullable=False),
        sa.Column("written_at", INSTANT, nullable=False),
        *(key("meaning", f"{to}_id", to) for to in ("article", "party", "person")),
        primary("meaning"),
        sa.UniqueConstraint(
            "article_id", "party_id", "number", name=op.f("uq_meaning_article_id_party_id_number")
        ),
    )
    for statement in RIGHTS:
        op.execute(statement)


def downgrade() -> None:
    for table in (
        "meaning", "note_mention", "comment_mention", "note_revision", "comment_revision", "note", "comment",
    ):  # fmt: skip
        op.drop_table(table)
