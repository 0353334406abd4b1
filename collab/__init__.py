"""Collab: cooperation agreements between citizens' collectives and their municipality."""

from datetime import timedelta
from importlib import import_module

from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from .settings import Settings
from .web import Web

FOUNDATIONS = ("logs", "i18n", "words", "queue", "health", "web", "limits", "panels")
SLICES = (
    "history", "people", "notifications", "documents", "deadlines",
    "collectives", "cases", "support", "phases", "conversations", "readiness", "clauses", "agreements",
    "discussion", "tailoring", "approvals", "reports", "signing", "sealing", "relay", "calendars",
    "overview", "examples",
)  # fmt: skip
MOST_BYTES = 2 * 1024 * 1024


def create_app(**overrides) -> Web:
    """The application, from the settings in the environment; `overrides` are Flask's own configuration."""
    from .db import APP_ROLE, db
    from .extensions import csrf, migrate

    app = Web(__name__)
    settings = Settings.from_env()
    app.config.from_mapping(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        BROKER_URL=settings.broker_url,
        LOG_LEVEL=settings.log_level,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS={
            "pool_pre_ping": True,
            # Whoever logs in, the application works as a role that cannot change the past.
            "connect_args": {"options": f"-c role={APP_ROLE}"},
        },
        SESSION_COOKIE_NAME="__Host-collab" if settings.secure else "collab",
        SESSION_COOKIE_SECURE=settings.secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(days=settings.citizen_days),
        WTF_CSRF_TIME_LIMIT=None,
        MAX_CONTENT_LENGTH=MOST_BYTES,
        MAX_FORM_MEMORY_SIZE=MOST_BYTES,
        MAX_FORM_PARTS=3000,
    )
    app.config.from_mapping(overrides)
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, *[settings.proxies] * 2)  # type: ignore[method-assign]
    app.jinja_options = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    app.jinja_env.globals["settings"] = settings
    db.init_app(app)
    csrf.init_app(app)
    migrate.init_app(app, db)
    for name in FOUNDATIONS + SLICES:
        import_module(f".{name}", __name__).init_app(app)
    return app
