"""Looking back: reports in proportion, joint evaluations, value in own words."""


def init_app(app) -> None:
    from . import (
        copies,
        doing,
        evaluation_routes,
        findings,
        jobs,
        paper_routes,
        planning,
        reactions,
        review_due,
        routes,
        signs,
        telling,
        worth_routes,
        worth_showing,
    )

    rooms = (evaluation_routes, paper_routes, worth_routes)
    for part in (*rooms, copies, doing, findings, jobs, planning, reactions, review_due, signs, telling):
        assert part  # imported is enough: they register themselves
    app.jinja_env.filters["plain_number"] = worth_showing.plain_number
    app.register_blueprint(routes.bp)
