"""The round of the post, by the worker alone."""

import mailbox
from pathlib import Path

import structlog
from celery import shared_task
from flask import current_app

from collab.chores import sweep

from .mail import carrier, deliver
from .maildir import read_new
from .models import Notice

log = structlog.get_logger()


@shared_task(name="notifications.deliver")
def deliver_owed() -> None:
    """All that is due, over one connection. Without a connection the round ends and the others stay due."""
    with carrier() as post:
        sweep(Notice, lambda notice: deliver(notice, post))


@shared_task(name="notifications.read_bounces")
def read_bounces() -> None:
    """What the mail server put into the folder of BOUNCE_FOLDER since the last round."""
    if not (folder := current_app.config["SETTINGS"].bounce_folder):
        return
    try:
        read_new(Path(folder))
    except (mailbox.Error, OSError) as error:
        log.warning("the folder of mail that came back cannot be read", why=type(error).__name__)
