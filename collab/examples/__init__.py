"""Example people and agreements to begin with, and real agreements from a file. Nothing reads this slice."""


def init_app(app) -> None:
    from .commands import examples, pacts

    app.cli.add_command(examples)
    app.cli.add_command(pacts)
