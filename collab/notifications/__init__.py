"""Post: notices, mail, who hears what."""


def init_app(app) -> None:
    from . import bounces, digests, jobs, reactions, showing, words  # noqa: F401  they register themselves
    from .commands import commands
    from .routes import bp

    app.register_blueprint(bp)
    app.cli.add_command(commands)
