"""The promise: text, parties, signatures, term."""


def init_app(app) -> None:
    from . import (
        jobs,
        mandates,
        papers,
        reactions,
        routes,
        showing,
        size_news,
        sizes,
        turns,
        value_routes,
        words,
    )  # fmt: skip

    for part in (jobs, reactions, size_news, sizes, turns, value_routes, words):
        assert part  # imported is enough: they register themselves
    showing.init_app(app)
    app.register_blueprint(routes.bp)
    app.register_blueprint(papers.bp)
    app.register_blueprint(mandates.bp)
