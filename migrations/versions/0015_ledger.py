"""The ledger, complete"""

import re
from decimal import Decimal

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0015_ledger"
down_revision = "0014_phases"
branch_labels = None
depends_on = None

STATES = ("under_way", "contested", "declined", "released")
SIDES = ("collective", "municipality")
DETAILS = (
    "meeting_room", "trial_place", "fixed_place", "long_use", "free_use", "utilities", "maintenance", "tools",
    "supplies", "protection", "waste", "starting_gift", "trial_money", "coordination", "loan", "guarantee",
    "investment", "exemption", "set_off", "listening", "support_letter", "seat", "accord", "peers", "experts",
    "partners", "teaching", "who_is_who", "legal_form", "insurance", "permits", "fundraising", "contracts",
    "contact_person", "process_help", "coach", "conflict_help",
)  # fmt: skip
ROLES = ("lawful", "performing", "cooperating", "responsive")
MEASURES = (
    "euros", "hours", "square_metres", "rooms", "keys", "pieces", "places", "talks", "other",
)  # fmt: skip
CARRIES = ("successor", "new_source", "stops")
ABOUT = ("refusal", "alternative", "contest", "answer", "release", "carry_on", "budget")
COLUMNS = (
    "detail", "role", "quantity", "measure", "asked_on", "answer_due_on", "moved_from", "moves", "starts_on",
    "budget_line", "budget_holder", "carries_on", "decided_on", "contested_on",
)  # fmt: skip
FOREVER = ("promise_remark", "promise_use")
UNITS = (
    ("euros", ("€", "eur")),
    ("hours", ("uur", "uren", "hour")),
    ("square_metres", ("m2", "m²", "vierkante", "square")),
    ("keys", ("sleutel", "key")),
    ("rooms", ("kamer", "zaal", "lokaal", "room")),
    ("places", ("plaats", "place")),
    ("talks", ("gesprek", "talk")),
    ("pieces", ("stuk", "piece")),
)


def upgrade() -> None:
    _widen_promises()
    _make_remarks()
    _make_proposals()
    _make_uses()
    _make_said()
    op.create_table(
        "budget_tuning",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("values", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_budget_tuning")),
    )
    for table in FOREVER:
        op.execute(f"revoke update, delete on {table} from collab_app")
    _count_what_stands()


def downgrade() -> None:
    op.drop_table("budget_tuning")
    for table in ("said_promise", "promise_use", "promise_proposal", "promise_remark"):
        op.drop_table(table)
    op.execute("update promise set state = 'promised' where state in ('under_way', 'contested')")
    op.execute("update promise set state = 'ended' where state in ('declined', 'released')")
    admit("promise", "state", without=STATES)
    op.drop_constraint(op.f("ck_promise_quantity"), "promise")
    for column in COLUMNS:
        op.drop_column("promise", column)


def _widen_promises() -> None:
    admit("promise", "state", *STATES)
    op.add_column("promise", _word("detail", DETAILS, null=True, on="promise"))
    op.add_column("promise", _word("role", ROLES, null=True, on="promise"))
    op.add_column("promise", sa.Column("quantity", sa.Numeric(), nullable=True))
    op.add_column("promise", _word("measure", MEASURES, null=True, on="promise"))
    for name in ("asked_on", "answer_due_on", "moved_from", "starts_on", "decided_on", "contested_on"):
        op.add_column("promise", sa.Column(name, sa.Date(), nullable=True))
    op.add_column("promise", sa.Column("moves", sa.Integer(), nullable=False, server_default="0"))
    op.alter_column("promise", "moves", server_default=None)
    for name in ("budget_line", "budget_holder"):
        op.add_column("promise", sa.Column(name, sa.String(), nullable=True))
    op.add_column("promise", _word("carries_on", CARRIES, null=True, on="promise", name="carrieson"))
    op.create_check_constraint(
        op.f("ck_promise_quantity"), "promise", "(quantity is null) = (measure is null)"
    )
    asked = "select min(happened_at)::date from event where event.case_id = promise.case_id"
    named = "name in ('promise.asked', 'promise.offered') and data ->> 'promise' = promise.ref"
    op.execute(f"update promise set asked_on = ({asked} and {named}) where state in ('asked', 'offered')")


def _make_remarks() -> None:
    op.create_table(
        "promise_remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("promise_id", sa.Integer(), nullable=False),
        _word("about", ABOUT, on="promise_remark"),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        _word("side", SIDES, on="promise_remark"),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        _refers("promise_remark", "promise_id", "promise"),
        _refers("promise_remark", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise_remark")),
    )
    _index("promise_remark", "promise_id")


def _make_proposals() -> None:
    op.create_table(
        "promise_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("promise_id", sa.Integer(), nullable=False),
        _word("matter", ("new_day", "settlement"), on="promise_proposal"),
        _word("outcome", ("open", "agreed", "refused", "lapsed"), on="promise_proposal"),
        sa.Column("words", sa.String(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        _word("side", SIDES, on="promise_proposal"),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(matter = 'new_day') = (to_on is not null)", name=op.f("ck_promise_proposal_day")
        ),
        _refers("promise_proposal", "promise_id", "promise"),
        _refers("promise_proposal", "person_id", "person"),
        _refers("promise_proposal", "answered_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise_proposal")),
    )
    _index("promise_proposal", "promise_id")


def _make_uses() -> None:
    op.create_table(
        "promise_use",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("promise_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Numeric(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("used_on", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        _word("side", SIDES, on="promise_use"),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_promise_use_quantity")),
        _refers("promise_use", "promise_id", "promise"),
        _refers("promise_use", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise_use")),
    )
    _index("promise_use", "promise_id")


def _make_said() -> None:
    people = ("person_id", "answered_by_id")
    parties = ("writer_party_id", "collective_id")
    op.create_table(
        "said_promise",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        _word("writer_side", SIDES, on="said_promise"),
        sa.Column("writer_party_id", sa.Integer(), nullable=True),
        _word("side", SIDES, on="said_promise"),
        sa.Column("collective_id", sa.Integer(), nullable=True),
        sa.Column("said_by", sa.String(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        _word("state", ("waiting", "confirmed", "contested", "withdrawn"), on="said_promise", name="hearsay"),
        sa.Column("share_on", sa.Date(), nullable=False),
        sa.Column("shared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("promise_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "side = 'municipality' or collective_id is not null", name=op.f("ck_said_promise_party")
        ),
        sa.CheckConstraint(
            "(writer_side = 'municipality') = (writer_party_id is null)", name=op.f("ck_said_promise_writer")
        ),
        sa.CheckConstraint(
            "state in ('waiting', 'withdrawn') or shared_at is not null", name=op.f("ck_said_promise_shared")
        ),
        _refers("said_promise", "case_id", "case"),
        _refers("said_promise", "message_id", "message"),
        _refers("said_promise", "promise_id", "promise"),
        *(_refers("said_promise", column, "person") for column in people),
        *(_refers("said_promise", column, "collective") for column in parties),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_said_promise")),
        sa.UniqueConstraint("ref", name=op.f("uq_said_promise_ref")),
        sa.UniqueConstraint("promise_id", name=op.f("uq_said_promise_promise_id")),
    )
    _index("said_promise", "case_id")
    _index("said_promise", "message_id")


def _count_what_stands() -> None:
    """Numbers of the agreements in force, so that they can be drawn as those to come."""
    rows = op.get_bind().execute(
        sa.text("select id, amount, unit, sort from promise where amount is not null")
    )
    for row in rows.all():
        if (found := _number_in(row.amount)) is not None:
            said = (row.unit or "").lower()
            names = (name for name, words in UNITS if any(word in said for word in words))
            measure = next(names, "euros" if row.sort == "money" and not said else "other")
            op.get_bind().execute(
                sa.text("update promise set quantity = :quantity, measure = :measure where id = :id"),
                {"quantity": found, "measure": measure, "id": row.id},
            )


def _number_in(written: str) -> Decimal | None:
    text = written.replace(" ", "").removeprefix("€").removesuffix(",-")
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d{1,2})?", text):
        text = text.replace(".", "")
    return Decimal(text.replace(",", ".")) if re.fullmatch(r"\d{1,9}([.,]\d{1,2})?", text) else None


def _word(
    column: str, words: tuple, *, on: str, null: bool = False, name: str | None = None
) -> sa.Column:  # fmt: skip
    """An enumeration: text with a check that carries the name of its kind."""
    listed = ", ".join(f"'{word}'" for word in words)
    constraint = f"ck_{on}_{name or column}"
    check = sa.CheckConstraint(f"{column} in ({listed})", name=op.f(constraint))
    return sa.Column(column, sa.String(32), check, nullable=null)


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))


def _index(table: str, column: str) -> None:
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


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
