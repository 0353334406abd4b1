"""Are both ready: what each side says of itself and of the other, and who helps where something lacks."""


def init_app(app) -> None:
    pass
