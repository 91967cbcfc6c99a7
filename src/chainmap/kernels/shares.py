"""Exact bounds on weighted means when the shares are only known as ranges.

A share s_i lies in a box [low, high] and the shares sum to 1; the mean of values v_i over the counted
items is sum s_i v_i / sum s_i. Its smallest value is the smallest x for which some shares give
sum s_i (v_i - x) < 0, and for a given x the best shares are found greedily (METHOD section 3).
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["Counted", "Range", "largest_sum", "mean_high", "mean_low", "sum_can_be_one"]

Range = tuple[float, float]
Counted = bool | None
"""Whether an item counts in the mean: True, False (it only takes a share), or None (not known)."""

_TINY = 1e-12
_ROUNDS = 200


def sum_can_be_one(boxes: Sequence[Range]) -> bool:
    """Whether shares within the boxes can sum to 1."""
    return sum(low for low, _ in boxes) <= 1 + _TINY and sum(high for _, high in boxes) >= 1 - _TINY


def mean_low(values: Sequence[float], boxes: Sequence[Range], counted: Sequence[Counted]) -> float | None:
    """Return the smallest mean of the values, or None when nothing can be counted.

    Parameters
    ----------
    values
        n values.
    boxes
        n ranges of shares. Shares sum to 1 where the boxes allow it, else they lie anywhere in them.
    counted
        n flags. An item that may or may not count is counted where that lowers the mean.

    Returns
    -------
    float or None
        Attained, or the limit of attained means.

    Notes
    -----
    Dinkelbach's method: each round solves the greedy fill and takes the mean it gives; rounds are
    few (below ten in practice), each n log n.

    References
    ----------
    Dinkelbach, On nonlinear fractional programming, Management Science 13, 1967.

    Examples
    --------
    >>> round(mean_low([0, 1, 1], [(0.3, 0.4), (0.2, 0.3), (0.3, 0.5)], [True, True, True]), 6)
    0.6
    """
    fixed = sum_can_be_one(boxes)
    mean = max(values, default=0.0) + 1.0
    found: float | None = None
    for _ in range(_ROUNDS):
        cost = [_cost(value - mean, flag) for value, flag in zip(values, counted, strict=True)]
        shares = _fill(cost, boxes) if fixed else _free(cost, boxes)
        chosen = [
            (share, value)
            for share, value, flag, price in zip(shares, values, counted, cost, strict=True)
            if flag or (flag is None and price < 0)
        ]
        total = sum(share for share, _ in chosen)
        if total <= _TINY:
            return found
        better = sum(share * value for share, value in chosen) / total
        if found is not None and better >= found - _TINY:
            return found
        mean = found = better
    return found


def mean_high(values: Sequence[float], boxes: Sequence[Range], counted: Sequence[Counted]) -> float | None:
    """Return the largest mean of the values; the mirror of :func:`mean_low`."""
    found = mean_low([-value for value in values], boxes, counted)
    return None if found is None else -found


def _cost(distance: float, flag: Counted) -> float:
    if flag is None:
        return min(distance, 0.0)
    return distance if flag else 0.0


def _free(cost: Sequence[float], boxes: Sequence[Range]) -> list[float]:
    return [high if price < 0 else low for price, (low, high) in zip(cost, boxes, strict=True)]


def _fill(cost: Sequence[float], boxes: Sequence[Range]) -> list[float]:
    """Return the shares in the boxes with sum 1 and the smallest total cost."""
    shares = [low for low, _ in boxes]
    left = 1.0 - sum(shares)
    for at in sorted(range(len(cost)), key=lambda one: cost[one]):
        if left <= 0:
            break
        step = min(left, boxes[at][1] - boxes[at][0])
        shares[at] += step
        left -= step
    return shares


def largest_sum(losses: Sequence[float], boxes: Sequence[Range]) -> float:
    """Return the largest sum of weight x loss with weights in the boxes that sum to at most 1.

    Examples
    --------
    >>> largest_sum([1.0, 0.5], [(0, 0.6), (0, 1)])
    0.8
    """
    weights = [low for low, _ in boxes]
    left = max(0.0, 1.0 - sum(weights))
    for at in sorted(range(len(losses)), key=lambda one: -losses[one]):
        step = min(left, boxes[at][1] - boxes[at][0])
        weights[at] += step
        left -= step
    return sum(weight * loss for weight, loss in zip(weights, losses, strict=True))
