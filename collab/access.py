"""Doors. Every view is behind one: it finds the thing in the URL for this person, then asks a rule."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import abort, current_app, request
from flask_login import current_user
from sqlalchemy import select

from .db import db
from .errors import NotYours
from .extensions import login

READS = {"GET", "HEAD", "OPTIONS"}
Rule = Callable[..., str | None]


def guard(model: Any, visible_to: Callable, along: str | None = None) -> Callable[[Rule], Callable]:
    """Doors to one thing: `visible_to(person)`: does it exist for them (404); the rule: may they (403).

    `along` names a thing that its verbs change too, and that is locked before it: who works on two things
    of one cooperation, or on the cooperation itself, begins with the cooperation.
    """

    def allows(rule: Rule) -> Callable:
        def door(view: Callable) -> Callable:
            @wraps(view)
            def guarded(ref: str, **rest):
                person = current_user._get_current_object()
                query = visible_to(person).where(model.ref == ref)
                if request.method not in READS:
                    if along:
                        lock_first(model, along, ref)
                    # Writers of one thing take turns; who only refers to it (an event, a mail) need not wait.
                    query = query.with_for_update(of=model, key_share=True)
                thing = db.session.scalar(query) or abort(404)
                demand(rule(person, thing))
                return view(thing, **rest)

            return ruled(guarded, rule)

        return door

    return allows


def lock_first(model: Any, along: str, ref: str | None) -> None:
    """Everyone locks in the same order, so that two never wait for each other in a circle."""
    relation = getattr(model, along).property
    whole, (key,) = relation.mapper.class_, relation.local_columns
    found = select(whole).where(whole.id == select(key).where(model.ref == ref).scalar_subquery())
    db.session.scalar(found.with_for_update(of=whole, key_share=True))


def may(rule: Rule) -> Callable:
    """A door to no thing in particular: only the person is asked about."""

    def door(view: Callable) -> Callable:
        @wraps(view)
        def guarded(**rest):
            demand(rule(current_user._get_current_object()))
            return view(**rest)

        return ruled(guarded, rule)

    return door


def demand(why_not: str | None) -> None:
    """Inside a door, for what only the view knows: the answer of a rule, None or why not."""
    if why_not:
        raise NotYours(why_not)


def public(view: Callable) -> Callable:
    """Open to everyone, signed in or not."""
    return ruled(view, None)


def ruled(view: Callable, rule: Rule | None) -> Callable:
    """A view that carries its rule, so that one without a rule is found."""
    view.rule = rule  # type: ignore[attr-defined]
    return view


def signed_in(person) -> None:
    """Rule: everyone who is signed in may."""


def refuse_strangers():
    """Closed unless a view says otherwise."""
    if request.endpoint is None or request.endpoint == "static":
        return None
    view = current_app.view_functions[request.endpoint]
    if not hasattr(view, "rule"):
        raise LookupError(f"{request.endpoint} has no rule")
    if view.rule and not current_user.is_authenticated:
        return login.unauthorized()
    return None
