"""The road: a cooperation from first contact to its end, the people on it, what they say."""


def init_app(app) -> None:
    from . import (  # noqa: F401  they register themselves
        announcing,
        changing,
        climbing,
        halting,
        higher,
        jobs,
        nudging,
        reactions,
        roads,
        speaking,
        steps,
        words,
    )
    from .lifecycle import Stage, meaning, meaning_beside
    from .picturing import road as drawing_commands
    from .routes import bp

    app.register_blueprint(bp)
    app.cli.add_command(drawing_commands)
    app.jinja_env.globals.update(
        stage_called=lambda code: Stage(code).label, meaning=meaning, meaning_beside=meaning_beside
    )
