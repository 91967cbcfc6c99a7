"""Which ids of one stack are called otherwise in another, and the stack with the other's ids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..schema import TABLES, Offer, Row, columns_of
from .model import Stack

__all__ = ["Renames", "followed", "followed_row", "renames"]

Names = tuple[object, ...]


@dataclass(frozen=True)
class Renames:
    """Old id -> new id, of components, actors and offers."""

    components: Mapping[str, str]
    actors: Mapping[str, str]
    offers: Mapping[str, str]

    def of(self, table: str) -> Mapping[str, str]:
        """Return the new ids of one table."""
        found: Mapping[str, str] = getattr(self, table, {})
        return found

    def __bool__(self) -> bool:
        return bool(self.components or self.actors or self.offers)


def renames(old: Stack, new: Stack) -> Renames:
    """Return the ids that were given up for another one of the same names.

    A component or an actor was renamed when exactly one row lost its id and exactly one row with a new
    id carries the same names in both languages; an offer, when its product, component and actor are the
    same too. What has no name is never taken for renamed, except an actor's only offer without a
    product name.
    """
    # Needs tell components and offers apart by their ids alone, so a new id must be new among both.
    taken = {row.component for row in old.components} | {row.offer for row in old.offers}
    components = _pairs(old.components, new.components, "component", taken, lambda row: (row.name_en, row.name_zh))
    actors = _pairs(
        old.actors, new.actors, "actor", {row.actor for row in old.actors}, lambda row: (row.name_en, row.name_zh)
    )

    def product(row: Offer) -> Names:
        return row.product_en, row.product_zh, row.component, row.actor

    def moved(row: Offer) -> Names:
        names = row.product_en, row.product_zh
        return *names, components.get(row.component, row.component), actors.get(row.actor, row.actor)

    return Renames(components, actors, _pairs(old.offers, new.offers, "offer", taken, moved, product))


def _pairs(
    old: Iterable[Row],
    new: Iterable[Row],
    key: str,
    taken: set[str],
    names: Callable[[Any], Names],
    names_of_new: Callable[[Any], Names] | None = None,
) -> dict[str, str]:
    old, new = list(old), list(new)
    kept = {getattr(row, key) for row in old} & {getattr(row, key) for row in new}
    gone: dict[Names, list[str]] = defaultdict(list)
    come: dict[Names, list[str]] = defaultdict(list)
    for rows, found, name in ((old, gone, names), (new, come, names_of_new or names)):
        for row in rows:
            if getattr(row, key) not in kept and any(name(row)):
                found[name(row)].append(getattr(row, key))
    return {
        ids[0]: come[name][0]
        for name, ids in gone.items()
        if len(ids) == len(come[name]) == 1 and come[name][0] not in taken
    }


def followed(stack: Stack, moved: Renames) -> Stack:
    """Return the stack with every renamed id, and every reference to one, in its new form."""
    if not moved:
        return stack
    tables: dict[str, Any] = {
        table: tuple(followed_row(row, table, moved) for row in stack.table(table)) for table in TABLES
    }
    return replace(stack, **tables)


def followed_row(row: Row, table: str, moved: Renames) -> Row:
    """Return one row of a table with new ids in its id and in its references."""
    update: dict[str, Any] = {}
    for column in columns_of(type(row)):
        places = [place.partition(".")[0] for place in column.ref] if column.ref else []
        places += [table] if column.kind == "id" else []
        names = {old: new for place in places for old, new in moved.of(place).items()}
        value = getattr(row, column.name)
        if isinstance(value, tuple):
            update[column.name] = tuple(names.get(one, one) for one in value)
        elif value in names:
            update[column.name] = names[value]
    return row.model_copy(update=update)
