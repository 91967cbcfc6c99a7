"""Exact bounds on the Herfindahl-Hirschman index when the shares are only known as ranges.

HHI = sum s_i^2 over the suppliers. Its smallest value over a box with sum 1 is found by levelling the
shares; its largest lies at a corner, because the index is convex.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Literal

from .shares import Range, sum_can_be_one

__all__ = ["Rest", "hhi_bounds", "levelled", "relative"]

Rest = Literal["none", "new", "joins", "small"]
"""Who holds the residual: nobody; perhaps one new name; perhaps the largest; only small names."""

_TINY = 1e-12
_CORNERS = 14


def hhi_bounds(boxes: Sequence[Range], rest: Rest) -> tuple[float, float, bool]:
    """Return the smallest and largest index, and whether both are attained (or limits of it).

    Parameters
    ----------
    boxes
        n ranges of the shares of the names.
    rest
        ``none``: the names are all there are; their shares are taken relative to their sum where the
        ranges cannot reach 1. ``new``: the residual may be one more name, or any number of small
        ones. ``joins``: it may also belong to one of the names. ``small``: no residual name is larger
        than the smallest one (a top-n ranking).

    Notes
    -----
    The lower end spreads the residual over ever more names, so it is a limit. The upper end checks
    all corners for up to 14 names of unknown share; above that it is a sound bound.

    Examples
    --------
    >>> low, high, _ = hhi_bounds([(0.5, 0.5), (0.2, 0.2)], "new")
    >>> round(low, 6), round(high, 6)
    (0.29, 0.38)
    """
    if not boxes:
        return (0.0, 1.0, True) if rest != "none" else (0.0, 0.0, True)
    if rest == "none":
        if not sum_can_be_one(boxes):
            return _by_ratio(boxes)
        low = sum(share**2 for share in levelled(boxes))
        high, exact = _largest(boxes)
        return low, high, exact
    residual = (max(0.0, 1 - sum(high for _, high in boxes)), max(0.0, 1 - sum(low for low, _ in boxes)))
    low = sum(share**2 for share, _ in boxes)
    if rest == "small":
        high, exact = _largest_small(boxes, residual)
    elif rest == "joins":
        high, exact = _largest_joined(boxes, residual)
    else:
        high, exact = _largest([*boxes, residual])
    return low, max(low, high), exact


def _by_ratio(boxes: Sequence[Range]) -> tuple[float, float, bool]:
    """Bounds on sum s_i^2 / (sum s_i)^2 over the box: quasi-convex, so the largest lies at a corner."""
    rooms = sum(high - low > _TINY for low, high in boxes)
    if not any(high > _TINY for _, high in boxes):
        return 0.0, 0.0, True
    low = _ratio(_levelled_by_ratio(boxes))
    if rooms > _CORNERS:
        return low, _largest(relative(boxes))[0], False
    corners = product(*([low, high] if high - low > _TINY else [high] for low, high in boxes))
    return low, max(_ratio(shares) for shares in corners if any(shares)), True


def _ratio(shares: Sequence[float]) -> float:
    return sum(share**2 for share in shares) / sum(shares) ** 2


def _levelled_by_ratio(boxes: Sequence[Range]) -> list[float]:
    """Shares clipped at the level t = sum s_i^2 / sum s_i, where the ratio is smallest."""
    bottom, top = 0.0, 1.0
    for _ in range(200):
        middle = (bottom + top) / 2
        shares = [min(max(middle, low), high) for low, high in boxes]
        if sum(share * (share - middle) for share in shares) > 0:
            bottom = middle
        else:
            top = middle
    return [min(max(top, low), high) for low, high in boxes]


def relative(boxes: Sequence[Range]) -> list[Range]:
    """Return for each share its range relative to the sum of all, each by itself."""
    lows, highs = sum(low for low, _ in boxes), sum(high for _, high in boxes)
    return [
        (
            low / (low + highs - high) if low + highs - high > 0 else 0.0,
            high / (high + lows - low) if high else 0.0,
        )
        for low, high in boxes
    ]


def levelled(boxes: Sequence[Range]) -> list[float]:
    """Shares with sum 1 in the boxes that are as equal as can be: all at one level, clipped."""
    bottom, top = 0.0, 1.0
    for _ in range(200):
        middle = (bottom + top) / 2
        if sum(min(max(middle, low), high) for low, high in boxes) < 1:
            bottom = middle
        else:
            top = middle
    return [min(max(top, low), high) for low, high in boxes]


def _largest(boxes: Sequence[Range]) -> tuple[float, bool]:
    """Return the largest sum of squares with sum 1 in the boxes, and whether it is attained."""
    base = sum(low**2 for low, _ in boxes)
    left = 1 - sum(low for low, _ in boxes)
    rooms = [(low, high - low) for low, high in boxes if high - low > _TINY]
    if left <= _TINY or not rooms:
        return base, True
    rooms.sort(key=lambda one: -(2 * one[0] + one[1]))
    total, remaining, partial = base, left, False
    for low, room in rooms:
        if remaining <= _TINY:
            break
        step = min(room, remaining)
        partial = partial or step < room - _TINY
        total += step * (2 * low + room)  # the secant, at least the true gain
        remaining -= step
    if not partial:
        return total, True
    if len(rooms) > _CORNERS:
        return total, False
    return base + max(_corners(rooms, left), default=0.0), True


def _corners(rooms: Sequence[Range], left: float) -> list[float]:
    """Gains at every corner: each room full or empty but one, which takes what is left."""
    gains = []
    for part, (low, room) in enumerate(rooms):
        others = [one for at, one in enumerate(rooms) if at != part]
        for full in product((False, True), repeat=len(others)):
            chosen = [one for one, take in zip(others, full, strict=True) if take]
            step = left - sum(width for _, width in chosen)
            if -_TINY <= step <= room + _TINY:
                gain = sum(2 * bottom * width + width**2 for bottom, width in chosen)
                gains.append(gain + 2 * low * step + step**2)
    return gains


def _largest_joined(boxes: Sequence[Range], residual: Range) -> tuple[float, bool]:
    best, exact = 0.0, True
    for at, (low, high) in enumerate(boxes):
        joined = [*boxes[:at], (low + residual[0], min(1.0, high + residual[1])), *boxes[at + 1 :]]
        value, attained = _largest(joined)
        if value > best:
            best, exact = value, attained
    return best, exact


def _largest_small(boxes: Sequence[Range], residual: Range) -> tuple[float, bool]:
    """The residual comes in pieces no larger than the smallest name."""
    if all(high - low <= _TINY for low, high in boxes):
        piece = min(low for low, _ in boxes)
        whole = int((residual[1] + _TINY) // piece) if piece > 0 else 0
        tail = max(0.0, residual[1] - whole * piece)
        return sum(low**2 for low, _ in boxes) + whole * piece**2 + (tail**2 if piece > 0 else 0.0), True
    named, _ = _largest([*boxes, (0.0, residual[1])])
    return named, False
