"""Ranks of many columns at once, and how sure a share of draws is.

References
----------
Wilson, Probable inference, the law of succession, and statistical inference, Journal of the American Statistical
Association 22, 1927.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["share_at_most", "shared_ranks"]

_NORMAL = 1.959963984540054
"""Two standard deviations, nearly: 95 % of a normal distribution lie within."""


def shared_ranks(high: NDArray[np.float64], low: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return ranks by the high end, then the low one, greatest first; equals share the best of their ranks.

    Parameters
    ----------
    high, low
        Shape (things, draws).

    Examples
    --------
    >>> import numpy as np
    >>> shared_ranks(np.array([[0.2], [0.5], [0.5]]), np.array([[0.0], [0.1], [0.1]])).ravel().tolist()
    [3, 1, 1]
    """
    count, draws = high.shape
    placed = np.lexsort(np.stack([-low, -high]), axis=0)
    tops, bottoms = (np.take_along_axis(one, placed, axis=0) for one in (high, low))
    new = np.ones((count, draws), dtype=bool)
    new[1:] = (tops[1:] != tops[:-1]) | (bottoms[1:] != bottoms[:-1])
    places = np.broadcast_to(np.arange(1, count + 1, dtype=np.int64)[:, None], (count, draws))
    shared = np.maximum.accumulate(np.where(new, places, 0), axis=0)
    ranks = np.empty((count, draws), dtype=np.int64)
    np.put_along_axis(ranks, placed, shared, axis=0)
    return ranks


def share_at_most(share: float, draws: int) -> float:
    """Return the upper end of the 95 % interval of a share of draws; above 0 also where it never happened.

    Examples
    --------
    >>> round(share_at_most(0.0, 100), 4)
    0.037
    """
    square = _NORMAL**2
    middle = share + square / (2 * draws)
    spread = _NORMAL * np.sqrt(share * (1 - share) / draws + square / (4 * draws**2))
    return float(min(1.0, (middle + spread) / (1 + square / draws)))
