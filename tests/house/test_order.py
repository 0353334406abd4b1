"""What is listed stands in the same order on every page and every day: no list leaves it to the database."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import RelationshipProperty

from collab.db import Model


def lists(app) -> list[RelationshipProperty]:
    assert app
    found = [one for mapper in Model.registry.mappers for one in mapper.relationships if one.uselist]
    return [one for one in found if one.lazy != "write_only" and not holds_one(one)]


def holds_one(one: RelationshipProperty) -> bool:
    return keys_of(one) <= {column.key for column in one.remote_side}


def keys_of(one: RelationshipProperty) -> set[str]:
    return {column.key for column in one.mapper.primary_key}


def is_settled(one: RelationshipProperty) -> bool:
    """Whether no two rows of the list can share their place."""
    names = {column.key for column in one.order_by or ()}
    told = names | {column.key for column in one.remote_side}
    unique = [keys_of(one)] + [
        {column.key for column in rule.columns}
        for rule in one.mapper.local_table.constraints
        if isinstance(rule, UniqueConstraint)
    ]
    return bool(names) and any(keys <= told for keys in unique)


def test_no_list_leaves_its_order_to_the_database(app):
    found = lists(app)
    assert len(found) > 50
    assert [str(one) for one in found if not is_settled(one)] == []
