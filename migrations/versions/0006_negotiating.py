"""Steps on an article in the place of bare consents, amendments of an agreement in force, nudges

Who proposed and who agreed becomes a step each; nothing that was said is lost.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006_negotiating"
down_revision = "0005_clauses"
branch_labels = None
depends_on = None

KINDS = ("proposed", "taken_over", "agreed", "rejected", "withdrawn", "undone")
STATUSES = "'negotiating', 'signing', 'active', 'ended', 'withdrawn'"
STEPS_FROM_CONSENTS = """
insert into step (article_id, number, kind, wording_id, party_id, person_id, yes, reason, taken_at)
select article_id, row_number() over (partition by article_id order by wording, later, consent),
  kind, wording_id, party_id, person_id, yes, '', taken_at
from (
  select w.article_id, w.number as wording, 0 as later, 0 as consent, 'proposed' as kind, w.id as wording_id,
    w.party_id, w.person_id, w.proposed_at as taken_at,
    exists (select from consent c where c.wording_id = w.id and c.party_id = w.party_id
      and c.given_at = w.proposed_at) as yes
  from wording w
  union all
  select w.article_id, w.number, 1, c.id, 'agreed', w.id, c.party_id, c.person_id, c.given_at, true
  from consent c join wording w on w.id = c.wording_id
  where not (c.party_id = w.party_id and c.given_at = w.proposed_at)
) as said
"""
CONSENTS_FROM_STEPS = """
insert into consent (wording_id, party_id, person_id, given_at)
select distinct on (s.wording_id, s.party_id) s.wording_id, s.party_id, s.person_id, s.taken_at
from step s where s.yes and not exists (
  select from step u where u.article_id = s.article_id and u.undoes = s.number)
order by s.wording_id, s.party_id, s.number
"""
APPEND_ONLY = "revoke update, delete on step, nudge from collab_app"


def upgrade() -> None:
    op.add_column("wording", sa.Column("answers", sa.Integer(), nullable=True))
    _make_steps()
    op.execute(STEPS_FROM_CONSENTS)
    op.drop_table("consent")
    _make_nudges()
    op.execute(APPEND_ONLY)
    op.add_column("agreement", sa.Column("amends_id", sa.Integer(), nullable=True))
    op.add_column("agreement", sa.Column("reason", sa.String(), nullable=True))
    op.create_foreign_key(op.f("fk_agreement_amends_id"), "agreement", "agreement", ["amends_id"], ["id"])
    op.create_index(op.f("ix_agreement_amends_id"), "agreement", ["amends_id"])
    _only("in_force", "status = 'active'")
    _only("on_the_table", "status in ('negotiating', 'signing')")
    _statuses(f"{STATUSES}, 'replaced'")


def downgrade() -> None:
    op.execute("update agreement set status = 'ended' where status = 'replaced'")
    _statuses(STATUSES)
    for name in ("on_the_table", "in_force"):
        op.drop_index(f"uq_agreement_{name}", table_name="agreement")
    op.drop_index(op.f("ix_agreement_amends_id"), table_name="agreement")
    for column in ("reason", "amends_id"):
        op.drop_column("agreement", column)
    op.drop_table("nudge")
    _make_consents()
    op.execute(CONSENTS_FROM_STEPS)
    op.execute("revoke update, delete on consent from collab_app")
    op.drop_table("step")
    op.drop_column("wording", "answers")


def _make_steps() -> None:
    kind = sa.Enum(*KINDS, name="stepkind", native_enum=False, create_constraint=True, length=32)
    op.create_table(
        "step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", kind, nullable=False),
        sa.Column("wording_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("yes", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        *(_refers("step", name) for name in ("article", "wording", "party", "person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step")),
        sa.UniqueConstraint("article_id", "number", name=op.f("uq_step_article_id_number")),
        sa.UniqueConstraint("article_id", "undoes", name=op.f("uq_step_article_id_undoes")),
    )
    op.create_index(op.f("ix_step_wording_id"), "step", ["wording_id"])


def _make_nudges() -> None:
    side = sa.Enum(
        "collective", "municipality", name="side", native_enum=False, create_constraint=True, length=32
    )
    op.create_table(
        "nudge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("side", side, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("turn_since", sa.Date(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        *(_refers("nudge", name) for name in ("agreement", "person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nudge")),
        sa.UniqueConstraint("agreement_id", "number", name=op.f("uq_nudge_agreement_id_number")),
    )


def _make_consents() -> None:
    op.create_table(
        "consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("wording_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        *(_refers("consent", name) for name in ("party", "person", "wording")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
        sa.UniqueConstraint("wording_id", "party_id", name=op.f("uq_consent_wording_id_party_id")),
    )


def _refers(table: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([f"{to}_id"], [f"{to}.id"], name=op.f(f"fk_{table}_{to}_id"))


def _only(name: str, which: str) -> None:
    """At most one of these per cooperation."""
    op.create_index(
        f"uq_agreement_{name}", "agreement", ["case_id"], unique=True, postgresql_where=sa.text(which)
    )


def _statuses(words: str) -> None:
    op.execute("alter table agreement drop constraint ck_agreement_status")
    op.execute(f"alter table agreement add constraint ck_agreement_status check (status in ({words}))")
