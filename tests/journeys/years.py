"""A house whose clock moves: years go by in a minute, with a real worker, broker, database and mail."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from runpy import run_path
from typing import Any

from sqlalchemy import or_, select

from collab.chores import MOST_ATTEMPTS, Heartbeat, kinds
from collab.clock import ZONE, now
from collab.db import db
from collab.deadlines import Deadline
from engines.places import ROOT
from tests.clocked import follow, move, unfollow
from tests.engines import broker, database, eventually, launch, settings_for
from tests.keeping import app_with, forget
from tests.office import Office
from tests.post import free_port

WORKER = ("celery", "-A", "worker", "worker", "--pool", "solo", "--without-gossip", "--without-mingle")
MORNING = time(8, 1)
TICK = "health.tick"
BROKER_NUMBER = 40


class Years:
    """`at(day, clock)` goes there by way of every morning in between; people act at that moment."""

    def __init__(self, folder: Path, name: str, office: Office, begin: datetime, process: int) -> None:
        self.folder, self.office = folder, office
        self.file = folder / "moment"
        move(self.file, begin)
        follow(self.file)
        around = {"MAIL_URL": office.url, "BROKER_URL": broker(BROKER_NUMBER + process), "MAIL_RESTS": "1"}
        self.settings = settings_for(name, **around)
        self.app = app_with(self.settings)
        schedule = run_path(str(ROOT / "worker/schedule.py"))["SCHEDULE"]
        # What runs each hour ran in the night before the morning.
        self.schedule = sorted(schedule, key=lambda job: -schedule[job]["schedule"])
        self.worker: Any = None
        self.workers = 0

    def open(self) -> None:
        """The worker begins."""
        self.workers += 1
        words = (
            "tests.clocked",
            str(self.file),
            *WORKER,
            "-n",
            f"years-{self.workers}@here",
            "-l",
            "WARNING",
        )
        self.worker = launch(f"years-{self.workers}", *words, settings=self.settings, folder=self.folder)

    def close(self) -> None:
        """As a power cut would."""
        if self.worker:
            os.killpg(self.worker.pid, signal.SIGKILL)
            self.worker.wait(10)
            self.worker = None

    def at(self, day: date, clock: time = time(14)) -> None:
        """Lives through every morning up to this moment."""
        moment = datetime.combine(day, clock, ZONE)
        while (morning := self._next_morning()) <= moment:
            self._stand_at(morning)
        self._stand_at(moment)

    def jump(self, day: date, clock: time = time(14)) -> None:
        """Nobody lives through what lies between: the house was dark."""
        move(self.file, datetime.combine(day, clock, ZONE))

    @contextmanager
    def deed(self) -> Iterator[None]:
        """What people do at this moment, kept; and what the house makes of it."""
        with self.app.test_request_context(headers={"Accept-Language": "en"}):
            yield
            db.session.commit()
            db.session.remove()
        self._round()

    def _stand_at(self, moment: datetime) -> None:
        move(self.file, moment)
        self._round()

    def _round(self) -> None:
        """All that the clock does, again until nothing is due any more."""
        if not self.worker:
            return
        self._send(*self.schedule)
        while self._owed():
            self._send("history.react", "deadlines.remind", "documents.print", "notifications.deliver")

    def _send(self, *jobs: str) -> None:
        celery = self.app.extensions["celery"]
        self._forget_the_tick()
        with celery.producer_pool.acquire(block=True) as producer:
            for job in (*(job for job in jobs if job != TICK), TICK):
                celery.send_task(job, producer=producer, ignore_result=True)
        eventually(self._ticked, pause=0.02, seconds=60)

    def _forget_the_tick(self) -> None:
        with self.app.app_context():
            if beat := db.session.get(Heartbeat, TICK):
                db.session.delete(beat)
            db.session.commit()

    def _ticked(self) -> bool:
        with self.app.app_context():
            return db.session.get(Heartbeat, TICK) is not None

    def _owed(self) -> bool:
        """Asked in one statement: between two, what is owed may pass from an event to its notices."""
        with self.app.app_context():
            due = (
                select(kind.id).where(
                    kind.done_at.is_(None), kind.due_at <= now(), kind.attempts < MOST_ATTEMPTS
                )
                for kind in kinds()
            )
            waits = (Deadline.met_on.is_(None), Deadline.paused_at.is_(None), Deadline.next_at <= now())
            queries = (*due, select(Deadline.id).where(*waits))
            return db.session.scalar(select(or_(*(query.exists() for query in queries))))

    def _next_morning(self) -> datetime:
        here = now().astimezone(ZONE)
        day = here.date() if here.time() < MORNING else here.date() + timedelta(days=1)
        return datetime.combine(day, MORNING, ZONE)


@contextmanager
def years(
    folder: Path, begin: datetime, process: int, tell: Callable[[str], None] = print
) -> Iterator[Years]:
    with database(f"collab_years_{process}") as name, Office(free_port()) as office:
        house = Years(folder, name, office, begin, process)
        try:
            house.open()
            yield house
        finally:
            house.close()
            unfollow()
            forget(house.app)
