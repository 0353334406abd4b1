"""Celery, for both processes: the web rings a bell, the worker runs the jobs. No work lives in a message."""

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


def ring(*jobs: str) -> None:
    """Tell the worker there may be news. If nobody hears it, the clock will."""
    try:
        for job in jobs:
            current_app.send_task(job, ignore_result=True, retry=False)
    except Exception as error:
        log.warning("the worker was not woken", why=type(error).__name__)
