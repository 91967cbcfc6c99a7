"""Families of minimal sets, each set an integer used as bits; the algebra behind cut and path sets.

A family holds no set that contains another one of it. Union and product keep it so, and both forget
sets above a stated order, which loses nothing below it: a minimal set of order k of a product or union is
made of sets of at most that order.

References
----------
Fussell & Vesely, A new methodology for obtaining cut sets for fault trees, Trans. Am. Nucl. Soc. 15, 1972.
Rauzy, New algorithms for fault trees analysis, Reliability Engineering & System Safety 40, 1993: a set of one
family that contains one of the other is in their product as it is, and is joined with nothing.
Lindig, Fast concept analysis, 2000 (sets as integers).
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_

__all__ = ["ALWAYS", "NEVER", "Family", "Work", "at_least", "members", "minimal", "product", "union"]

Family = tuple[int, ...]
"""Sorted, smaller sets first."""
NEVER: Family = ()
"""No set does it."""
ALWAYS: Family = (0,)
"""The empty set does it."""


class Work:
    """Counts the sets that were made, so that a stated limit can stop the walk."""

    def __init__(self, limit: int, max_order: int | None) -> None:
        self.left, self.max_order = limit, sys.maxsize if max_order is None else max_order

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
    by_size: dict[int, list[int]] = defaultdict(list)
    for one in set(sets):
        by_size[one.bit_count()].append(one)
    kept: list[int] = []
    smaller, filed = _Filed(), 0
    for size in sorted(by_size):  # sets of one size cannot contain each other
        if size > work.max_order:
            break
        smaller.add(kept[filed:])
        filed = len(kept)
        work.spend(len(by_size[size]) * (1 + filed // 256))
        kept += sorted(one for one in by_size[size] if not smaller.any_in(one))
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
        found = _joined(found, family, work)
    return found


def _joined(first: Family, second: Family, work: Work) -> Family:
    """Return the product of two families."""
    if ALWAYS in (first, second):
        return second if first == ALWAYS else first
    most = work.max_order
    if not reduce(or_, first, 0) & reduce(or_, second, 0):  # nothing in common, so nothing contains anything
        work.spend(len(first) * len(second))
        room = [(one, most - one.bit_count()) for one in first]
        made = [one | other for one, left in room for other in second if other.bit_count() <= left]
        return tuple(sorted(made, key=_size_first))
    in_first, in_second = _Filed(first), _Filed(second)
    as_it_is = [one for one in first if in_second.any_in(one)] + [one for one in second if in_first.any_in(one)]
    # A set of full order can only be joined with what it contains, and then it is there as it is.
    ones = [one for one in first if one.bit_count() < most and not in_second.any_in(one)]
    others = [one for one in second if one.bit_count() < most and not in_first.any_in(one)]
    work.spend(len(ones) * len(others))
    made = [union for one in ones for other in others if (union := one | other).bit_count() <= most]
    return minimal([*as_it_is, *made], work)


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
    reached = [ALWAYS] + [NEVER] * k  # by the first families, at least 0, 1, ... k of them
    for after, family in zip(range(len(families))[::-1], families, strict=True):
        for count in range(k, max(0, k - after - 1), -1):  # the others could not reach k any more
            reached[count] = union([reached[count], _joined(reached[count - 1], family, work)], work)
    return reached[k]


def members(one: int) -> tuple[int, ...]:
    """Return the positions of the bits of a set.

    Examples
    --------
    >>> members(0b1010)
    (1, 3)
    """
    return tuple(bit.bit_length() - 1 for bit in _bits(one))


def _bits(one: int) -> list[int]:
    found = []
    while one:
        low = one & -one
        found.append(low)
        one ^= low
    return found


def _size_first(one: int) -> tuple[int, int]:
    return one.bit_count(), one


class _Filed:
    """Sets filed under their lowest and highest bit, so that few are compared when one is looked for."""

    def __init__(self, sets: Iterable[int] = ()) -> None:
        self.under: dict[int, list[int]] = defaultdict(list)
        self.add(sets)

    def add(self, sets: Iterable[int]) -> None:
        for one in sets:
            self.under[(1 << one.bit_length() >> 1) | (one & -one)].append(one)

    def any_in(self, one: int) -> bool:
        """Say whether some filed set lies in this one."""
        under = self.under
        if not under:
            return False
        if 0 in under:
            return True
        bits = _bits(one)
        for at, low in enumerate(bits):
            for high in bits[at:]:
                if low | high in under:
                    for other in under[low | high]:
                        if other & one == other:
                            return True
        return False
