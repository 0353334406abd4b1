"""How the events of a collective read: what somebody did, after their name."""

from flask_babel import lazy_gettext as _

from collab.history.telling import say

say(
    collective__registered=_("entered this collective in the register"),
    collective__described=_("changed the profile"),
    collective__admitted=_("brought somebody into the collective"),
    collective__changed_role=_("gave somebody another role"),
    collective__ended_membership=_("let a role in the collective end"),
    collective__gave_authority=_("wrote down who may sign"),
    collective__revoked_authority=_("withdrew somebody's authority to sign"),
)
