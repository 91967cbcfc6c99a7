"""Families of minimal sets, each set an integer used as bits; the algebra behind cut and path sets.

A family holds no set that contains another one of it. Union and product keep it so, and both forget
sets above a stated order, which loses nothing below it: a minimal set of order k of a product or union is
made of sets of at most that order.

References
----------
Fussell & Vesely, A new methodology for obtaining cut sets for fault trees, Trans. Am. Nucl. Soc. 15, 1972.
Lindig, Fast concept analysis, 2000 (sets as integers).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

__all__ = ["ALWAYS", "NEVER", "Family", "Work", "at_least", "members", "minimal", "product", "union"]

Family = tuple[int, ...]
NEVER: Family = ()
"""No set does it."""
ALWAYS: Family = (0,)
"""The empty set does it."""


class Work:
    """Counts the sets that were made, so that a stated limit can stop the walk."""

    def __init__(self, limit: int, max_order: int | None) -> None:
        self.left, self.limit, self.max_order = limit, limit, max_order

    def spend(self, sets: int) -> None:
        """Take sets off the limit; raises :class:`OverflowError` when it is used up."""
        self.left -= sets
        if self.left < 0:
            raise OverflowError


def minimal(sets: Iterable[int], work: Work) -> Family:
    """Return the sets that contain no other one, smaller ones first, none above the order.

    Examples
    --------
    >>> minimal([0b11, 0b01, 0b110], Work(100, None))
    (1, 6)
    """
    kept: list[int] = []
    ordered = sorted(set(sets), key=lambda one: (one.bit_count(), one))
    work.spend(len(ordered))
    for one in ordered:
        if work.max_order is not None and one.bit_count() > work.max_order:
            break
        for other in kept:
            if other & one == other:
                break
        else:
            kept.append(one)
            work.spend(len(kept) // 64)
    return tuple(kept)


def union(families: Sequence[Family], work: Work) -> Family:
    """Return the minimal sets of any of the families: what fails when one input is enough to fail."""
    if len(families) == 1:
        return families[0]
    return minimal((one for family in families for one in family), work)


def product(families: Sequence[Family], work: Work) -> Family:
    """Return the minimal unions of one set of each family: what fails when all inputs must fail."""
    found = ALWAYS
    for family in sorted(families, key=len):
        if family == ALWAYS:
            continue
        work.spend(len(found) * len(family))
        found = minimal((one | other for one in found for other in family), work)
        if not found:
            return NEVER
    return found


def at_least(k: int, families: Sequence[Family], work: Work) -> Family:
    """Return the minimal sets that make at least k of the families true.

    Examples
    --------
    >>> at_least(2, [(1,), (2,), (4,)], Work(100, None))
    (3, 5, 6)
    """
    if k <= 0:
        return ALWAYS
    if k > len(families):
        return NEVER
    if k == 1:
        return union(families, work)
    if k == len(families):
        return product(families, work)
    return union([product(chosen, work) for chosen in combinations(families, k)], work)


def members(one: int) -> tuple[int, ...]:
    """Return the positions of the bits of a set."""
    found = []
    while one:
        low = one & -one
        found.append(low.bit_length() - 1)
        one ^= low
    return tuple(found)
