"""What happened to people stands in the audit; no timeline tells it, because it is nobody else's news."""

from collab.history.telling import quiet

quiet(
    "person.joined", "person.introduced", "person.appointed", "person.post_ended", "person.password_set",
    "person.asked_link", "person.invited", "person.signed_in", "person.signed_out_everywhere", "person.left",
    "person.goes_away", "person.is_back", "person.chose_way",
)  # fmt: skip
