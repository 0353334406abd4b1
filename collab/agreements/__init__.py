"""The promise: text, parties, signatures, term."""


def init_app(app) -> None:
    from . import (
        amend_routes,
        answer_news,
        answering,
        comparing,
        jobs,
        longer,
        longer_news,
        mandates,
        papers,
        reactions,
        rights,
        routes,
        showing,
        signs,
        size_news,
        sizes,
        turns,
        value_routes,
        words,
    )  # fmt: skip

    rooms = (amend_routes, answering, comparing, longer, sizes, value_routes)
    for part in (*rooms, answer_news, jobs, longer_news, reactions, rights, signs, size_news, turns, words):
        assert part  # imported is enough: they register themselves
    showing.init_app(app)
    app.register_blueprint(routes.bp)
    app.register_blueprint(papers.bp)
    app.register_blueprint(mandates.bp)
