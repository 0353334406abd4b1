"""Paper: wanted, printed, kept."""


def init_app(app) -> None:
    from . import jobs
    from .commands import documents

    assert jobs
    app.cli.add_command(documents)
