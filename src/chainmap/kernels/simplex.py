"""Random shares within their ranges that sum to 1, every admissible point as likely as any other.

A Dirichlet distribution knows no upper bounds and prefers some points, so it is used only where it is uniform and
no upper end binds. Elsewhere two shares at a time are drawn anew with their sum kept, uniformly on the segment that
the ranges leave (hit-and-run along the edges of the simplex); its limit is the uniform distribution on the slice of
the box, and the rounds are many for the few shares of one market.

References
----------
Smith, Efficient Monte Carlo procedures for generating points uniformly distributed over bounded regions,
Operations Research 32, 1984.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .shares import Range, sum_can_be_one

__all__ = ["points", "uniforms_needed"]

Array = NDArray[np.float64]
ROUNDS = 30
"""How often every share is drawn anew, each time with another partner."""
_TINY = 1e-12


def uniforms_needed(boxes: Sequence[Range]) -> int:
    """Return how many random numbers one draw of :func:`points` takes."""
    free = [high - low > _TINY for low, high in boxes]
    if not any(free):
        return 0
    if not sum_can_be_one(boxes) or _unbound(boxes):
        return len(boxes)
    return ROUNDS * sum(free)


def points(boxes: Sequence[Range], uniforms: Array) -> Array:
    """Return shares drawn uniformly from the ranges, with sum 1.

    Parameters
    ----------
    boxes
        n ranges. Where they cannot sum to 1, each share is drawn from its own range.
    uniforms
        m rows of :func:`uniforms_needed` random numbers in [0, 1).

    Returns
    -------
    numpy.ndarray
        Shape (m, n). A row depends on its own random numbers only.

    Examples
    --------
    >>> import numpy as np
    >>> points([(0.2, 0.2), (0.0, 1.0), (0.0, 1.0)], np.full((1, 60), 0.5)).round(6).tolist()
    [[0.2, 0.4, 0.4]]
    """
    low, high = (np.array([one[end] for one in boxes], dtype=float) for end in (0, 1))
    draws = len(uniforms)
    if not uniforms_needed(boxes):
        return np.tile(low if not sum_can_be_one(boxes) else _middle(low, high), (draws, 1))
    if not sum_can_be_one(boxes):
        return np.asarray(low + uniforms * (high - low))
    if _unbound(boxes):
        waits = -np.log1p(-uniforms)
        return np.asarray(low + (1.0 - low.sum()) * waits / waits.sum(axis=1, keepdims=True))
    return _paired(low, high, uniforms)


def _unbound(boxes: Sequence[Range]) -> bool:
    """Whether every share could take all that the low ends leave, so that no high end binds."""
    left = 1.0 - sum(low for low, _ in boxes)
    return left > _TINY and all(high - low >= left - _TINY for low, high in boxes)


def _middle(low: Array, high: Array) -> Array:
    """Return a point between the ends that sums to 1."""
    width = float((high - low).sum())
    part = (1.0 - float(low.sum())) / width if width > 0 else 0.0
    return np.asarray(low + min(1.0, max(0.0, part)) * (high - low))


def _paired(low: Array, high: Array, uniforms: Array) -> Array:
    free = [int(at) for at in np.flatnonzero(high - low > _TINY)]
    shares = np.tile(_middle(low, high), (len(uniforms), 1))
    if len(free) < 2:
        return shares
    column = 0
    for turn in range(ROUNDS):
        step = 1 + turn % (len(free) - 1)
        for place, one in enumerate(free):
            other = free[(place + step) % len(free)]
            both = shares[:, one] + shares[:, other]
            least = np.maximum(low[one], both - high[other])
            most = np.minimum(high[one], both - low[other])
            shares[:, one] = least + uniforms[:, column] * np.maximum(0.0, most - least)
            shares[:, other] = both - shares[:, one]
            column += 1
    return shares
