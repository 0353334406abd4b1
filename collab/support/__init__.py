"""The ledger: what each side asks, offers, promises, delivers and confirms."""


def init_app(app) -> None:
    from . import (  # noqa: F401  they register themselves
        doing,
        following,
        jobs,
        reactions,
        showing,
        steps,
        telling,
    )
    from .calendar import bp as calendar
    from .hearsay import bp as hearsay
    from .routes import bp

    for blueprint in (bp, hearsay, calendar):
        app.register_blueprint(blueprint)
    app.jinja_env.filters.update(waited=doing.waited, amount=showing.amount)
    app.jinja_env.globals.update(ledger_words=showing.words)
    app.jinja_env.filters["promises_to_read"] = showing.readable
