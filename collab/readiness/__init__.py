"""Are both ready: what each side says of itself and of the other, and who helps where something lacks."""


def init_app(app) -> None:
    from . import gaps, models, words

    for part in (gaps, models, words):
        assert part  # imported is enough: they register themselves
