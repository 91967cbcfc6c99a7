"""How much do the n largest names hold together, and how many names hold a part of the whole, in bounds?

Shares lie in boxes and sum to 1. The largest sum of n shares is the best of all choices of n names; the
smallest is that of the shares that are as equal as they can be, which every other split majorises.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from .hhi import Rest, levelled, relative
from .shares import Range, sum_can_be_one

__all__ = ["names_needed", "top_sum"]

_TINY = 1e-9
_NAMES = 14


def top_sum(boxes: Sequence[Range], rest: Rest, n: int) -> tuple[float, float, bool]:
    """Return the smallest and largest sum of the n largest shares, and whether both are attained.

    Parameters
    ----------
    boxes
        Ranges of the shares of the names.
    rest
        Who holds the residual, as in :func:`chainmap.kernels.hhi.hhi_bounds`.
    n
        At least 1.

    Notes
    -----
    With a residual the smallest sum is a limit: what is not named falls into ever more hands. All choices
    of n are tried for up to 14 names; above that the largest sum is a sound bound.

    References
    ----------
    Marshall, Olkin & Arnold, Inequalities: Theory of Majorization and Its Applications, 2011, chapter 1.

    Examples
    --------
    >>> low, high, _ = top_sum([(0.5, 0.5), (0.2, 0.2)], "new", 1)
    >>> round(low, 6), round(high, 6)
    (0.5, 0.5)
    """
    exact = True
    if rest == "none":
        if not boxes:
            return 0.0, 1.0, True
        if not sum_can_be_one(boxes):  # only ratios are known: ranges of each share by itself
            exact = all(high - low <= _TINY for low, high in boxes)
            boxes = relative(boxes)
        if not sum_can_be_one(boxes):
            return 0.0, 1.0, False
        low = sum(sorted(levelled(boxes), reverse=True)[:n])
        high, tried = _largest(boxes, n)
        return low, high, exact and tried
    lows, highs = [low for low, _ in boxes], [high for _, high in boxes]
    low = sum(sorted(lows, reverse=True)[:n])
    if rest == "joins":
        return low, 1.0 - sum(sorted(lows)[: max(0, len(lows) - n)]), True
    residual = (max(0.0, 1.0 - sum(highs)), max(0.0, 1.0 - sum(lows)))
    if rest == "new":
        high, tried = _largest([*boxes, residual], n)
        return low, high, tried
    named, tried = _largest([*boxes, residual], min(n, len(boxes)), among=len(boxes))
    more = max(0, n - len(boxes)) * min(highs, default=0.0)
    return low, min(1.0, named + more), tried and n <= len(boxes)


def names_needed(boxes: Sequence[Range], rest: Rest, part: float) -> tuple[int, int | None, bool]:
    """Return the fewest and the most names that are needed to hold a part of the whole together.

    Returns
    -------
    tuple
        Fewest; most, None when nobody can say (the residual may be in ever so many hands); and whether
        both are attained.

    Examples
    --------
    >>> names_needed([(0.4, 0.4), (0.3, 0.3), (0.2, 0.2), (0.1, 0.1)], "none", 0.75)
    (3, 3, True)
    """
    fewest, most, exact = 0, None, True
    for n in range(1, len(boxes) + 2):
        low, high, attained = top_sum(boxes, rest, n)
        if not fewest and high >= part - _TINY:
            fewest, exact = n, exact and attained
        if low >= part - _TINY:
            most = n
            break
    if not fewest:  # only small names are left: as many more as it takes
        held = top_sum(boxes, rest, len(boxes))[1]
        piece = min((high for _, high in boxes), default=0.0)
        fewest = len(boxes) + (-int(-(part - held - _TINY) // piece) if piece > 0 else 1)
        exact = False
    return fewest, most, exact


def _largest(boxes: Sequence[Range], n: int, *, among: int | None = None) -> tuple[float, bool]:
    """Return the largest sum of n of the first ``among`` shares, when all sum to 1."""
    names = range(len(boxes) if among is None else among)
    n = min(n, len(names))
    whole = sum(low for low, _ in boxes)
    if len(names) <= _NAMES:
        return max(
            min(sum(boxes[one][1] for one in chosen), 1.0 - whole + sum(boxes[one][0] for one in chosen))
            for chosen in combinations(names, n)
        ), True
    highs = sorted((boxes[one][1] for one in names), reverse=True)
    lows = sorted((boxes[one][0] for one in names), reverse=True)
    return min(sum(highs[:n]), 1.0 - whole + sum(lows[:n]), 1.0), False
