"""Who: people, their posts, their ways in."""


def init_app(app) -> None:
    from . import account, away, jobs, sessions, staff, telling  # noqa: F401  their doors register themselves
    from .commands import people
    from .routes import bp

    sessions.init_app(app)
    app.cli.add_command(people)
    app.register_blueprint(bp)
