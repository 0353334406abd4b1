"""Questions about people."""

from sqlalchemy import Select, select, tuple_

from collab.clock import now
from collab.db import db

from .models import Person, Post, Session, spelled

PAGE = 50


def of_address(email: str) -> Select:
    return select(Person).where(Person.email == spelled(email))


def active_with(email: str) -> Person | None:
    return db.session.scalar(of_address(email).where(Person.left_at.is_(None)))


def staff(after: Person | None = None) -> Select:
    """Everyone who holds or held a post, by name; one page and one more, to know whether there is a next."""
    query = select(Person).where(Person.posts.any()).order_by(Person.name, Person.id).limit(PAGE + 1)
    return query.where(tuple_(Person.name, Person.id) > (after.name, after.id)) if after else query


def officer(number: int) -> Select:
    return select(Person).where(Person.id == number, Person.posts.any())


def holders(post: Post) -> Select:
    """Who holds the duty of this post now, apart from through this post."""
    return select(Post).where(Post.duty == post.duty, Post.current(), Post.id != post.id)


def sessions_of(person: Person) -> Select:
    return (
        select(Session)
        .where(Session.person_id == person.id, Session.ends_at > now())
        .order_by(Session.began_at.desc())
    )
