"""The address with which a mail program takes somebody off a topic, with one click (RFC 8058)."""

from typing import NamedTuple

from collab.addresses import address_of
from collab.db import db
from collab.keys import Keys
from collab.people.models import Person

from .choices import choose, ways_of
from .models import Notice
from .topics import CHOSEN, Topic, Way

KEYS = Keys("unsubscribing")


class Leaving(NamedTuple):
    """Who wants no mail any more, and of what: a topic, or all that comes in a mail of the day or week."""

    person: Person
    about: Topic | Way

    @property
    def topics(self) -> list[Topic]:
        ways = ways_of(self.person)
        return [topic for topic in CHOSEN if self.about in {topic, ways[topic]}]

    def leave(self) -> list[Topic]:
        """Answers what was left, for the way back."""
        left = self.topics
        for topic in left:
            choose(self.person, topic, Way.IN_APP)
        return left

    def come_back(self, topics: list[str]) -> None:
        """To how it was when the mail went out: at once, or in the mail of the day or week."""
        for topic in CHOSEN:
            if topic == self.about:
                choose(self.person, topic, Way.AT_ONCE)
            elif topic in topics and isinstance(self.about, Way):
                choose(self.person, topic, self.about)


def key_of(notice: Notice) -> str:
    about = notice.data["way"] if notice.is_digest else notice.topic.value
    return KEYS.sign([notice.person_id, about])


def leaving_with(key: str) -> Leaving | None:
    """None for a key that is not ours, and for somebody who left."""
    try:
        number, about = KEYS.read(key)
    except (ValueError, TypeError):
        return None
    person = db.session.get(Person, number)
    if person is None or not person.is_active:
        return None
    return Leaving(person, Topic(about) if about in set(Topic) else Way(about))


def headers_of(notice: Notice) -> dict[str, str]:
    """None of them on what the law needs to arrive."""
    if notice.goes_at_any_hour:
        return {}
    address = address_of("messages.unsubscribe", key=key_of(notice))
    return {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
