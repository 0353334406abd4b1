"""Celery, for both processes: the web rings a bell, the worker runs the jobs. No work lives in a message."""

from threading import Lock, Thread

import structlog
from celery import Celery, Task, current_app
from flask import Flask

from .chores import beat
from .db import db

log = structlog.get_logger()

LIMITS = {
    "task_ignore_result": True,
    "task_acks_late": True,
    "task_reject_on_worker_lost": True,
    "worker_prefetch_multiplier": 1,
    "worker_max_tasks_per_child": 500,
    "worker_hijack_root_logger": False,
    "task_serializer": "json",
    "accept_content": ["json"],
    "task_soft_time_limit": 240,
    "task_time_limit": 300,
    "timezone": "Europe/Amsterdam",
    "broker_connection_retry_on_startup": True,
    "broker_transport_options": {
        "visibility_timeout": 1800,
        # With kombu's own numbers a message of a killed worker comes back after 100 seconds and more.
        "unacked_restore_interval": 10,
        "unacked_restore_throttle": 1,
        "socket_connect_timeout": 2,
        "socket_timeout": 30,
    },
}


def init_app(app: Flask) -> None:
    class InApp(Task):
        def __call__(self, *args, **kwargs):
            with app.app_context():
                try:
                    return self.run(*args, **kwargs)
                finally:
                    db.session.rollback()
                    beat(self.name)

    celery = Celery("collab", task_cls=InApp, broker=app.config["BROKER_URL"])
    celery.conf.update(LIMITS)
    celery.set_default()
    app.extensions["celery"] = celery


class Bell:
    """Rings from a thread of its own: no visitor waits for a broker that is down or hangs."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._jobs: dict[str, Celery] = {}
        self._ringing = False

    def ring(self, jobs: tuple[str, ...], celery: Celery) -> None:
        with self._lock:
            self._jobs |= dict.fromkeys(jobs, celery)
            begins, self._ringing = not self._ringing, True
        if begins:
            Thread(target=self._ring_all, daemon=True).start()

    def _ring_all(self) -> None:
        while called := self._next():
            job, celery = called
            try:
                celery.send_task(job, ignore_result=True, retry=False)
            except Exception as error:
                log.warning("the worker was not woken", why=type(error).__name__)

    def _next(self) -> tuple[str, Celery] | None:
        with self._lock:
            self._ringing = bool(self._jobs)
            return self._jobs.popitem() if self._jobs else None


bell = Bell()


def ring(*jobs: str) -> None:
    """Tell the worker there may be news. If nobody hears it, the clock will."""
    bell.ring(jobs, current_app._get_current_object())
