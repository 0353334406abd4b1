"""How often one visitor may try. Counted in the broker's engine; if that is down, by each process alone."""

from flask import Flask

from .extensions import limiter


def init_app(app: Flask) -> None:
    app.config.setdefault("RATELIMIT_STORAGE_URI", storage(app.config["BROKER_URL"]))
    app.config.setdefault("RATELIMIT_STORAGE_OPTIONS", {"socket_connect_timeout": 0.5, "socket_timeout": 0.5})
    app.config.setdefault("RATELIMIT_IN_MEMORY_FALLBACK_ENABLED", True)
    app.config.setdefault("RATELIMIT_KEY_PREFIX", "limit")
    limiter.init_app(app)


def storage(broker_url: str) -> str:
    """The same engine in the spelling of the limits library: Celery says redis+socket://PATH?virtual_host=0."""
    if not broker_url.startswith("redis+socket://"):
        return broker_url
    path, _, options = broker_url.removeprefix("redis+socket://").partition("?")
    number = dict(pair.split("=") for pair in options.split("&") if "=" in pair).get("virtual_host", "0")
    return f"redis+unix://{path}?db={number}"
