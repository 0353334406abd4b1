"""Everyone's first page and the administrators'; reads everything, is read by nothing."""

from flask_babel import lazy_gettext as _


def init_app(app) -> None:
    from collab.menu import in_menu
    from collab.people.policy import administer

    from .routes import bp

    in_menu("overview.index", _("My overview"), place=10)
    in_menu("overview.administration", _("Administration"), place=90, rule=administer, within=("papers",))
    app.register_blueprint(bp)
