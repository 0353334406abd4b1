"""One line of JSON per thing worth knowing, with the request it belongs to and nothing personal in it."""

import logging
import sys
from collections.abc import MutableMapping
from time import perf_counter
from typing import Any
from uuid import uuid4

import structlog
from flask import Flask, g, request
from flask_login import current_user
from structlog.processors import ExceptionRenderer
from structlog.tracebacks import ExceptionDictTransformer

log = structlog.get_logger()
LONGEST_ERROR = 300


def init_app(app: Flask) -> None:
    level = logging.getLevelNamesMapping()[app.config["LOG_LEVEL"]]
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            # Without the variables of each frame: those are what people typed, and keys.
            ExceptionRenderer(ExceptionDictTransformer(show_locals=False)),
            shorten,
            structlog.processors.JSONRenderer(ensure_ascii=True),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=False,
    )
    app.before_request(begin)
    app.after_request(end)


def shorten(_logger, _method, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Of an error the first line: below it a database repeats the values of the row."""
    for error in line.get("exception", ()):
        error["exc_value"] = error["exc_value"].partition("\n")[0][:LONGEST_ERROR]
    return line


def begin() -> None:
    structlog.contextvars.clear_contextvars()
    g.request_id, g.began = uuid4().hex, perf_counter()
    structlog.contextvars.bind_contextvars(request=g.request_id)


def end(response):
    """The endpoint and not the address: addresses can hold names and keys."""
    if "began" in g and request.endpoint != "static":
        person = current_user.id if current_user.is_authenticated else None
        took = round((perf_counter() - g.began) * 1000)
        seen = {"method": request.method, "door": request.endpoint, "status": response.status_code}
        log.info("request", **seen, ms=took, person=person)
        response.headers["X-Request-Id"] = g.request_id
    return response
