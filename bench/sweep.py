"""How fast reminders are found: the sweep of the house against plain set-based SQL of the same work.

Run: python -m bench.sweep [deadlines] [due] [rounds] [sealed]   (see README.md). It makes its own database.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable

import psycopg

from tests.engines import database, engines, settings_for

PEOPLE = """
insert into "case" (ref, title, about, stage, waits_for, turn_since, turns, opened_on, turn_stood)
values ('B-1', 'Bench', '', 'active', 'nobody', current_date, 0, current_date, 0) returning id"""
FILL = """
insert into deadline (key, kind, case_id, side, subject, data, starts_on, counted_on, due_on, shift, moved,
                      next_at)
select 'bench:' || n, 'promise', %(case)s, case when n %% 2 = 0 then 'municipality' else 'collective' end,
       'water', '{}', current_date - 60, day, day, '0', 0,
       case when n %% %(every)s = 0
            then (day - 7 + time '08:00') at time zone 'Europe/Amsterdam'
            else now() + interval '30 days' end
  from (select n, case when n %% %(every)s = 0 then current_date + 1 + (n %% 5)::int
                       else current_date + 40 + (n %% 300)::int end as day
          from generate_series(1, %(many)s) n) as numbers"""
# The same rows written, events, reminders and next moments, without chunks, rules or a person's rung.
PLAIN = """
with due as (
  select id, side, case_id, agreement_id, due_on, moved from deadline
   where met_on is null and paused_at is null and next_at <= now() for update),
told as (
  insert into reminder (deadline_id, moved, rung, step, outcome, noted_at)
  select id, moved, 'person', -7, 'sent', now() from due on conflict do nothing returning deadline_id),
said as (
  insert into event (name, happened_at, due_at, attempts, side, case_id, agreement_id, data)
  select 'deadline.came_near', now(), now(), 0, side, case_id, agreement_id,
         jsonb_build_object('deadline', id, 'step', -7, 'moved', moved)
    from due join told on told.deadline_id = due.id)
update deadline d set next_at = (due.due_on + time '08:00') at time zone 'Europe/Amsterdam'
  from due where d.id = due.id"""


def main(many: int, due: int, rounds: int, sealed: bool) -> None:
    with engines():
        speeds: dict[str, list[float]] = {"plain": [], "sweep": []}
        runs = {"plain": _plain, "sweep": _sweep}
        for number in range(rounds):
            for name in sorted(runs, reverse=bool(number % 2)):
                with database("collab_bench_sweep") as made:
                    found = _fill(made, many, max(1, many // due), sealed)
                    speeds[name].append(_rate(runs[name], made, found))
                    _say(f"{name} {found} due of {many}: {speeds[name][-1]:.0f} rows/s")
        plain, ours = (statistics.median(speeds[name]) for name in ("plain", "sweep"))
        _say(
            f"median: plain {plain:.0f} rows/s, sweep {ours:.0f} rows/s, ratio {ours / plain:.2f} (goal 0.50)"
        )


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _rate(run: Callable[[str], float], made: str, found: int) -> float:
    took = run(made)
    with _connect(made) as connection:
        told = connection.execute("select count(*), count(distinct deadline_id) from reminder").fetchone()
        events = connection.execute("select count(*) from event where name = 'deadline.came_near'").fetchone()
    assert (told, events) == ((found, found), (found,)), "each once"
    return found / took


def _fill(made: str, many: int, every: int, sealed: bool) -> int:
    with _connect(made) as connection:
        number = connection.execute(PEOPLE).fetchone()
        assert number
        connection.execute(FILL, {"case": number[0], "many": many, "every": every})
        connection.commit()
        connection.autocommit = True
        if not sealed:
            connection.execute("alter table event disable trigger seal")
        connection.execute("analyze deadline")
        row = connection.execute("select count(*) from deadline where next_at <= now()").fetchone()
    return row[0] if row else 0


def _plain(made: str) -> float:
    with psycopg.connect(_address(made, "DATABASE_URL")) as connection:
        begun = time.perf_counter()
        connection.execute(PLAIN)
        connection.commit()
    return time.perf_counter() - begun


def _sweep(made: str) -> float:
    os.environ.update(settings_for(made))
    from collab import create_app
    from collab.deadlines.sweeping import CHUNK, sweep_chunk

    with create_app().app_context():
        begun = time.perf_counter()
        while sweep_chunk() == CHUNK:
            pass
        return time.perf_counter() - begun


def _connect(made: str) -> psycopg.Connection:
    return psycopg.connect(_address(made, "OWNER_DATABASE_URL"))


def _address(made: str, role: str) -> str:
    return settings_for(made)[role].replace("+psycopg", "")


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if word != "sealed"]
    numbers = [int(word.replace("_", "")) for word in words]
    main(*[*numbers, *(100_000, 50_000, 3)[len(numbers) :]], sealed="sealed" in sys.argv)
