"""Looking back: reports in proportion, joint evaluations, value in own words."""


def init_app(app) -> None:
    from . import copies, evaluations, findings, models, worth

    for part in (copies, evaluations, findings, models, worth):
        assert part  # imported is enough: they register themselves
