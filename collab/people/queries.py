"""Questions about people."""

from sqlalchemy import Select, select, tuple_

from collab.clock import now
from collab.db import db

from .models import Person, Post, Session, spelled
from .words import Duty

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


def holding(duty: Duty) -> Select:
    """Who has this duty today."""
    held = Person.posts.any(Post.current() & (Post.duty == duty))
    return select(Person).where(held, Person.left_at.is_(None)).order_by(Person.id)


def colleagues_of(person: Person) -> list[Person]:
    """Who could stand in: of a civil servant the others, of anybody else their own collectives."""
    if person.is_officer:
        others = select(Person).where(Person.id != person.id, Person.left_at.is_(None))
        others = others.where(Person.posts.any(Post.current()))
        return list(db.session.scalars(others.order_by(Person.name, Person.id)))
    own = (one.collective for one in person.memberships if one.is_current)
    found = {other for collective in own for other in collective.people if other is not person}
    return sorted((it for it in found if it.is_active and not it.is_officer), key=lambda it: (it.name, it.id))
