"""The past cannot be changed: rights of the application's role, and the chain of seals

The application's role may add events and tick them off, nothing else. At commit the database gives every
event its place in the chain: a head row is locked, so positions have no holes; it is the last lock of all.
"""

from alembic import op

revision = "0002_history"
down_revision = "0001_tables"
branch_labels = None
depends_on = None

ROLE = """
do $$ begin
  if not exists (select 1 from pg_roles where rolname = 'collab_app') then
    create role collab_app nologin;
    grant collab_app to current_user;
  end if;
end $$
"""
RIGHTS = (
    "grant usage on schema public to collab_app",
    "grant select, insert, update, delete on all tables in schema public to collab_app",
    "grant usage, select on all sequences in schema public to collab_app",
    "alter default privileges in schema public grant select, insert, update, delete on tables to collab_app",
    "alter default privileges in schema public grant usage, select on sequences to collab_app",
    "revoke update, delete on event, event_seal from collab_app",
    "revoke insert on event_seal from collab_app",
    "grant update (due_at, done_at, attempts) on event to collab_app",
    "revoke update, delete on frozen, signature, wording, consent, content, message from collab_app",
)
HEAD = (
    "create table event_head (one boolean primary key default true check (one), "
    "position bigint not null, hash text not null)",
    "insert into event_head (position, hash) values (0, repeat('0', 64))",
    "revoke insert, update, delete on event_head from collab_app",
)
FACTS = """
create function event_facts(e event) returns text language sql stable as $$
  select concat_ws(chr(31), e.id, e.name, (extract(epoch from e.happened_at) * 1000000)::bigint,
    coalesce(e.actor_id, 0), coalesce(e.side, ''), coalesce(e.person_id, 0), coalesce(e.collective_id, 0),
    coalesce(e.case_id, 0), coalesce(e.agreement_id, 0), e.data::text)
$$
"""
SEAL = """
create function seal_event() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare head event_head;
declare sealed text;
begin
  select * into head from event_head for update;
  sealed := encode(sha256(convert_to(head.hash || event_facts(new), 'UTF8')), 'hex');
  insert into event_seal (position, event_id, before, hash)
    values (head.position + 1, new.id, head.hash, sealed);
  update event_head set position = head.position + 1, hash = sealed;
  return null;
end $$
"""
REFUSE = """
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the past is not changed: % on %', tg_op, tg_table_name;
end $$
"""
FACT_COLUMNS = "id, name, happened_at, actor_id, side, person_id, collective_id, case_id, agreement_id, data"


def upgrade() -> None:
    for statement in (ROLE, *RIGHTS, *HEAD, FACTS, SEAL, REFUSE):
        op.execute(statement)
    op.execute(
        "create constraint trigger seal after insert on event deferrable initially deferred "
        "for each row execute function seal_event()"
    )
    op.execute(
        f"create trigger keep before update of {FACT_COLUMNS} on event execute function refuse_change()"
    )
    for table in ("event", "event_seal"):
        op.execute(
            f"create trigger keep_all before delete or truncate on {table} execute function refuse_change()"
        )
    op.execute("create trigger keep before update on event_seal execute function refuse_change()")


def downgrade() -> None:
    op.execute("drop trigger keep on event_seal")
    for table in ("event", "event_seal"):
        op.execute(f"drop trigger keep_all on {table}")
    op.execute("drop trigger keep on event")
    op.execute("drop trigger seal on event")
    for function in ("refuse_change()", "seal_event()", "event_facts(event)"):
        op.execute(f"drop function {function}")
    op.execute("drop table event_head")
    op.execute("alter default privileges in schema public revoke all on tables from collab_app")
    op.execute("alter default privileges in schema public revoke all on sequences from collab_app")
    op.execute("revoke all on all tables in schema public from collab_app")
    op.execute("revoke all on all sequences in schema public from collab_app")
    op.execute("revoke all on schema public from collab_app")
