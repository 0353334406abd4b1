"""The Flask extensions, made once and given an app later."""

from pathlib import Path
from typing import TYPE_CHECKING

from flask_babel import Babel
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager
from flask_wtf import CSRFProtect

if TYPE_CHECKING:
    from flask import Flask
    from flask_migrate import Migrate
    from flask_sqlalchemy import SQLAlchemy


class Migrations:
    """What `flask db` looks up in the application; that command alone loads Alembic."""

    directory = str(Path(__file__).parents[1] / "migrations")

    def init_app(self, app: "Flask", _db: "SQLAlchemy") -> None:
        app.extensions["migrate"] = self

    @property
    def migrate(self) -> "Migrate":
        from flask_migrate import Migrate

        return Migrate(directory=self.directory)


babel = Babel()
csrf = CSRFProtect()
limiter = Limiter(get_remote_address, headers_enabled=False)
login = LoginManager()
migrate = Migrations()
