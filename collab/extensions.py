"""The Flask extensions, made once and given an app later."""

from pathlib import Path

import click
from flask import Flask, current_app
from flask_babel import Babel
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect


class Migrations:
    """`flask db`, the only one for whom Alembic is loaded."""

    def init_app(self, app: Flask, db: SQLAlchemy) -> None:
        any_words = {"ignore_unknown_options": True, "help_option_names": []}

        @app.cli.command("db", context_settings=any_words)
        @click.argument("words", nargs=-1, type=click.UNPROCESSED)
        @click.pass_context
        def command(context: click.Context, words: tuple[str, ...]) -> None:
            """Bring the tables up to date."""
            from flask_migrate import Migrate, cli

            Migrate(current_app, db, directory=str(Path(__file__).parents[1] / "migrations"))
            cli.db.main(words, prog_name="flask db", obj=context.obj)


babel = Babel()
csrf = CSRFProtect()
limiter = Limiter(get_remote_address, headers_enabled=False)
login = LoginManager()
migrate = Migrations()
