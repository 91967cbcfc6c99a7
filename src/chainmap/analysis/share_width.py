"""How much narrower would a foreign share become if one supplier's share were known?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..kernels.shares import Counted, Range, mean_high, mean_low, sum_can_be_one
from ..schema import Offer
from ..structure import Viewpoint, box

__all__ = ["Narrowing", "narrowings"]

_TINY = 1e-9
_DIGITS = 9
_STEPS = 80


@dataclass(frozen=True)
class Narrowing:
    """The width that knowing one share removes from the foreign share of its component, as the suppliers are listed.

    ``low`` and ``high`` are the foreign share today; ``least`` and ``most`` what is removed at the worst and the best
    answer.
    """

    offer: Offer
    low: float
    high: float
    least: float
    most: float


def narrowings(seen: Viewpoint) -> list[Narrowing]:
    """Return the cells that could narrow a foreign share, in the order of their ids.

    Notes
    -----
    With shares that sum to 1 the lowest foreign share is a convex function of any one share and the highest a concave
    one (values of linear programmes), so that their distance is concave: it is least at an end of the range, and its
    greatest value is found by ternary search.
    """
    by_component: dict[str, list[Offer]] = {}
    for row in sorted(seen.stack.offers, key=lambda one: (one.component, one.offer)):
        if row.status == "active":
            by_component.setdefault(row.component, []).append(row)
    return [found for rows in by_component.values() for found in _of_component(seen, rows)]


def _of_component(seen: Viewpoint, rows: Sequence[Offer]) -> list[Narrowing]:
    boxes: list[Range] = [(low, high) for low, _, high in (box(r.share_low, r.share, r.share_high) for r in rows)]
    if not sum_can_be_one(boxes):
        return []
    foreign = seen.all_foreign - seen.home
    can = [row.offer not in seen.untouchable for row in rows]
    sure = [float(may and seen.reaches[row.offer].falls_to(foreign)) for may, row in zip(can, rows, strict=True)]
    perhaps = [
        1.0 if known or (may and seen.reaches[row.offer].unknown) else 0.0
        for known, may, row in zip(sure, can, rows, strict=True)
    ]
    low, high = _ends(sure, perhaps, boxes)
    found = []
    for at, row in enumerate(rows):
        least, most = _feasible(boxes, at)
        if high - low <= _TINY or most - least <= _TINY:
            continue
        narrow = [_width(sure, perhaps, boxes, at, end) for end in (least, most)]
        widest = _widest(sure, perhaps, boxes, at, least, most)
        removed = (max(0.0, high - low - widest), high - low - min(narrow))
        if removed[1] > _TINY:
            found.append(Narrowing(row, low, high, round(removed[0], _DIGITS), round(removed[1], _DIGITS)))
    return found


def _feasible(boxes: Sequence[Range], at: int) -> Range:
    """Return what one share may be, given that all sum to 1."""
    others = [one for place, one in enumerate(boxes) if place != at]
    low = max(boxes[at][0], 1.0 - sum(high for _, high in others))
    return low, min(boxes[at][1], 1.0 - sum(low for low, _ in others))


def _ends(sure: Sequence[float], perhaps: Sequence[float], boxes: Sequence[Range]) -> Range:
    counted: list[Counted] = [True] * len(boxes)
    low, high = mean_low(sure, boxes, counted), mean_high(perhaps, boxes, counted)
    return low or 0.0, 1.0 if high is None else high


def _width(sure: Sequence[float], perhaps: Sequence[float], boxes: Sequence[Range], at: int, share: float) -> float:
    fixed = [(share, share) if place == at else one for place, one in enumerate(boxes)]
    low, high = _ends(sure, perhaps, fixed)
    return high - low


def _widest(
    sure: Sequence[float], perhaps: Sequence[float], boxes: Sequence[Range], at: int, low: float, high: float
) -> float:
    """Return the greatest width over the range of the share: the maximum of a concave function."""
    for _ in range(_STEPS):
        third = (high - low) / 3
        if third <= _TINY / 10:
            break
        first, second = (_width(sure, perhaps, boxes, at, one) for one in (low + third, high - third))
        if first < second:
            low += third
        else:
            high -= third
    return _width(sure, perhaps, boxes, at, (low + high) / 2)
