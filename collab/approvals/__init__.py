"""Inside the municipality, visible outside: advice, approval and the decisions that belong to a text."""


def init_app(app) -> None:
    from . import advice, approving, deciding, doing, jobs, reactions, routes, ruling, showing, telling
    from .handing import approvals

    for part in (approvals, approving, deciding, doing, jobs, reactions, showing, telling):
        assert part  # imported is enough: they register themselves
    for doors in (routes, advice, ruling):
        app.register_blueprint(doors.bp)
