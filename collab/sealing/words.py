"""How the events of sealing read in a timeline."""

from flask_babel import lazy_gettext as _

from collab.agreements import evidence
from collab.history.telling import say

say(agreement__sealed=_("The paper of the agreement carries the seal of the municipality"))
evidence.logs("agreement.sealed")
